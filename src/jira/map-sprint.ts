import { z } from 'zod';
import type { Sprint } from '../core/sprint/sprint.ts';
import { wireId, wireInstant } from './wire.ts';

/** A sprint of an Agile list (`originBoardId`) or of an issue's sprint field (`boardId`); dates may be missing or null. */
export const sprintShape = z
  .looseObject({
    id: wireId,
    name: z.string(),
    state: z.string().transform((state) => state.toLowerCase()),
    boardId: wireId.nullish(),
    originBoardId: wireId.nullish(),
    startDate: wireInstant.nullish().catch(undefined),
    endDate: wireInstant.nullish().catch(undefined),
    completeDate: wireInstant.nullish().catch(undefined),
  })
  .transform((wire): Sprint => {
    const boardId = wire.originBoardId ?? wire.boardId ?? undefined;
    const { startDate, endDate, completeDate } = wire;
    return {
      id: wire.id,
      name: wire.name,
      state: wire.state === 'closed' ? 'closed' : wire.state === 'active' ? 'active' : 'future',
      ...(boardId === undefined ? {} : { boardId }),
      ...(startDate === undefined || startDate === null ? {} : { start: startDate }),
      ...(endDate === undefined || endDate === null ? {} : { end: endDate }),
      ...(completeDate === undefined || completeDate === null ? {} : { completed: completeDate }),
    };
  });
