import type { Issue, Project } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { type PermissionKind, permissionKinds } from '../permission-kinds.ts';
import { findVisibleIssue, hasGlobalPermission, hasPermission } from '../permissions.ts';
import { readList } from '../wire/page.ts';
import { visibleProject } from './access.ts';
import { readIds, readObject } from './body.ts';

const all: Operation = {
  method: 'GET',
  path: '/rest/api/3/permissions',
  handle: ({ site }) => {
    const kinds = [...permissionKinds(site.store).values()];
    const permissions = Object.fromEntries(
      kinds.map(({ key, name, type, description }) => [key, { key, name, type, description }]),
    );
    return ok({ permissions }, { identity: kinds.length });
  },
};

/** The kinds of the named keys; throws 400 for a key that Jira does not have. */
export const readKinds = ({ site }: Call, keys: readonly string[]): readonly PermissionKind[] => {
  const kinds = permissionKinds(site.store);
  return keys.map((key) => {
    const kind = kinds.get(key);
    if (kind === undefined) throw badRequest(`Unrecognized permission: ${key}`);
    return kind;
  });
};

type Context = { readonly project: Project; readonly issue?: Issue } | undefined;

/** What `mypermissions` is asked about: an issue, a project, or the whole site. */
const contextOf = (call: Call): Context => {
  const { query, site, caller } = call;
  const issueIdOrKey = query.get('issueId') ?? query.get('issueKey');
  if (issueIdOrKey !== null) {
    const issue = findVisibleIssue(site.store, caller.accountId, issueIdOrKey);
    return { project: visibleProject(call, issue.projectId), issue };
  }
  const projectIdOrKey = query.get('projectId') ?? query.get('projectKey');
  return projectIdOrKey === null ? undefined : { project: visibleProject(call, projectIdOrKey) };
};

const has = ({ site, caller }: Call, { key, type }: PermissionKind, context: Context): boolean => {
  const { store } = site;
  if (type === 'GLOBAL') return hasGlobalPermission(store, caller.accountId, key);
  if (context !== undefined) return hasPermission(store, caller.accountId, key, context);
  return [...store.projects.values()].some((project) => hasPermission(store, caller.accountId, key, { project }));
};

const mine: Operation = {
  method: 'GET',
  path: '/rest/api/3/mypermissions',
  handle: (call) => {
    const keys = readList(call.query, 'permissions');
    if (keys.length === 0) throw badRequest("The 'permissions' query parameter is required.");
    const kinds = readKinds(call, keys);
    const context = contextOf(call);
    const permissions = kinds.map((kind) => [kind.key, { ...kind, havePermission: has(call, kind, context) }]);
    return ok({ permissions: Object.fromEntries(permissions) }, { identity: kinds.length });
  },
};

/** The projects in which the caller has all of the named permissions; archived ones are left out. */
const permittedProjects: Operation = {
  method: 'POST',
  path: '/rest/api/3/permissions/project',
  handle: (call) => {
    const { site, caller } = call;
    const keys = readIds(readObject(call.body), 'permissions');
    const kinds = readKinds(call, keys);
    const wrong = kinds.find(({ type }) => type !== 'PROJECT');
    if (wrong !== undefined) throw badRequest(`Not a project permission: ${wrong.key}`);
    const projects = [...site.store.projects.values()].filter(
      (project) =>
        !project.archived && keys.every((key) => hasPermission(site.store, caller.accountId, key, { project })),
    );
    const found = projects.map(({ id, key }) => ({ id: Number(id), key }));
    return ok({ projects: found }, { core: found.length });
  },
};

/** What the caller may do. */
export const permissionOperations: readonly Operation[] = [all, mine, permittedProjects];
