import type { Project } from '../entities.ts';
import { notFound } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { administersProject, projectNotFound, visibleProject } from './access.ts';

/** Roles are shown to those who administer the project; to others the project is not found, as in Jira. */
const administeredProject = (call: Call): Project => {
  const { projectIdOrKey = '' } = call.params;
  const project = visibleProject(call, projectIdOrKey);
  if (!administersProject(call, project)) throw projectNotFound(projectIdOrKey);
  return project;
};

const list: Operation = {
  method: 'GET',
  path: '/rest/api/3/project/{projectIdOrKey}/role',
  handle: (call) => {
    const { store } = call.site;
    const project = administeredProject(call);
    const roles = [...store.projectRoles.values()];
    const urls = roles.map(({ id, name }) => [name, apiUrl(store, `project/${project.id}/role/${id}`)]);
    return ok(Object.fromEntries(urls), { identity: roles.length });
  },
};

const actorsOf = ({ site, query }: Call, project: Project, roleId: string): readonly Bean[] => {
  const { store } = site;
  const { userIds = [], groupIds = [] } = project.roleActors[roleId] ?? {};
  const activeOnly = query.get('excludeInactiveUsers') === 'true';
  const users = userIds
    .map((id) => store.users.get(id))
    .filter((user) => user !== undefined)
    .filter((user) => user.active || !activeOnly)
    .map((user) => ({
      displayName: user.displayName,
      type: 'atlassian-user-role-actor',
      actorUser: { accountId: user.id },
    }));
  const groups = groupIds
    .map((id) => store.groups.get(id))
    .filter((group) => group !== undefined)
    .map(({ id, name }) => ({
      displayName: name,
      type: 'atlassian-group-role-actor',
      actorGroup: { name, displayName: name, groupId: id },
    }));
  const actors = [...users, ...groups].sort((a, b) => a.displayName.localeCompare(b.displayName));
  return actors.map((actor, index) => ({ id: Number(roleId) * 100 + index, ...actor }));
};

const get: Operation = {
  method: 'GET',
  path: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
  handle: (call) => {
    const { store } = call.site;
    const project = administeredProject(call);
    const role = store.projectRoles.get(call.params['id']);
    if (role === undefined) throw notFound(`Can not retrieve a role actor for the role '${call.params['id']}'.`);
    const actors = actorsOf(call, project, role.id);
    const bean = {
      self: apiUrl(store, `project/${project.id}/role/${role.id}`),
      name: role.name,
      id: Number(role.id),
      description: role.description,
      actors,
    };
    return ok(bean, { identity: 1 + actors.length });
  },
};

/** Reading who is in a project's roles. */
export const projectRoleOperations: readonly Operation[] = [list, get];
