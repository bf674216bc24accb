import type { Issue, Project } from '../entities.ts';
import { badRequest, forbidden } from '../errors.ts';
import type { Call, Operation } from '../operation.ts';
import { findVisibleIssue, hasPermission } from '../permissions.ts';
import { browsesUsers, visibleProject } from './access.ts';
import { matchesUser, usersPage } from './people.ts';

interface Target {
  readonly project: Project;
  readonly issue?: Issue;
}

const targetOf = (call: Call): Target => {
  const { query, site, caller } = call;
  const issueIdOrKey = query.get('issueKey') ?? query.get('issueId');
  if (issueIdOrKey !== null) {
    const issue = findVisibleIssue(site.store, caller.accountId, issueIdOrKey);
    return { project: visibleProject(call, issue.projectId), issue };
  }
  const project = query.get('project');
  if (project === null) throw badRequest('Either project, issueKey or issueId is required.');
  return { project: visibleProject(call, project) };
};

const search: Operation = {
  method: 'GET',
  path: '/rest/api/3/user/assignable/search',
  handle: (call) => {
    const { store } = call.site;
    const target = targetOf(call);
    if (!browsesUsers(call) && !hasPermission(store, call.caller.accountId, 'ASSIGN_ISSUES', target)) {
      throw forbidden('You do not have permission to browse users or to assign work items.');
    }
    const accountId = call.query.get('accountId');
    const text = call.query.get('query') ?? '';
    const users = [...store.users.values()].filter(
      (user) =>
        user.active &&
        user.accountType === 'atlassian' &&
        (accountId === null ? matchesUser(user, text) : user.id === accountId) &&
        hasPermission(store, user.id, 'ASSIGNABLE_USER', target),
    );
    return usersPage(call, users);
  },
};

/** Who may be assigned. */
export const assignableOperations: readonly Operation[] = [search];
