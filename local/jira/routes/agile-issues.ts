import { agileRenderer } from '../boards/agile-issue.ts';
import { isOnBoard } from '../boards/board-issues.ts';
import { estimateOf, estimationFieldOf } from '../boards/estimation.ts';
import { objectBody } from '../boards/read-body.ts';
import { renderEpic } from '../boards/render-board.ts';
import { findVisibleBoard } from '../boards/visible-boards.ts';
import type { Board, Issue } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import { ok } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { findVisibleIssue } from '../permissions.ts';
import { setEstimation } from '../writes/sprint-moves.ts';
import { findVisibleEpic } from './software-lists.ts';

const issueOf = ({ site, caller, params }: Call): Issue =>
  findVisibleIssue(site.store, caller.accountId, params['issueIdOrKey'] ?? '');

const getIssue = (call: Call): Answer => {
  const issue = issueOf(call);
  return ok(agileRenderer(call.site, call.caller, call.query).render(issue), { core: 1 });
};

const getEpic = (call: Call): Answer =>
  ok(renderEpic(call.site.store, findVisibleEpic(call, call.params['epicIdOrKey'] ?? '')), { core: 1 });

/** The issue and the board of an estimation call; 404 where the issue is not on the board. */
const estimated = (call: Call): { readonly issue: Issue; readonly board: Board } => {
  const { site, caller, query } = call;
  const issue = issueOf(call);
  const boardId = query.get('boardId');
  if (boardId === null) throw badRequest('The boardId parameter is required.');
  const board = findVisibleBoard(site.store, caller.accountId, boardId);
  if (!isOnBoard(site, board, caller.accountId, issue)) throw notFound('The issue does not belong to the board.');
  return { issue, board };
};

const estimation = (board: Board, issue: Issue): Answer =>
  ok({ fieldId: estimationFieldOf(board), value: estimateOf(board, issue) }, { core: 1 });

const getEstimation = (call: Call): Answer => {
  const { issue, board } = estimated(call);
  return estimation(board, issue);
};

const putEstimation = (call: Call): Answer => {
  const { issue, board } = estimated(call);
  const { value } = objectBody(call.body);
  return estimation(board, setEstimation(call.site, call.caller, { issue: issue.id, boardId: board.id, value }));
};

export const agileIssuesOperations: readonly Operation[] = [
  { method: 'GET', path: '/rest/agile/1.0/issue/{issueIdOrKey}', handle: getIssue },
  { method: 'GET', path: '/rest/agile/1.0/issue/{issueIdOrKey}/estimation', handle: getEstimation },
  { method: 'PUT', path: '/rest/agile/1.0/issue/{issueIdOrKey}/estimation', handle: putEstimation },
  { method: 'GET', path: '/rest/agile/1.0/epic/{epicIdOrKey}', handle: getEpic },
];
