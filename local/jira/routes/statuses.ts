import type { Status } from '../entities.ts';
import { badRequest, JiraProblem, notFound } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { apiUrl } from '../wire/bean.ts';
import { pageOf, readList } from '../wire/page.ts';
import { categoryOf, renderJiraStatus, renderStatus, renderStatusCategory, statusCategories } from '../wire/status.ts';
import { administersProject, administersSite, browsableProjects, requireLogin, visibleProject } from './access.ts';

/** The statuses that some workflow uses in a project that the caller may browse, in the site's order. */
const visibleStatuses = (call: Call): readonly Status[] => {
  const { store } = call.site;
  const workflowIds = new Set(browsableProjects(call).flatMap((project) => Object.values(project.workflowIds)));
  const ids = new Set([...workflowIds].flatMap((id) => store.workflows.get(id)?.statusIds ?? []));
  return [...store.statuses.values()].filter((status) => ids.has(status.id));
};

const list: Operation = {
  method: 'GET',
  path: '/rest/api/3/status',
  handle: (call) => {
    const statuses = visibleStatuses(call);
    return ok(
      statuses.map((status) => renderStatus(call.site.store, status)),
      { core: statuses.length },
    );
  },
};

const get: Operation = {
  method: 'GET',
  path: '/rest/api/3/status/{idOrName}',
  handle: (call) => {
    const { idOrName = '' } = call.params;
    const statuses = visibleStatuses(call);
    const status =
      statuses.find(({ id }) => id === idOrName) ??
      statuses.find(({ name }) => name.toLowerCase() === idOrName.toLowerCase());
    if (status === undefined) throw notFound(`The status with id or name '${idOrName}' does not exist`);
    return ok(renderStatus(call.site.store, status), { core: 1 });
  },
};

const NOT_ALLOWED = 'You do not have permission to view statuses: administering Jira or a project is needed.';

/** The newer status endpoints are for those who administer Jira, the named project, or (where none is named) any project. */
const requireStatusAdmin = (call: Call, projectId: string | null): void => {
  requireLogin(call);
  if (administersSite(call)) return;
  const projects = projectId === null ? browsableProjects(call) : [visibleProject(call, projectId)];
  if (!projects.some((project) => administersProject(call, project))) throw new JiraProblem(401, [NOT_ALLOWED]);
};

const MAX_STATUSES = 50;

const byIds: Operation = {
  method: 'GET',
  path: '/rest/api/3/statuses',
  handle: (call) => {
    requireStatusAdmin(call, null);
    const ids = readList(call.query, 'id');
    if (ids.length === 0 || ids.length > MAX_STATUSES)
      throw badRequest(`Between 1 and ${MAX_STATUSES} ids are required.`);
    const statuses = ids.map((id) => call.site.store.statuses.get(id)).filter((status) => status !== undefined);
    return ok(statuses.map(renderJiraStatus), { core: statuses.length });
  },
};

const search: Operation = {
  method: 'GET',
  path: '/rest/api/3/statuses/search',
  handle: (call) => {
    const { query, site } = call;
    const projectId = query.get('projectId');
    requireStatusAdmin(call, projectId);
    const text = (query.get('searchString') ?? '').toLowerCase();
    const word = query.get('statusCategory');
    if (word !== null && !statusCategories.some((category) => category.word === word)) {
      throw badRequest(`Invalid status category: ${word}`);
    }
    const shown = [...site.store.statuses.values()].filter(
      (status) =>
        (projectId === null || status.projectId === undefined || status.projectId === projectId) &&
        (word === null || categoryOf(status).word === word) &&
        status.name.toLowerCase().includes(text),
    );
    const page = pageOf(shown, query, {
      max: 200,
      url: apiUrl(site.store, 'statuses/search'),
      render: renderJiraStatus,
    });
    return ok(page, { core: page.values.length });
  },
};

const categories: Operation = {
  method: 'GET',
  path: '/rest/api/3/statuscategory',
  handle: (call) => {
    requireLogin(call);
    return ok(statusCategories.map((category) => renderStatusCategory(call.site.store, category)));
  },
};

const category: Operation = {
  method: 'GET',
  path: '/rest/api/3/statuscategory/{idOrKey}',
  handle: (call) => {
    requireLogin(call);
    const { idOrKey } = call.params;
    const found = statusCategories.find(({ id, key }) => String(id) === idOrKey || key === idOrKey);
    if (found === undefined) throw notFound(`The status category '${idOrKey}' does not exist.`);
    return ok(renderStatusCategory(call.site.store, found));
  },
};

/** Reading statuses and their categories. */
export const statusOperations: readonly Operation[] = [list, get, byIds, search, categories, category];
