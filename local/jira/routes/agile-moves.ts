import { issuesOf, objectBody, placeOf, requiredId } from '../boards/read-body.ts';
import { findVisibleBoard } from '../boards/visible-boards.ts';
import type { Board, Issue } from '../entities.ts';
import { badField, badRequest } from '../errors.ts';
import { noContent } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { findVisibleIssue } from '../permissions.ts';
import { transitionsOf } from '../wire/transition.ts';
import { editIssue, transitionIssue } from '../writes/edit-issue.ts';
import { rankIssues } from '../writes/rank-issues.ts';
import { moveIssuesToBacklog, moveIssuesToSprint } from '../writes/sprint-moves.ts';
import { findVisibleEpic } from './software-lists.ts';

/** The body of a move. `rankCustomFieldId` can only name the site's one rank field. */
const readMove = ({ site, body }: Call) => {
  const fields = objectBody(body);
  const rankField = site.store.settings.fields.rank.replace('customfield_', '');
  if (fields['rankCustomFieldId'] !== undefined && requiredId(fields, 'rankCustomFieldId') !== rankField) {
    throw badField('rankCustomFieldId', 'The custom field is not a rank field.');
  }
  return { issues: issuesOf(fields), ...placeOf(fields) };
};

const toSprint = (call: Call): Answer => {
  moveIssuesToSprint(call.site, call.caller, { ...readMove(call), sprintId: call.params['sprintId'] ?? '' });
  return noContent();
};

const toBacklog = (call: Call): Answer => {
  moveIssuesToBacklog(call.site, call.caller, readMove(call));
  return noContent();
};

/** Moves issues into a column of a board without sprints, by the first transition that leads there. */
const intoColumn = ({ site, caller }: Call, issues: readonly Issue[], column: Board['columns'][number] | undefined) => {
  const statusIds = column?.statusIds ?? [];
  const moves = issues
    .filter((issue) => !statusIds.includes(issue.statusId))
    .map((issue) => {
      const offered = transitionsOf(site.store, caller.accountId, issue).find(({ to }) => statusIds.includes(to));
      if (offered === undefined) throw badRequest(`Issue ${issue.key} has no transition into this column.`);
      return { issue: issue.id, body: { transition: { id: offered.id } } };
    });
  for (const move of moves) transitionIssue(site, caller, move);
};

/** A board's first column if it is its backlog, the one after it, and where issues stand. */
const boardMove = (call: Call) => {
  const { site, caller, params } = call;
  const board = findVisibleBoard(site.store, caller.accountId, params['boardId']);
  const move = readMove(call);
  const issues = move.issues.map((named) => findVisibleIssue(site.store, caller.accountId, named));
  const [first, second] = board.columns;
  const hasBacklog = first?.name.toLowerCase() === 'backlog';
  return { board, move, issues, backlog: hasBacklog ? first : undefined, selected: hasBacklog ? second : first };
};

const rankWhereAsked = ({ site, caller }: Call, move: ReturnType<typeof readMove>): void => {
  if (move.rankBeforeIssue !== undefined || move.rankAfterIssue !== undefined) rankIssues(site, caller, move);
};

const toBoardBacklog = (call: Call): Answer => {
  const { board, move, issues, backlog } = boardMove(call);
  if (board.sprintsEnabled) moveIssuesToBacklog(call.site, call.caller, { ...move, boardId: board.id });
  else if (backlog === undefined) throw badRequest('The board does not have a backlog.');
  else {
    intoColumn(call, issues, backlog);
    rankWhereAsked(call, move);
  }
  return noContent();
};

/** Out of the backlog onto the board: on a kanban board into its first column after the backlog, elsewhere only ranked. */
const toBoard = (call: Call): Answer => {
  const { board, move, issues, backlog, selected } = boardMove(call);
  if (!board.sprintsEnabled && backlog !== undefined) {
    const waiting = issues.filter((issue) => backlog.statusIds.includes(issue.statusId));
    intoColumn(call, waiting, selected);
  }
  rankWhereAsked(call, move);
  return noContent();
};

const setEpic = ({ site, caller }: Call, issues: readonly string[], parent: { readonly id: string } | null): Answer => {
  for (const issue of issues) editIssue(site, caller, { issue, body: { fields: { parent } } });
  return noContent();
};
const toEpic = (call: Call): Answer => {
  const epic = findVisibleEpic(call, call.params['epicIdOrKey'] ?? '');
  return setEpic(call, issuesOf(objectBody(call.body)), { id: epic.id });
};
const outOfEpic = (call: Call): Answer => setEpic(call, issuesOf(objectBody(call.body)), null);

const rank = (call: Call): Answer => {
  const outcome = rankIssues(call.site, call.caller, readMove(call));
  return outcome.status === 204 ? noContent() : { status: 207, body: { entries: outcome.entries } };
};

export const agileMovesOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/agile/1.0/sprint/{sprintId}/issue', handle: toSprint },
  { method: 'POST', path: '/rest/agile/1.0/backlog/issue', handle: toBacklog },
  { method: 'POST', path: '/rest/agile/1.0/backlog/{boardId}/issue', handle: toBoardBacklog },
  { method: 'POST', path: '/rest/agile/1.0/board/{boardId}/issue', handle: toBoard },
  { method: 'POST', path: '/rest/agile/1.0/epic/none/issue', handle: outOfEpic },
  { method: 'POST', path: '/rest/agile/1.0/epic/{epicIdOrKey}/issue', handle: toEpic },
  { method: 'PUT', path: '/rest/agile/1.0/issue/rank', handle: rank },
];
