import type { Board, Issue, Sprint } from '../entities.ts';
import { splitJql } from '../jql/parse.ts';
import { countIssues, issueMatcher } from '../jql/search.ts';
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
export interface ListQuery {
  readonly accountId: string | undefined;
  /** Narrows the list; its own ORDER BY wins over the list's. */
  readonly jql?: string;
}

/** What a list holds: a query, and what queries cannot say. */
export type IssueList = Required<Pick<SearchOptions, 'forgivesValues' | 'isWanted'>> & { readonly jql: string };

/** One query that asks for what all of these ask for, in the order of the last that has one, else by rank. */
const joined = (queries: readonly (string | undefined)[]): string => {
  const parts = queries.filter((query) => query !== undefined).map(splitJql);
  const where = parts.flatMap((part) => (part.where === '' ? [] : [`(${part.where})`])).join(' AND ');
  const order = parts.findLast((part) => part.orderBy !== '')?.orderBy ?? 'Rank ASC';
  return `${where} ORDER BY ${order}`.trim();
};

/** The list without the issues that a test refuses. */
export const narrowed = (list: IssueList, test: (issue: Issue) => boolean): IssueList => ({
  ...list,
  isWanted: (issue) => list.isWanted(issue) && test(issue),
});

/** What the caller's own query names must exist, else 400. */
const check = (site: Site, { accountId, jql }: ListQuery): void => {
  if (jql !== undefined) issueMatcher(site, accountId, jql);
};

/** Issues that a restriction and the caller's query let through. */
export const listWhere = (site: Site, restriction: string, asked: ListQuery): IssueList => {
  check(site, asked);
  return { jql: joined([restriction, asked.jql]), forgivesValues: false, isWanted: () => true };
};

/**
 * What a board shows, in the order of its filter: issues of the filter (and of the caller's query) whose status is mapped to
 * a column; scrum boards show no epics, kanban boards obey their sub-query. A project of the filter that the viewer may not
 * browse is left out; what the caller's own query names must exist, else 400.
 */
export const boardList = (site: Site, board: Board, asked: ListQuery): IssueList => {
  const { store } = site;
  check(site, asked);
  const mapped = new Set(board.columns.flatMap((column) => column.statusIds));
  return {
    jql: joined([store.filters.get(board.filterId)?.jql, board.subQuery, asked.jql]),
    forgivesValues: true,
    isWanted: (issue) => mapped.has(issue.statusId) && (board.type !== 'scrum' || levelOf(store, issue) < 1),
  };
};

/** Statuses of the last column that has any: the board's "done". */
const doneStatuses = (board: Board): ReadonlySet<string> =>
  new Set(board.columns.findLast((column) => column.statusIds.length > 0)?.statusIds);

/**
 * The board's backlog: incomplete issues in no future or active sprint of this board; those in another board's sprint stay
 * in it, although the board's own sprint list does not have that sprint (platform.md 9, Search and paging). A board without
 * sprints has a backlog only where its first column is the kanban one.
 */
export const backlogList = (site: Site, board: Board, asked: ListQuery): IssueList => {
  const { store } = site;
  const list = boardList(site, board, asked);
  if (board.sprintsEnabled) {
    const done = doneStatuses(board);
    return narrowed(
      list,
      (issue) => !done.has(issue.statusId) && openSprintOf(store, issue)?.originBoardId !== board.id,
    );
  }
  const [first] = board.columns;
  const waiting = new Set(first?.name.toLowerCase() === 'backlog' ? first.statusIds : []);
  return narrowed(list, (issue) => waiting.has(issue.statusId));
};

/** Whether a board shows an issue, as the issue is now. */
export const isOnBoard = (site: Site, board: Board, accountId: string | undefined, issue: Issue): boolean => {
  const { jql, ...options } = boardList(site, board, { accountId, jql: `key = ${issue.key}` });
  return countIssues(site, accountId, jql, { ...options, reconcileIssueIds: [issue.id] }) > 0;
};
