import type { Project } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { canAdministerProject, canBrowseProject, hasPermission, isAdmin } from '../permissions.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { pageOf, readList } from '../wire/page.ts';
import { visibleProject } from './access.ts';
import { renderDetailedProject, renderListedProject } from './project-beans.ts';

type Test = (project: Project) => boolean;

/** Jira's `action`: what the caller must be able to do in a project for it to be listed. */
const actionTest = ({ site, caller, query }: Call): Test => {
  const { store } = site;
  const { accountId } = caller;
  const action = query.get('action') ?? 'view';
  switch (action) {
    case 'view':
      return (project) =>
        canBrowseProject(store, accountId, project) || canAdministerProject(store, accountId, project);
    case 'browse':
      return (project) => canBrowseProject(store, accountId, project);
    case 'edit':
      return (project) => canAdministerProject(store, accountId, project);
    case 'create':
      return (project) => hasPermission(store, accountId, 'CREATE_ISSUES', { project });
    default:
      throw badRequest(`The action '${action}' is not one of view, browse, edit, create.`);
  }
};

/** Live projects unless `status` asks for others; archived ones are shown to Jira administrators only. */
const statusTest = ({ site, caller, query }: Call): Test => {
  const wanted = new Set(readList(query, 'status'));
  if (wanted.size === 0) wanted.add('live');
  for (const status of wanted) {
    if (!['live', 'archived', 'deleted'].includes(status)) throw badRequest(`The status '${status}' is not known.`);
  }
  const archived = wanted.has('archived') && isAdmin(site.store, caller.accountId);
  return (project) => (project.archived ? archived : wanted.has('live'));
};

const filterTest = ({ query }: Call): Test => {
  const ids = readList(query, 'id');
  const keys = readList(query, 'keys');
  const types = readList(query, 'typeKey');
  const text = (query.get('query') ?? '').toLowerCase();
  return ({ id, key, name, typeKey }) =>
    (ids.length === 0 || ids.includes(id)) &&
    (keys.length === 0 || keys.includes(key)) &&
    (types.length === 0 || types.includes(typeKey)) &&
    (name.toLowerCase().includes(text) || key.toLowerCase().includes(text));
};

type Compare = (a: Project, b: Project) => number;
const byKey: Compare = (a, b) => a.key.localeCompare(b.key);

const orderOf = ({ site, query }: Call): Compare => {
  const { store } = site;
  const raw = query.get('orderBy') ?? 'key';
  const sign = raw.startsWith('-') ? -1 : 1;
  const field = raw.replace(/^[-+\s]/, '');
  const leadOf = (project: Project): string => store.users.get(project.leadId)?.displayName ?? '';
  const orders: Readonly<Record<string, Compare>> = {
    key: byKey,
    category: byKey,
    name: (a, b) => a.name.localeCompare(b.name),
    owner: (a, b) => leadOf(a).localeCompare(leadOf(b)),
    issueCount: (a, b) => store.issuesByProject.count(a.id) - store.issuesByProject.count(b.id),
  };
  const order = orders[field];
  if (order === undefined) throw badRequest(`Projects cannot be ordered by '${field}'.`);
  return (a, b) => sign * order(a, b) || byKey(a, b);
};

const search: Operation = {
  method: 'GET',
  path: '/rest/api/3/project/search',
  handle: (call) => {
    const { store } = call.site;
    const tests = [statusTest(call), filterTest(call), actionTest(call)];
    const found = [...store.projects.values()].filter((project) => tests.every((test) => test(project)));
    const render = (project: Project): Bean => renderListedProject(call, project);
    const url = apiUrl(store, 'project/search');
    const page = pageOf(found.sort(orderOf(call)), call.query, { standard: 50, max: 100, url, render });
    return ok(page, { core: page.values.length });
  },
};

const list: Operation = {
  method: 'GET',
  path: '/rest/api/3/project',
  handle: (call) => {
    const visible = actionTest(call);
    const found = [...call.site.store.projects.values()].filter((project) => !project.archived && visible(project));
    const beans = found.sort(byKey).map((project) => renderListedProject(call, project));
    return ok(beans, { core: beans.length });
  },
};

const get: Operation = {
  method: 'GET',
  path: '/rest/api/3/project/{projectIdOrKey}',
  handle: (call) => {
    const project = visibleProject(call, call.params['projectIdOrKey'] ?? '');
    return ok(renderDetailedProject(call, project), { core: 1 });
  },
};

const typeBean = (key: Project['typeKey'], formattedKey: string): Bean => ({
  key,
  formattedKey,
  descriptionI18nKey: `jira.project.type.${key}.description`,
  color: '#F5A623',
  icon: '',
});
const PROJECT_TYPES = [typeBean('software', 'Software'), typeBean('business', 'Business')];

const types: Operation = { method: 'GET', path: '/rest/api/3/project/type', handle: () => ok(PROJECT_TYPES) };

/** Reading projects. */
export const projectOperations: readonly Operation[] = [search, list, get, types];
