import { makeResolver } from '@forge/resolver';
import type { Board } from '../../src/core/board/board.ts';
import { buildBoard } from '../../src/core/board/build-board.ts';
import { buildPlan } from '../../src/core/board/plan.ts';
import { selectForPeriod } from '../../src/core/board/select.ts';
import { withKnownEnds, type BoardSource } from '../../src/core/board/source.ts';
import type { PeriodId, ProgramId, WorkItemId } from '../../src/core/ids.ts';
import { createUserClient } from '../../src/jira/forge-client.ts';
import { createLanes } from '../../src/jira/lanes.ts';
import type { Reply } from '../../src/operations/reply.ts';
import { findProgram } from '../../src/storage/programs.ts';
import { readLiveSource, type LiveBoard } from './load-board.ts';
import { bulkWay, tutorialWay } from './reading.ts';

/** What every baseline is asked. */
export interface Ask {
  readonly programId: ProgramId;
  readonly periodId: PeriodId;
  /** Work that the app may not see: on the live boards, not on ours (design.md 5). */
  readonly unreadIds?: readonly WorkItemId[];
}

const read = async (ask: Ask, how: Pick<LiveBoard, 'client' | 'wayOf'>): Promise<BoardSource> => {
  const program = await findProgram(ask.programId);
  if (program === undefined) throw new Error(`There is no program ${ask.programId}.`);
  return readLiveSource({ ...how, program, periodId: ask.periodId, now: Date.now() });
};
const answer = (source: BoardSource): Reply<Board> => ({ ok: true, value: buildBoard(source) });

const bestLive = (ask: Ask): Promise<BoardSource> => read(ask, { client: createUserClient(), wayOf: bulkWay });
/** One request at a time. */
const tutorial = (ask: Ask): Promise<BoardSource> =>
  read(ask, { client: createUserClient({ lanes: createLanes(1) }), wayOf: tutorialWay });

// The payloads are the benchmark's own.
export const resolver: unknown = makeResolver({
  tutorial: async ({ payload }: { payload: unknown }) => answer(await tutorial(payload as Ask)),
  bestLive: async ({ payload }: { payload: unknown }) => answer(await bestLive(payload as Ask)),
});

/** A page's own board, and all that would be on it for eyes that see what the viewer and the app both see: nothing of it crosses a wire again. */
export interface PageBoard {
  readonly board: Board;
  readonly allIds: readonly WorkItemId[];
}

/** The same reading as a page makes it: run by a thread that stands for the browser. */
export const browserLive = async (ask: Ask): Promise<PageBoard> => {
  const source = await bestLive(ask);
  const period = source.program.periods.find(({ id }) => id === ask.periodId);
  if (period === undefined) throw new Error(`The program has no period ${ask.periodId}.`);
  const unread = new Set(ask.unreadIds);
  const seen = source.items.filter(({ id }) => !unread.has(id));
  const items = withKnownEnds(seen, new Set(seen.map(({ id }) => id)), source.program.dependencyTypes);
  const { shown } = selectForPeriod(buildPlan({ ...source, items, period }));
  return { board: buildBoard(source), allIds: [...shown] };
};
