import type { BoardId, WorkItemId } from '../ids.ts';
import type { QueryMatches } from './assign-teams.ts';
import type { TeamRule } from './team.ts';

/**
 * Names a team rule that only Jira can evaluate: `board:12`, `jql:labels = web`. By the board and not by its filter, so that what
 * matched before a filter changed stays in its team until it is read again.
 */
export type QueryKey = string;

/** The key of a rule; undefined for one that an item's own fields decide. */
export const queryKeyOf = (rule: TeamRule): QueryKey | undefined =>
  rule.kind === 'board' ? `board:${rule.boardId}` : rule.kind === 'jql' ? `jql:${rule.jql}` : undefined;

/** An item of the index with the queries that it matched when it was read as the app. */
export interface Matched {
  readonly id: WorkItemId;
  readonly matches?: readonly QueryKey[];
}

/** What team assignment asks of queries, from what the index holds: the same for all viewers. */
export const queriesOf = (items: Iterable<Matched>): QueryMatches => {
  const boards = new Map<BoardId, Set<WorkItemId>>();
  const jql = new Map<string, Set<WorkItemId>>();
  for (const { id, matches = [] } of items) {
    for (const key of matches) {
      const colon = key.indexOf(':');
      const group = key.slice(0, colon) === 'board' ? boards : jql;
      const name = key.slice(colon + 1);
      group.set(name, (group.get(name) ?? new Set()).add(id));
    }
  }
  return { boards, jql };
};
