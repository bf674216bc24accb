import { packIds } from '../core/columns/columns.ts';
import { compareIds } from '../core/work-item/compare-ids.ts';
import { readSecret } from '../storage/secret.ts';
import { boardOf } from '../operations/board-of.ts';
import type { BoardReply } from '../operations/operations.ts';
import { loadBoard } from '../work-index/board/load-board.ts';
import { signState, stateOf } from '../work-index/board/state.ts';
import { toBoardReply } from './board-reply.ts';
import type { Handler } from './define-resolver.ts';
import { programNotFound, Refusal } from './refusal.ts';

/** The ids that a reply shows, as the browser will send them back. */
const heldOf = (reply: BoardReply): readonly (string | number)[] => {
  if (reply.kind === 'board')
    return packIds(
      boardOf(reply)
        .items.map(({ id }) => id)
        .toSorted(compareIds),
    );
  return [];
};

/** The board of one period, of a program of which this person sees at least one project, from the index. */
export const boardLoad: Handler<'board.load'> = async (payload, { jira, app, now, accountId }) => {
  const { programId, periodId, ...wish } = payload;
  const period = periodId === undefined ? {} : { periodId };
  const [loaded, secret] = await Promise.all([loadBoard({ user: jira, app, now, programId, ...period }), readSecret()]);
  if (loaded.kind === 'noProgram') throw programNotFound();
  if (loaded.kind === 'noPeriod') throw new Refusal('NOT_FOUND', 'This program has no such period.');
  const { source, notices, projectIds, frame } = loaded;
  const reply = toBoardReply(source, wish, { state: '', notices });
  const sourceIds = [...source.items, ...source.thin].map(({ id }) => id).toSorted(compareIds);
  const held = reply.kind === 'source' ? packIds(sourceIds) : heldOf(reply);
  const owner = { accountId, programId, periodId: source.periodId, held };
  const isUnsettled = Object.keys(notices).length > 0;
  const state = stateOf(source, { projectIds, frame, isWhole: reply.kind === 'source', isUnsettled });
  return { ...reply, state: await signState(secret, state, owner) };
};
