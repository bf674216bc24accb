import type { Caller } from '../caller.ts';
import type { Issue } from '../entities.ts';
import { badRequest, forbidden } from '../errors.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';
import { emitIssueDeleted } from './emit-issue.ts';
import { listProperties } from './properties.ts';
import { beginWrite, findOpenIssue, mayDo } from './write.ts';

const isSubtask = (store: Store, issue: Issue): boolean =>
  (store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel ?? 0) < 0;

/** Takes an issue away with all that hangs on it. Linked issues get no history, children of an epic lose their parent. */
const erase = (store: Store, issue: Issue): void => {
  for (const link of store.linksByIssue.of(issue.id)) store.links.delete(link.id);
  for (const comment of store.commentsByIssue.of(issue.id)) store.comments.delete(comment.id);
  for (const remote of store.remoteLinksByIssue.of(issue.id)) store.remoteLinks.delete(remote.id);
  for (const history of store.historiesByIssue.of(issue.id)) store.histories.delete(history.id);
  for (const property of listProperties(store, { entityType: 'issue', entityId: issue.id })) {
    store.properties.delete(property.id);
  }
  for (const child of store.issuesByParent.of(issue.id)) {
    if (isSubtask(store, child)) erase(store, child);
    else {
      const { parentId: _parent, ...orphan } = child;
      store.issues.put(orphan);
    }
  }
  store.issues.delete(issue.id);
};

/** DELETE issue/{k}: needs Delete issues (403); 400 where there are sub-tasks and `deleteSubtasks` is not said. */
export const deleteIssue = (
  site: Site,
  caller: Caller,
  { issue, deleteSubtasks = false }: { issue: string; deleteSubtasks?: boolean },
): void => {
  const write = beginWrite(site, caller);
  const found = findOpenIssue(write, issue);
  if (!mayDo(write, 'DELETE_ISSUES', found)) {
    throw forbidden('You do not have permission to delete issues in this project.');
  }
  const subtasks = site.store.issuesByParent.of(found.id).filter((child) => isSubtask(site.store, child));
  if (subtasks.length > 0 && !deleteSubtasks) {
    throw badRequest(
      `The issue '${found.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    );
  }
  erase(site.store, found);
  emitIssueDeleted(write, found);
};
