import type { Issue, Project, SecurityLevel } from './entities.ts';
import { issueNotFound } from './errors.ts';
import { type Decision, decide, holdsFor, toViewer, type Viewer } from './holders.ts';
import type { Store } from './store.ts';

/** What a project permission is asked about; with an issue, issue roles and issue security are looked at too. */
export interface PermissionTarget {
  readonly project: Project;
  readonly issue?: Issue;
}

const NOBODY: Decision = { always: false, perIssue: [] };

const decidePermission = (viewer: Viewer, permission: string, project: Project): Decision => {
  const scheme = viewer.store.permissionSchemes.get(project.permissionSchemeId);
  if (scheme === undefined) return NOBODY;
  const holders = scheme.grants.filter((grant) => grant.permission === permission).map((grant) => grant.holder);
  return decide(viewer, holders, project);
};

/** The security level of that id in the project's security scheme; undefined where the project does not have it. */
export const findSecurityLevel = (store: Store, project: Project, levelId: string): SecurityLevel | undefined =>
  store.issueSecuritySchemes.get(project.issueSecuritySchemeId)?.levels.find((level) => level.id === levelId);

const decideLevel = (viewer: Viewer, project: Project, levelId: string): Decision => {
  const level = findSecurityLevel(viewer.store, project, levelId);
  return level === undefined ? NOBODY : decide(viewer, level.holders, project);
};

const passesSecurity = (viewer: Viewer, project: Project, issue: Issue): boolean =>
  issue.securityLevelId === undefined || holdsFor(viewer, decideLevel(viewer, project, issue.securityLevelId), issue);

/** Whether somebody holds a global permission (`ADMINISTER`, `BULK_CHANGE`, ...); a system admin is a Jira admin too. */
export const hasGlobalPermission = (store: Store, accountId: string | undefined, permission: string): boolean => {
  const viewer = toViewer(store, accountId);
  if (viewer.accountId === undefined) return false;
  for (const grant of store.globalGrants.values()) {
    const fits =
      grant.permission === permission || (permission === 'ADMINISTER' && grant.permission === 'SYSTEM_ADMIN');
    if (fits && (grant.groupId === undefined || viewer.groupIds.has(grant.groupId))) return true;
  }
  return false;
};

/** Whether somebody administers Jira (global permission `ADMINISTER`). */
export const isAdmin = (store: Store, accountId: string | undefined): boolean =>
  hasGlobalPermission(store, accountId, 'ADMINISTER');

/**
 * Whether somebody has a project permission. Without an issue, a grant to an issue role (reporter, assignee, user or
 * group field) counts as held by everybody logged in, as Jira's project-level check does; with an issue, the issue's
 * own people and its security level decide. In an archived project only Browse and Administer projects remain.
 */
export const hasPermission = (
  store: Store,
  accountId: string | undefined,
  permission: string,
  { project, issue }: PermissionTarget,
): boolean => {
  const readOnly = project.archived || issue?.archived === true;
  if (readOnly && permission !== 'BROWSE_PROJECTS' && permission !== 'ADMINISTER_PROJECTS') return false;
  const viewer = toViewer(store, accountId);
  const decision = decidePermission(viewer, permission, project);
  if (issue === undefined) return decision.always || decision.perIssue.length > 0;
  return holdsFor(viewer, decision, issue) && passesSecurity(viewer, project, issue);
};

/** Whether a project shows up for somebody at all (archived ones included: callers leave those out where Jira does). */
export const canBrowseProject = (store: Store, accountId: string | undefined, project: Project): boolean =>
  hasPermission(store, accountId, 'BROWSE_PROJECTS', { project });

/** Whether somebody may administer a project: by its permission scheme, or as a Jira admin. */
export const canAdministerProject = (store: Store, accountId: string | undefined, project: Project): boolean =>
  isAdmin(store, accountId) || hasPermission(store, accountId, 'ADMINISTER_PROJECTS', { project });

/** Whether somebody may open an issue by its id or key: Browse, issue roles and security level (archived work opens too). */
export const canSeeIssue = (store: Store, accountId: string | undefined, issue: Issue): boolean => {
  const project = store.projects.get(issue.projectId);
  return project !== undefined && hasPermission(store, accountId, 'BROWSE_PROJECTS', { project, issue });
};

/**
 * A test for many issues of what search may show somebody: Browse, issue security, neither issue nor project archived.
 * Projects and levels are decided once, so that only issue roles cost something for each issue; good for one request.
 */
export const issueFilter = (store: Store, accountId: string | undefined): ((issue: Issue) => boolean) => {
  const viewer = toViewer(store, accountId);
  const byProject = new Map<string, Decision>();
  const byLevel = new Map<string, Decision>();
  const projectDecision = (projectId: string): Decision => {
    const project = store.projects.get(projectId);
    if (project === undefined || project.archived) return NOBODY;
    return decidePermission(viewer, 'BROWSE_PROJECTS', project);
  };
  const levelDecision = (issue: Issue, levelId: string): Decision => {
    const key = `${issue.projectId}/${levelId}`;
    let decision = byLevel.get(key);
    if (decision === undefined) {
      const project = store.projects.get(issue.projectId);
      byLevel.set(key, (decision = project === undefined ? NOBODY : decideLevel(viewer, project, levelId)));
    }
    return decision;
  };
  return (issue) => {
    if (issue.archived === true) return false;
    let decision = byProject.get(issue.projectId);
    if (decision === undefined) byProject.set(issue.projectId, (decision = projectDecision(issue.projectId)));
    if (!decision.always && !holdsFor(viewer, decision, issue)) return false;
    return issue.securityLevelId === undefined || holdsFor(viewer, levelDecision(issue, issue.securityLevelId), issue);
  };
};

/** The issue of that id or key (any case, keys of before a move too), whoever asks; undefined where there is none. */
export const findIssue = (store: Store, idOrKey: string): Issue | undefined =>
  store.issues.get(idOrKey) ?? store.issuesByKey.first(idOrKey) ?? store.issuesByKey.first(idOrKey.toUpperCase());

/** The issue of that id or key if the caller may see it; throws Jira's 404 otherwise, the same for absent and hidden. */
export const findVisibleIssue = (store: Store, accountId: string | undefined, idOrKey: string): Issue => {
  const issue = findIssue(store, idOrKey);
  if (issue === undefined || !canSeeIssue(store, accountId, issue)) throw issueNotFound();
  return issue;
};
