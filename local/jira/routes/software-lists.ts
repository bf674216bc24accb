import { agileRenderer } from '../boards/agile-issue.ts';
import { backlogList, boardList, levelOf, listWhere, narrowed } from '../boards/board-issues.ts';
import type { IssueList, ListQuery } from '../boards/board-issues.ts';
import { findBoardWithSprints, findVisibleBoard, findVisibleSprint } from '../boards/visible-boards.ts';
import type { Issue } from '../entities.ts';
import { JiraProblem, badRequest, notFound } from '../errors.ts';
import { countIssues, type IssuePage, searchPage } from '../jql/index.ts';
import { ok } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { findVisibleIssue } from '../permissions.ts';
import { fieldNames, fieldSchemas } from '../wire/field-selection.ts';
import { readInteger, readList } from '../wire/page.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 5_000;

type List = (call: Call, asked: ListQuery) => IssueList;

const askedOf = ({ caller, query }: Call): ListQuery => {
  const jql = query.get('jql');
  return { accountId: caller.accountId, ...(jql === null ? {} : { jql }) };
};

const pageSize = (query: URLSearchParams): number => {
  const asked = readInteger(query, 'maxResults', PAGE_DEFAULT);
  if (asked < 1) throw badRequest("The value of the query parameter 'maxResults' must be positive.");
  return Math.min(asked, PAGE_MAX);
};

type Page = IssuePage & { readonly warnings?: readonly string[] };

const readPage = (name: string, list: List, call: Call): Page => {
  const { site, caller, params, query } = call;
  const nextPageToken = query.get('nextPageToken') ?? '';
  return searchPage(site, caller.accountId, {
    ...list(call, askedOf(call)),
    maxResults: pageSize(query),
    ...(nextPageToken === '' ? {} : { nextPageToken }),
    reconcileIssueIds: readList(query, 'reconcileIssues'),
    binding: JSON.stringify([name, params, query.get('fields')]),
    mustBeBounded: false,
  });
};

/** A page; where `validateQuery` is false, what is wrong with the caller's query, as warnings beside an empty list. */
const readPageOrWarn = (name: string, list: List, call: Call): Page => {
  const { query } = call;
  if (query.get('validateQuery') !== 'false' || !query.has('jql')) return readPage(name, list, call);
  try {
    list(call, askedOf(call));
  } catch (error) {
    if (!(error instanceof JiraProblem) || error.status !== 400) throw error;
    return { issues: [], isLast: true, warnings: error.errorMessages };
  }
  return readPage(name, list, call);
};

/** One token page of a list, with `names` and `schema` where `expand` asks for them (platform.md 9). */
const answerPage =
  (name: string, list: List) =>
  (call: Call): Answer => {
    const { issues, isLast, nextPageToken, warnings } = readPageOrWarn(name, list, call);
    const { selection, render } = agileRenderer(call.site, call.caller, call.query, 'in a list');
    const expand = readList(call.query, 'expand');
    const body = {
      issues: issues.map(render),
      isLast,
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
      ...(warnings === undefined ? {} : { warningMessages: warnings }),
      ...(expand.includes('names') ? { names: fieldNames(selection) } : {}),
      ...(expand.includes('schema') ? { schema: fieldSchemas(selection) } : {}),
    };
    return ok(body, { core: issues.length });
  };

const answerCount =
  (list: List) =>
  (call: Call): Answer => {
    const { jql, ...options } = list(call, askedOf(call));
    return ok({ count: countIssues(call.site, call.caller.accountId, jql, options) });
  };

const boardOf = ({ site, caller, params }: Call) => findVisibleBoard(site.store, caller.accountId, params['boardId']);

const boardIssues: List = (call, asked) => boardList(call.site, boardOf(call), asked);
const backlog: List = (call, asked) => backlogList(call.site, boardOf(call), asked);

const boardSprintIssues: List = (call, asked) => {
  const { site, caller, params } = call;
  const board = findBoardWithSprints(site.store, caller.accountId, params['boardId']);
  const sprint = findVisibleSprint(site.store, caller.accountId, params['sprintId']);
  return narrowed(boardList(site, board, asked), (issue) => issue.sprintIds.includes(sprint.id));
};
const sprintIssues: List = ({ site, caller, params }, asked) => {
  const sprint = findVisibleSprint(site.store, caller.accountId, params['sprintId']);
  return listWhere(site, `sprint = ${sprint.id}`, asked);
};

/** The epic of a path parameter; 404 for what is absent, hidden, or no epic. */
export const findVisibleEpic = ({ site: { store }, caller }: Call, idOrKey: string): Issue => {
  const epic = findVisibleIssue(store, caller.accountId, idOrKey);
  if (levelOf(store, epic) !== 1) throw notFound('The requested issue is not an epic.');
  return epic;
};
const epicIssues: List = (call, asked) => {
  const epic = findVisibleEpic(call, call.params['epicIdOrKey'] ?? '');
  return listWhere(call.site, `parent = ${epic.id}`, asked);
};
const boardEpicIssues: List = (call, asked) => {
  const epic = findVisibleEpic(call, call.params['epicId'] ?? '');
  return narrowed(boardIssues(call, asked), (issue) => issue.parentId === epic.id);
};

const hasNoEpic = ({ site: { store } }: Call, issue: Issue): boolean => {
  const parent = store.issues.get(issue.parentId);
  return levelOf(store, issue) === 0 && (parent === undefined || levelOf(store, parent) !== 1);
};
const boardNoEpicIssues: List = (call, asked) => narrowed(boardIssues(call, asked), (issue) => hasNoEpic(call, issue));
const noEpicIssues: List = (call, asked) =>
  narrowed(listWhere(call.site, 'parent is EMPTY', asked), (issue) => hasNoEpic(call, issue));

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
