import type { Field } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { apiUrl, type Bean, scopeOf } from '../wire/bean.ts';
import { pageOf, readList } from '../wire/page.ts';
import { browsableProjects, requireLogin } from './access.ts';

const render = (field: Field): Bean => ({
  id: field.id,
  key: field.id,
  name: field.name,
  untranslatedName: field.custom ? field.name : undefined,
  custom: field.custom,
  orderable: field.orderable,
  navigable: field.navigable,
  searchable: field.searchable,
  clauseNames: field.clauseNames,
  scope: scopeOf(field.projectId),
  schema: field.schema,
});

/** All fields of the site, and of the team-managed projects that the caller may browse. */
const visibleFields = (call: Call): readonly Field[] => {
  const projectIds = new Set(browsableProjects(call).map((project) => project.id));
  return [...call.site.store.fields.values()].filter(
    ({ projectId }) => projectId === undefined || projectIds.has(projectId),
  );
};

const list: Operation = {
  method: 'GET',
  path: '/rest/api/3/field',
  handle: (call) => {
    const fields = visibleFields(call).map(render);
    return ok(fields, { core: fields.length });
  },
};

const renderFound = (field: Field): Bean => ({
  id: field.id,
  key: field.id,
  name: field.name,
  schema: field.schema ?? { type: 'any', system: field.id },
  description: field.description ?? '',
});

const matches = (field: Field, query: URLSearchParams): boolean => {
  const types = readList(query, 'type');
  const ids = readList(query, 'id');
  const text = (query.get('query') ?? '').toLowerCase();
  return (
    (types.length === 0 || types.includes(field.custom ? 'custom' : 'system')) &&
    (ids.length === 0 || ids.includes(field.id)) &&
    `${field.name} ${field.description ?? ''}`.toLowerCase().includes(text)
  );
};

const search: Operation = {
  method: 'GET',
  path: '/rest/api/3/field/search',
  handle: (call) => {
    requireLogin(call);
    const { query, site } = call;
    const order = query.get('orderBy') ?? 'name';
    if (!/^[-+ ]?name$/.test(order)) throw badRequest(`Fields cannot be ordered by '${order}' on this local Jira.`);
    const direction = order.startsWith('-') ? -1 : 1;
    const found = visibleFields(call)
      .filter((field) => field.projectId === undefined && matches(field, query))
      .sort((a, b) => direction * a.name.localeCompare(b.name));
    const page = pageOf(found, query, { max: 50, url: apiUrl(site.store, 'field/search'), render: renderFound });
    return ok(page, { core: page.values.length });
  },
};

/** Reading fields. */
export const fieldOperations: readonly Operation[] = [list, search];
