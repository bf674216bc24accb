import { badRequest, forbidden } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { hasGlobalPermission, hasPermission } from '../permissions.ts';
import { administersSite } from './access.ts';
import { readIds, readObject, readText } from './body.ts';
import { readKinds } from './permissions.ts';

/** At most that many projects and that many issues in a group (platform.md 3.2). */
const MAX_OBJECTS = 1000;

interface Group {
  readonly permissions: readonly string[];
  readonly projectIds: readonly string[];
  readonly issueIds: readonly string[];
}

const readNumbers = (body: Readonly<Record<string, unknown>>, name: string): readonly string[] => {
  const ids = [...new Set(readIds(body, name))];
  const wrong = ids.find((id) => !/^\d+$/.test(id));
  if (wrong !== undefined) throw badRequest(`The values of '${name}' must be IDs, not '${wrong}'.`);
  if (ids.length > MAX_OBJECTS) throw badRequest(`At most ${MAX_OBJECTS} ${name} can be checked.`);
  return ids;
};

const readGroups = (call: Call, body: Readonly<Record<string, unknown>>): readonly Group[] => {
  const { projectPermissions } = body;
  if (projectPermissions === undefined || projectPermissions === null) return [];
  if (!Array.isArray(projectPermissions)) throw badRequest("The value of 'projectPermissions' must be a list.");
  const given: readonly unknown[] = projectPermissions;
  return given
    .filter((group) => group !== null)
    .map((group) => {
      const members = readObject(group);
      const permissions = readIds(members, 'permissions').filter((key) => key !== '');
      if (permissions.length === 0) throw badRequest('At least one project permission must be provided.');
      const wrong = readKinds(call, permissions).find(({ type }) => type !== 'PROJECT');
      if (wrong !== undefined) throw badRequest(`Not a project permission: ${wrong.key}`);
      return {
        permissions,
        projectIds: readNumbers(members, 'projects'),
        issueIds: readNumbers(members, 'issues'),
      };
    });
};

/** Whose permissions are asked about: the caller's own, or for an administrator anybody's. */
const accountOf = (call: Call, body: Readonly<Record<string, unknown>>): string | undefined => {
  const accountId = readText(body, 'accountId');
  const own = call.caller.accountId;
  if (accountId === undefined || accountId === own) return own;
  if (!administersSite(call)) {
    throw forbidden('Only Jira administrators can check the permissions of other users.');
  }
  if (call.site.store.users.get(accountId) === undefined) throw badRequest(`Invalid account ID: ${accountId}`);
  return accountId;
};

/** A group's projects and issues for which somebody has a permission; ids that do not exist are ignored. */
const granted = ({ site }: Call, accountId: string | undefined, permission: string, group: Group) => {
  const { store } = site;
  const projects = group.projectIds.filter((id) => {
    const project = store.projects.get(id);
    return project !== undefined && hasPermission(store, accountId, permission, { project });
  });
  const issues = group.issueIds.filter((id) => {
    const issue = store.issues.get(id);
    const project = store.projects.get(issue?.projectId);
    if (issue === undefined || project === undefined) return false;
    return hasPermission(store, accountId, permission, { project, issue });
  });
  return { projects: projects.map(Number), issues: issues.map(Number) };
};

const union = (a: readonly number[], b: readonly number[]): readonly number[] => [...new Set([...a, ...b])];

const check: Operation = {
  method: 'POST',
  path: '/rest/api/3/permissions/check',
  handle: (call) => {
    const body = readObject(call.body);
    const globals = readIds(body, 'globalPermissions');
    const wrong = readKinds(call, globals).find(({ type }) => type !== 'GLOBAL');
    if (wrong !== undefined) throw badRequest(`Not a global permission: ${wrong.key}`);
    const groups = readGroups(call, body);
    const accountId = accountOf(call, body);
    const found = new Map<string, { projects: readonly number[]; issues: readonly number[] }>();
    for (const group of groups) {
      for (const permission of group.permissions) {
        const before = found.get(permission) ?? { projects: [], issues: [] };
        const more = granted(call, accountId, permission, group);
        found.set(permission, {
          projects: union(before.projects, more.projects),
          issues: union(before.issues, more.issues),
        });
      }
    }
    const globalPermissions = globals.filter((key) => hasGlobalPermission(call.site.store, accountId, key));
    const projectPermissions = [...found].map(([permission, grants]) => ({ permission, ...grants }));
    return ok(
      { globalPermissions, projectPermissions },
      { identity: globalPermissions.length + projectPermissions.length },
    );
  },
};

/** What somebody may do with many projects and issues at once. */
export const permissionsCheckOperations: readonly Operation[] = [check];
