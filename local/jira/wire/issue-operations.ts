import type { Issue } from '../entities.ts';
import { hasPermission } from '../permissions.ts';
import type { Store } from '../store.ts';
import type { Bean } from './bean.ts';

const OPERATIONS = [
  { id: 'edit-issue', label: 'Edit', permission: 'EDIT_ISSUES' },
  { id: 'comment-issue', label: 'Add comment', permission: 'ADD_COMMENTS' },
  { id: 'assign-issue', label: 'Assign', permission: 'ASSIGN_ISSUES' },
  { id: 'link-issue', label: 'Link', permission: 'LINK_ISSUES' },
  { id: 'delete-issue', label: 'Delete', permission: 'DELETE_ISSUES' },
] as const;

/** What `expand=operations` shows: the operations that the person may do, in one group (Jira has more groups). */
export const issueOperations = (store: Store, accountId: string | undefined, issue: Issue): Bean => {
  const project = store.projects.get(issue.projectId);
  const links = OPERATIONS.filter(
    ({ permission }) => project !== undefined && hasPermission(store, accountId, permission, { project, issue }),
  ).map(({ id, label }) => ({ id, label, styleClass: 'issueaction', title: label, weight: 1 }));
  return { linkGroups: [{ id: 'view.issue.opsbar', groups: [], links, weight: 10 }] };
};
