import type { Project } from '../entities.ts';
import { JiraProblem, forbidden, notFound } from '../errors.ts';
import type { Call } from '../operation.ts';
import { canAdministerProject, canBrowseProject, hasGlobalPermission, isAdmin } from '../permissions.ts';
import { findProject } from './find-project.ts';

/** Refuses anonymous callers: 401 in Jira's words. Gives the caller's account id. */
export const requireLogin = ({ caller }: Call): string => {
  if (caller.accountId === undefined) {
    throw new JiraProblem(401, ['Client must be authenticated to access this resource.']);
  }
  return caller.accountId;
};

/**
 * Whether the caller may read the site's configuration: a Jira admin, or an app acting as itself that an administrator
 * gave `manage:jira-configuration` (apps are bound by scopes, not by groups).
 */
export const administersSite = ({ site, caller }: Call): boolean =>
  isAdmin(site.store, caller.accountId) ||
  (caller.app?.via === 'as-app' && caller.app.scopes.includes('manage:jira-configuration'));

/** Refuses everybody but Jira administrators: 401 for anonymous callers, else 403. */
export const requireAdmin = (call: Call): void => {
  requireLogin(call);
  if (!administersSite(call)) throw forbidden('You must be a Jira administrator to perform this operation.');
};

export const administersProject = (call: Call, project: Project): boolean =>
  administersSite(call) || canAdministerProject(call.site.store, call.caller.accountId, project);

/** Whether the caller has `Browse users and groups`; an app acting as itself has it by its scope. */
export const browsesUsers = ({ site, caller }: Call): boolean =>
  caller.app?.via === 'as-app' || hasGlobalPermission(site.store, caller.accountId, 'USER_PICKER');

export const requireUserBrowsing = (call: Call): void => {
  requireLogin(call);
  if (!browsesUsers(call))
    throw forbidden('You are not authorized to perform this operation. Administrator privileges are required.');
};

/** Jira's 404 for a project that is absent or hidden: it does not tell which. */
export const projectNotFound = (idOrKey: string): JiraProblem =>
  notFound(`No project could be found with ${/^\d+$/.test(idOrKey) ? 'id' : 'key'} '${idOrKey}'.`);

/** The project of that id or key if the caller may browse or administer it; throws Jira's 404 otherwise. */
export const visibleProject = (call: Call, idOrKey: string): Project => {
  const { store } = call.site;
  const project = findProject(store, idOrKey);
  if (project === undefined) throw projectNotFound(idOrKey);
  const { accountId } = call.caller;
  if (!canBrowseProject(store, accountId, project) && !canAdministerProject(store, accountId, project))
    throw projectNotFound(idOrKey);
  return project;
};

/** The projects that the caller may browse, archived ones too. */
export const browsableProjects = ({ site, caller }: Call): readonly Project[] =>
  [...site.store.projects.values()].filter((project) => canBrowseProject(site.store, caller.accountId, project));
