import type { IssueType, Project } from '../entities.ts';
import { notFound } from '../errors.ts';
import { type Answer, type Call, ok, type Operation } from '../operation.ts';
import { hasPermission } from '../permissions.ts';
import { avatarUrls } from '../wire/avatar.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { screenFields } from '../wire/field-meta.ts';
import { renderIssueType } from '../wire/metadata.ts';
import { readList, readPage } from '../wire/page.ts';
import { browsableProjects, visibleProject } from './access.ts';

const PATH = '/rest/api/3/issue/createmeta';

/** The types in which the caller may create issues in a project: none without `CREATE_ISSUES`. */
const creatableTypes = ({ site, caller }: Call, project: Project): readonly IssueType[] => {
  const { store } = site;
  if (!hasPermission(store, caller.accountId, 'CREATE_ISSUES', { project })) return [];
  return project.issueTypeIds.map((id) => store.issueTypes.get(id)).filter((type) => type !== undefined);
};

/** A page in the older envelope, with its values under a name of their own. */
const namedPage = (call: Call, name: string, values: readonly Bean[]): Answer => {
  const { startAt, maxResults } = readPage(call.query, { standard: 50, max: 200 });
  const page = values.slice(startAt, startAt + maxResults);
  return ok({ maxResults, startAt, total: values.length, [name]: page }, { core: page.length });
};

const types: Operation = {
  method: 'GET',
  path: `${PATH}/{projectIdOrKey}/issuetypes`,
  handle: (call) => {
    const project = visibleProject(call, call.params['projectIdOrKey'] ?? '');
    const beans = creatableTypes(call, project).map((type) => renderIssueType(call.site.store, type));
    return namedPage(call, 'issueTypes', beans);
  },
};

const fieldsOf = (call: Call, project: Project, type: IssueType): readonly (Bean & { readonly fieldId: string })[] =>
  screenFields(call.site.store, { project, type, mode: 'create' });

const fields: Operation = {
  method: 'GET',
  path: `${PATH}/{projectIdOrKey}/issuetypes/{issueTypeId}`,
  handle: (call) => {
    const { projectIdOrKey = '', issueTypeId } = call.params;
    const project = visibleProject(call, projectIdOrKey);
    const type = creatableTypes(call, project).find(({ id }) => id === issueTypeId);
    if (type === undefined) throw notFound(`The issue type with id '${issueTypeId}' does not exist in the project.`);
    return namedPage(call, 'fields', fieldsOf(call, project, type));
  },
};

const withFields = (call: Call, project: Project, type: IssueType): Bean => {
  const entries = fieldsOf(call, project, type).map(({ fieldId, ...meta }) => [fieldId, meta]);
  return { ...renderIssueType(call.site.store, type), expand: 'fields', fields: Object.fromEntries(entries) };
};

const renderProject = (call: Call, project: Project, expandFields: boolean): Bean => {
  const { store } = call.site;
  const ids = readList(call.query, 'issuetypeIds');
  const names = call.query.getAll('issuetypeNames');
  const wanted = creatableTypes(call, project).filter(
    ({ id, name }) => (ids.length === 0 && names.length === 0) || ids.includes(id) || names.includes(name),
  );
  return {
    expand: 'issuetypes',
    self: apiUrl(store, `project/${project.id}`),
    id: project.id,
    key: project.key,
    name: project.name,
    avatarUrls: avatarUrls(store, 'project', project.id),
    issuetypes: wanted.map((type) => (expandFields ? withFields(call, project, type) : renderIssueType(store, type))),
  };
};

/** The older form over many projects; deprecated by Atlassian in favour of the two above. */
const all: Operation = {
  method: 'GET',
  path: PATH,
  handle: (call) => {
    const { query, site, caller } = call;
    const ids = readList(query, 'projectIds');
    const keys = readList(query, 'projectKeys');
    const expandFields = readList(query, 'expand').includes('projects.issuetypes.fields');
    const projects = browsableProjects(call).filter(
      (project) =>
        ((ids.length === 0 && keys.length === 0) || ids.includes(project.id) || keys.includes(project.key)) &&
        hasPermission(site.store, caller.accountId, 'CREATE_ISSUES', { project }),
    );
    const shown = projects.map((project) => renderProject(call, project, expandFields));
    return ok({ expand: 'projects', projects: shown }, { core: shown.length });
  },
};

/** What creating an issue takes. */
export const createMetaOperations: readonly Operation[] = [all, types, fields];
