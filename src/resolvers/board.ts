import { loadBoard } from '../work-index/board/load-board.ts';
import { toBoardReply } from './board-reply.ts';
import type { Handler } from './define-resolver.ts';
import { programNotFound, Refusal } from './refusal.ts';

/** The board of one period, of a program of which this person sees at least one project, from the index. */
export const boardLoad: Handler<'board.load'> = async ({ programId, periodId, ...wish }, { jira, app, now }) => {
  const period = periodId === undefined ? {} : { periodId };
  const loaded = await loadBoard({ user: jira, app, now, programId, ...period });
  if (loaded.kind === 'noProgram') throw programNotFound();
  if (loaded.kind === 'noPeriod') throw new Refusal('NOT_FOUND', 'This program has no such period.');
  return toBoardReply(loaded.source, wish, { state: String(now), notices: loaded.notices });
};
