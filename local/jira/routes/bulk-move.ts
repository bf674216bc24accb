import { type Answer, type Call, created, ok, type Operation } from '../operation.ts';
import { getBulkMove, moveIssues } from '../writes/bulk-move.ts';
import { readObject } from '../writes/write.ts';

const postMove = ({ site, caller, body }: Call): Answer =>
  created({ taskId: moveIssues(site, caller, readObject(body)).id });

const getProgress = ({ site, caller, params }: Call): Answer => {
  const { task, result } = getBulkMove(site, caller, params['taskId'] ?? '');
  return ok({
    taskId: task.id,
    status: 'COMPLETE',
    progressPercent: 100,
    submittedBy: { accountId: task.submittedBy },
    created: task.submitted,
    started: task.submitted,
    updated: task.submitted,
    totalIssueCount: result.total,
    processedAccessibleIssues: result.processed,
    failedAccessibleIssues: result.failed,
    invalidOrInaccessibleIssueCount: result.inaccessible,
  });
};

/** Moves of issues between projects: done at once, answered as the task that they are in Jira. */
export const bulkMoveOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/api/3/bulk/issues/move', handle: postMove },
  { method: 'GET', path: '/rest/api/3/bulk/queue/{taskId}', handle: getProgress },
];
