import type { Holder, PermissionGrant, PermissionScheme } from '../entities.ts';
import { forbidden, notFound } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import type { Store } from '../store.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { readList } from '../wire/page.ts';
import { administersProject, requireLogin, visibleProject } from './access.ts';

const PATH = '/rest/api/3/permissionscheme';

/** A holder: for a group `parameter` is its name and `value` its id, else both are the same. */
export const renderHolder = (store: Store, { type, parameter }: Holder): Bean => {
  if (parameter === undefined) return { type };
  if (type !== 'group') return { type, parameter, value: parameter, expand: expandOf[type] };
  const groups = [...store.groups.values()];
  const group = groups.find(({ id, name }) => id === parameter || name === parameter);
  return { type, parameter: group?.name ?? parameter, value: group?.id ?? parameter, expand: 'group' };
};
const expandOf: Readonly<Partial<Record<Holder['type'], string>>> = {
  user: 'user',
  projectRole: 'projectRole',
  userCustomField: 'field',
  groupCustomField: 'field',
};

const renderGrant = (store: Store, scheme: PermissionScheme, grant: PermissionGrant): Bean => ({
  id: Number(grant.id),
  self: apiUrl(store, `permissionscheme/${scheme.id}/permission/${grant.id}`),
  holder: renderHolder(store, grant.holder),
  permission: grant.permission,
});

/** Any of these shows the grants: Jira adds them for every expansion that details a holder. */
const SHOWS_GRANTS = new Set(['permissions', 'user', 'group', 'projectRole', 'field', 'all']);

const renderScheme = (call: Call, scheme: PermissionScheme): Bean => {
  const { store } = call.site;
  const withGrants = readList(call.query, 'expand').some((name) => SHOWS_GRANTS.has(name));
  return {
    expand: 'permissions,user,group,projectRole,field,all',
    id: Number(scheme.id),
    self: apiUrl(store, `permissionscheme/${scheme.id}`),
    name: scheme.name,
    description: scheme.description,
    ...(withGrants ? { permissions: scheme.grants.map((grant) => renderGrant(store, scheme, grant)) } : {}),
  };
};

const schemeOf = ({ site, params }: Call): PermissionScheme => {
  const scheme = site.store.permissionSchemes.get(params['schemeId']);
  if (scheme === undefined) throw notFound(`Permission scheme ${params['schemeId']} does not exist.`);
  return scheme;
};

const list: Operation = {
  method: 'GET',
  path: PATH,
  handle: (call) => {
    requireLogin(call);
    const schemes = [...call.site.store.permissionSchemes.values()];
    return ok({ permissionSchemes: schemes.map((scheme) => renderScheme(call, scheme)) }, { identity: schemes.length });
  },
};

const get: Operation = {
  method: 'GET',
  path: `${PATH}/{schemeId}`,
  handle: (call) => {
    requireLogin(call);
    return ok(renderScheme(call, schemeOf(call)), { identity: 1 });
  },
};

const grants: Operation = {
  method: 'GET',
  path: `${PATH}/{schemeId}/permission`,
  handle: (call) => {
    requireLogin(call);
    const scheme = schemeOf(call);
    const permissions = scheme.grants.map((grant) => renderGrant(call.site.store, scheme, grant));
    return ok({ permissions, expand: 'user,group,projectRole,field,all' }, { identity: permissions.length });
  },
};

const grant: Operation = {
  method: 'GET',
  path: `${PATH}/{schemeId}/permission/{permissionId}`,
  handle: (call) => {
    requireLogin(call);
    const scheme = schemeOf(call);
    const found = scheme.grants.find(({ id }) => id === call.params['permissionId']);
    if (found === undefined) throw notFound(`Permission grant ${call.params['permissionId']} does not exist.`);
    return ok(renderGrant(call.site.store, scheme, found), { identity: 1 });
  },
};

const ofProject: Operation = {
  method: 'GET',
  path: '/rest/api/3/project/{projectKeyOrId}/permissionscheme',
  handle: (call) => {
    requireLogin(call);
    const project = visibleProject(call, call.params['projectKeyOrId'] ?? '');
    if (!administersProject(call, project)) throw forbidden("You cannot view this project's configuration.");
    const scheme = call.site.store.permissionSchemes.get(project.permissionSchemeId);
    if (scheme === undefined) throw notFound('The project has no permission scheme.');
    return ok(renderScheme(call, scheme), { identity: 1 });
  },
};

/** Reading permission schemes. */
export const permissionSchemeOperations: readonly Operation[] = [list, get, grants, grant, ofProject];
