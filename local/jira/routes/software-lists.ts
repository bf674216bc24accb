import { agileRenderer } from '../boards/agile-issue.ts';
import { backlogOfBoard, issuesOfBoard, issuesWhere, levelOf } from '../boards/board-issues.ts';
import type { ListQuery } from '../boards/board-issues.ts';
import { makeToken, readToken } from '../boards/list-token.ts';
import { findBoardWithSprints, findVisibleBoard, findVisibleSprint } from '../boards/visible-boards.ts';
import type { Issue } from '../entities.ts';
import { JiraProblem, badRequest, notFound } from '../errors.ts';
import { ok } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { findVisibleIssue } from '../permissions.ts';
import { fieldNames, fieldSchemas } from '../wire/field-selection.ts';
import { readInteger, readList } from '../wire/page.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 5_000;
const RECONCILED_MAX = 50;

type List = (call: Call, asked: ListQuery) => readonly Issue[];

const askedOf = ({ caller, query }: Call): ListQuery => {
  const jql = query.get('jql');
  const reconcileIssueIds = readList(query, 'reconcileIssues');
  if (reconcileIssueIds.length > RECONCILED_MAX) {
    throw badRequest(`At most ${RECONCILED_MAX} issues can be given in 'reconcileIssues'.`);
  }
  return { accountId: caller.accountId, reconcileIssueIds, ...(jql === null ? {} : { jql }) };
};

const pageSize = (query: URLSearchParams): number => {
  const asked = readInteger(query, 'maxResults', PAGE_DEFAULT);
  if (asked < 1) throw badRequest("The value of the query parameter 'maxResults' must be positive.");
  return Math.min(asked, PAGE_MAX);
};

/** The list, and where `validateQuery` is false what is wrong with the caller's query, as warnings beside an empty list. */
const runList = (
  list: List,
  call: Call,
  asked: ListQuery,
): { issues: readonly Issue[]; warnings: readonly string[] } => {
  const lenient = call.query.get('validateQuery') === 'false' && asked.jql !== undefined;
  try {
    return { issues: list(call, asked), warnings: [] };
  } catch (error) {
    if (!lenient || !(error instanceof JiraProblem) || error.status !== 400) throw error;
    return { issues: [], warnings: error.errorMessages };
  }
};

/** One token page of a list, with `names` and `schema` where `expand` asks for them (platform.md 9). */
const answerPage =
  (name: string, list: List) =>
  (call: Call): Answer => {
    const { site, caller, params, query, now } = call;
    const asked = askedOf(call);
    const identity = JSON.stringify([name, params, asked, query.get('fields')]);
    const start = readToken(identity, query.get('nextPageToken'), now);
    const { issues, warnings } = runList(list, call, asked);
    const end = start + pageSize(query);
    const isLast = end >= issues.length;
    const { selection, render } = agileRenderer(site, caller, query);
    const expand = readList(query, 'expand');
    const page = issues.slice(start, end).map(render);
    const body = {
      issues: page,
      isLast,
      ...(isLast ? {} : { nextPageToken: makeToken(identity, end, now) }),
      ...(warnings.length > 0 ? { warningMessages: warnings } : {}),
      ...(expand.includes('names') ? { names: fieldNames(selection) } : {}),
      ...(expand.includes('schema') ? { schema: fieldSchemas(selection) } : {}),
    };
    return ok(body, { core: page.length });
  };

const answerCount =
  (list: List) =>
  (call: Call): Answer =>
    ok({ count: list(call, askedOf(call)).length });

const boardOf = ({ site, caller, params }: Call) => findVisibleBoard(site.store, caller.accountId, params['boardId']);

const boardIssues: List = (call, asked) => issuesOfBoard(call.site, boardOf(call), asked);
const backlog: List = (call, asked) => backlogOfBoard(call.site, boardOf(call), asked);

const boardSprintIssues: List = (call, asked) => {
  const { site, caller, params } = call;
  const board = findBoardWithSprints(site.store, caller.accountId, params['boardId']);
  const sprint = findVisibleSprint(site.store, caller.accountId, params['sprintId']);
  return issuesOfBoard(site, board, asked).filter((issue) => issue.sprintIds.includes(sprint.id));
};
const sprintIssues: List = ({ site, caller, params }, asked) => {
  const sprint = findVisibleSprint(site.store, caller.accountId, params['sprintId']);
  return issuesWhere(site, `sprint = ${sprint.id}`, asked);
};

/** The epic of a path parameter; 404 for what is absent, hidden, or no epic. */
export const findVisibleEpic = ({ site: { store }, caller }: Call, idOrKey: string): Issue => {
  const epic = findVisibleIssue(store, caller.accountId, idOrKey);
  if (levelOf(store, epic) !== 1) throw notFound('The requested issue is not an epic.');
  return epic;
};
const epicIssues: List = (call, asked) => {
  const epic = findVisibleEpic(call, call.params['epicIdOrKey'] ?? '');
  return issuesWhere(call.site, `parent = ${epic.id}`, asked);
};
const boardEpicIssues: List = (call, asked) => {
  const epic = findVisibleEpic(call, call.params['epicId'] ?? '');
  return boardIssues(call, asked).filter((issue) => issue.parentId === epic.id);
};

const hasNoEpic = ({ site: { store } }: Call, issue: Issue): boolean => {
  const parent = store.issues.get(issue.parentId);
  return levelOf(store, issue) === 0 && (parent === undefined || levelOf(store, parent) !== 1);
};
const boardNoEpicIssues: List = (call, asked) => boardIssues(call, asked).filter((issue) => hasNoEpic(call, issue));
const noEpicIssues: List = (call, asked) =>
  issuesWhere(call.site, 'parent is EMPTY', asked).filter((issue) => hasNoEpic(call, issue));

const lists: readonly (readonly [string, List])[] = [
  ['board/{boardId}/issue', boardIssues],
  ['board/{boardId}/backlog', backlog],
  ['board/{boardId}/sprint/{sprintId}/issue', boardSprintIssues],
  ['board/{boardId}/epic/{epicId}/issue', boardEpicIssues],
  ['board/{boardId}/epic/none/issue', boardNoEpicIssues],
  ['sprint/{sprintId}/issue', sprintIssues],
  ['epic/{epicIdOrKey}/issue', epicIssues],
  ['epic/none/issue', noEpicIssues],
];
const counted = new Set(['board/{boardId}/issue', 'board/{boardId}/backlog']);

/** The issue lists of boards, backlogs, sprints and epics: token-paged, 50 by default, 5,000 at most (platform.md 9). */
export const softwareListsOperations: readonly Operation[] = lists.flatMap(([name, list]): Operation[] => [
  { method: 'GET', path: `/rest/software/1.0/${name}`, handle: answerPage(name, list) },
  ...(counted.has(name)
    ? [{ method: 'GET' as const, path: `/rest/software/1.0/${name}/approximate-count`, handle: answerCount(list) }]
    : []),
]);
