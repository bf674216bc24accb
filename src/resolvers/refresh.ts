import { packChanges } from '../core/board/pack-source.ts';
import { refreshBoard } from '../work-index/board/refresh-board.ts';
import type { Handler } from './define-resolver.ts';

/** What changed of a board since this person's last reply about it. */
export const indexRefresh: Handler<'index.refresh'> = async (payload, { jira, app, now, accountId }) => {
  const refreshed = await refreshBoard({ ...payload, user: jira, app, now, accountId });
  if (refreshed.kind !== 'changed') return refreshed;
  const { changes, ...rest } = refreshed;
  return { ...rest, changes: packChanges(changes) };
};
