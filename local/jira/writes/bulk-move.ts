import type { Caller } from '../caller.ts';
import { badRequest, forbidden, JiraProblem } from '../errors.ts';
import { findIssue, hasGlobalPermission } from '../permissions.ts';
import type { Site } from '../site.ts';
import { moveIssue } from './move-issue.ts';
import { finishTask, getTask, type Task } from './tasks.ts';
import { isObject, type JsonObject, readId } from './write.ts';

const MAX_ISSUES = 1000;
const DESCRIPTION = 'Bulk move';

/** What became of the issues of a bulk move. */
export interface MoveResult {
  /** Issue ids. */
  readonly processed: readonly number[];
  /** Issue id -> reasons. */
  readonly failed: Readonly<Record<string, readonly string[]>>;
  /** How many were not there, or not for the caller to see. */
  readonly inaccessible: number;
  readonly total: number;
}

const demandBulk = ({ store }: Site, caller: Caller): void => {
  if (!hasGlobalPermission(store, caller.accountId, 'BULK_CHANGE')) {
    throw forbidden('You do not have the global permission to make bulk changes.');
  }
};

/** Target (`<project>,<type id>`) and issue names of each mapping. A parent in the target (for sub-tasks) is refused. */
const readMoves = (body: JsonObject): readonly { project: string; issueTypeId: string; issue: string }[] => {
  const mapping = body['targetToSourcesMapping'];
  if (!isObject(mapping)) throw badRequest("'targetToSourcesMapping' is required.");
  return Object.entries(mapping).flatMap(([target, sources]) => {
    const [project = '', issueTypeId = '', parent] = target.split(',');
    if (parent !== undefined) throw badRequest('Moves under a parent are not supported by the local site.');
    const names = isObject(sources) ? sources['issueIdsOrKeys'] : undefined;
    if (!Array.isArray(names)) throw badRequest("'issueIdsOrKeys' is required.");
    return names.map((name: unknown) => ({ project, issueTypeId, issue: readId(name) ?? '' }));
  });
};

/** POST bulk/issues/move: at most 1,000 issues, each for itself; needs the global permission Bulk change. */
export const moveIssues = (site: Site, caller: Caller, body: JsonObject): Task => {
  demandBulk(site, caller);
  const moves = readMoves(body);
  if (moves.length === 0 || moves.length > MAX_ISSUES)
    throw badRequest('Between 1 and 1000 issues can be moved at once.');
  const processed: number[] = [];
  const failed: Record<string, readonly string[]> = {};
  let inaccessible = 0;
  for (const move of moves) {
    try {
      processed.push(Number(moveIssue(site, caller, move).id));
    } catch (error) {
      if (!(error instanceof JiraProblem)) throw error;
      const id = error.status === 404 ? undefined : findIssue(site.store, move.issue)?.id;
      if (id === undefined) inaccessible++;
      else failed[id] = error.errorMessages;
    }
  }
  const result: MoveResult = { processed, failed, inaccessible, total: moves.length };
  return finishTask(site, caller, DESCRIPTION, result);
};

/** GET bulk/queue/{taskId}: the task of a bulk move; 400 for another task. */
export const getBulkMove = (site: Site, caller: Caller, taskId: string): { task: Task; result: MoveResult } => {
  demandBulk(site, caller);
  const task = getTask(site, caller, taskId);
  if (task.description !== DESCRIPTION) {
    throw badRequest('The task associated with this taskId is not a bulk operation task');
  }
  // The description says that moveIssues made the task.
  return { task, result: task.result as MoveResult };
};
