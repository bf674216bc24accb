import type { Board, Issue, Json } from '../entities.ts';
import { badRequest } from '../errors.ts';

const TIME_FIELD = 'timeoriginalestimate';

/** The field by which a board estimates; 400 for boards that count issues. */
export const estimationFieldOf = (board: Board): string => {
  if (board.estimationFieldId === undefined) throw badRequest('The board does not have an estimation field.');
  return board.estimationFieldId;
};

/** An issue's estimate on a board: a number (seconds for the original time estimate), undefined where there is none. */
export const estimateOf = (board: Board, issue: Issue): number | undefined => {
  const fieldId = estimationFieldOf(board);
  const value: Json | undefined = fieldId === TIME_FIELD ? issue.originalEstimateSeconds : issue.custom[fieldId];
  return typeof value === 'number' ? value : undefined;
};

/**
 * The field update that gives an issue an estimate: points as a number (texts of numbers are taken too, empty clears), time as
 * Jira's duration text or a number of minutes (Atlassian's description of `issue/{issueIdOrKey}/estimation`).
 */
export const estimateUpdate = (board: Board, value: unknown): Readonly<Record<string, Json>> => {
  const fieldId = estimationFieldOf(board);
  if (fieldId === TIME_FIELD) {
    if (typeof value !== 'string' && typeof value !== 'number') throw badRequest('The value is not a time estimate.');
    const originalEstimate = /^\d+$/.test(String(value)) ? `${value}m` : String(value);
    return { timetracking: { originalEstimate } };
  }
  if (value === null || value === undefined || value === '') return { [fieldId]: null };
  const points = Number(value);
  if (Number.isNaN(points)) throw badRequest(`The value '${String(value)}' is not a number.`);
  return { [fieldId]: points };
};
