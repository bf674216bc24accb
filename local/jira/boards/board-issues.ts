import type { Board, Issue, Sprint } from '../entities.ts';
import { splitJql } from '../jql/parse.ts';
import { issueMatcher, searchIssues } from '../jql/search.ts';
import type { SearchOptions } from '../jql/search.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';

/** Hierarchy level of an issue's type: -1 sub-task, 0 base, 1 epic. */
export const levelOf = (store: Store, issue: Issue): number =>
  store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel ?? 0;

/** The issue's sprint that is not closed, if any. */
export const openSprintOf = (store: Store, issue: Issue): Sprint | undefined =>
  issue.sprintIds
    .map((id) => store.sprints.get(id))
    .findLast((sprint) => sprint !== undefined && sprint.state !== 'closed');

/** What a caller of a list adds to it. */
export interface ListQuery extends SearchOptions {
  readonly accountId: string | undefined;
  /** Narrows the list; its own ORDER BY wins over the list's. */
  readonly jql?: string;
}

/** One query that asks for what all of these ask for, in the order of the last that has one, else by rank. */
const joined = (queries: readonly (string | undefined)[]): string => {
  const parts = queries.filter((query) => query !== undefined).map(splitJql);
  const where = parts.flatMap((part) => (part.where === '' ? [] : [`(${part.where})`])).join(' AND ');
  const order = parts.findLast((part) => part.orderBy !== '')?.orderBy ?? 'Rank ASC';
  return `${where} ORDER BY ${order}`.trim();
};

/** Issues that a restriction and the caller's query let through, as the caller may see them. */
export const issuesWhere = (site: Site, restriction: string, asked: ListQuery): readonly Issue[] =>
  searchIssues(site, asked.accountId, joined([restriction, asked.jql]), asked);

/**
 * What a board shows, as its viewer may see it and in the order of its filter: issues of the filter (and of the caller's
 * query) whose status is mapped to a column; scrum boards show no epics, kanban boards obey their sub-query. A project of
 * the filter that the viewer may not browse is left out; what the caller's own query names must exist.
 */
export const issuesOfBoard = (site: Site, board: Board, asked: ListQuery): readonly Issue[] => {
  const { store } = site;
  if (asked.jql !== undefined) issueMatcher(site, asked.accountId, asked.jql);
  const jql = joined([store.filters.get(board.filterId)?.jql, board.subQuery, asked.jql]);
  const mapped = new Set(board.columns.flatMap((column) => column.statusIds));
  return searchIssues(site, asked.accountId, jql, { ...asked, forgivesValues: true }).filter(
    (issue) => mapped.has(issue.statusId) && (board.type !== 'scrum' || levelOf(store, issue) < 1),
  );
};

/** Statuses of the last column that has any: the board's "done". */
const doneStatuses = (board: Board): ReadonlySet<string> =>
  new Set(board.columns.findLast((column) => column.statusIds.length > 0)?.statusIds);

/**
 * The board's backlog: incomplete issues in no future or active sprint of this board; those in another board's sprint stay
 * in it, although the board's own sprint list does not have that sprint (platform.md 9, Search and paging). A board without
 * sprints has a backlog only where its first column is the kanban one.
 */
export const backlogOfBoard = (site: Site, board: Board, asked: ListQuery): readonly Issue[] => {
  const { store } = site;
  const issues = issuesOfBoard(site, board, asked);
  if (board.sprintsEnabled) {
    const done = doneStatuses(board);
    return issues.filter(
      (issue) => !done.has(issue.statusId) && openSprintOf(store, issue)?.originBoardId !== board.id,
    );
  }
  const [first] = board.columns;
  const waiting = new Set(first?.name.toLowerCase() === 'backlog' ? first.statusIds : []);
  return issues.filter((issue) => waiting.has(issue.statusId));
};
