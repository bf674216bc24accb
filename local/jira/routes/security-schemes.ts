import type { IssueSecurityScheme } from '../entities.ts';
import { forbidden, notFound } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import type { Store } from '../store.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { renderSecurityLevel } from '../wire/metadata.ts';
import { pageOf, readList } from '../wire/page.ts';
import { administersProject, administersSite, requireAdmin, requireLogin } from './access.ts';

const PATH = '/rest/api/3/issuesecurityschemes';

const renderScheme = (store: Store, scheme: IssueSecurityScheme): Bean => ({
  self: apiUrl(store, `issuesecurityschemes/${scheme.id}`),
  id: Number(scheme.id),
  name: scheme.name,
  description: scheme.description,
  defaultSecurityLevelId: scheme.defaultLevelId === undefined ? undefined : Number(scheme.defaultLevelId),
});

/** A scheme with its levels, as `GET issuesecurityschemes/{id}` and a project show it. */
export const renderSchemeWithLevels = (store: Store, scheme: IssueSecurityScheme): Bean => ({
  ...renderScheme(store, scheme),
  levels: scheme.levels.map((level) => renderSecurityLevel(store, level)),
});

const projectIdsOf = (store: Store, schemeId: string): readonly string[] =>
  [...store.projects.values()].filter((project) => project.issueSecuritySchemeId === schemeId).map(({ id }) => id);

const schemes = ({ site }: Call): readonly IssueSecurityScheme[] => [...site.store.issueSecuritySchemes.values()];

const list: Operation = {
  method: 'GET',
  path: PATH,
  handle: (call) => {
    requireAdmin(call);
    const found = schemes(call);
    return ok({ issueSecuritySchemes: found.map((scheme) => renderScheme(call.site.store, scheme)) });
  },
};

const get: Operation = {
  method: 'GET',
  path: `${PATH}/{id}`,
  handle: (call) => {
    requireLogin(call);
    const { store } = call.site;
    const scheme = store.issueSecuritySchemes.get(call.params['id']);
    const users = scheme === undefined ? [] : projectIdsOf(store, scheme.id).map((id) => store.projects.get(id));
    const allowed =
      administersSite(call) || users.some((project) => project !== undefined && administersProject(call, project));
    if (!allowed) throw forbidden('You must administer Jira, or a project that uses the issue security scheme.');
    if (scheme === undefined) throw notFound(`The issue security scheme with id ${call.params['id']} does not exist.`);
    return ok(renderSchemeWithLevels(store, scheme));
  },
};

const search: Operation = {
  method: 'GET',
  path: `${PATH}/search`,
  handle: (call) => {
    requireAdmin(call);
    const { store } = call.site;
    const ids = readList(call.query, 'id');
    const projectIds = readList(call.query, 'projectId');
    const ofProjects = (scheme: IssueSecurityScheme): readonly string[] =>
      projectIdsOf(store, scheme.id).filter((id) => projectIds.includes(id));
    const found = schemes(call).filter(
      (scheme) =>
        (ids.length === 0 || ids.includes(scheme.id)) && (projectIds.length === 0 || ofProjects(scheme).length > 0),
    );
    const render = (scheme: IssueSecurityScheme): Bean => ({
      id: Number(scheme.id),
      self: apiUrl(store, `issuesecurityschemes/${scheme.id}`),
      name: scheme.name,
      description: scheme.description,
      defaultLevel: scheme.defaultLevelId === undefined ? undefined : Number(scheme.defaultLevelId),
      projectIds: ofProjects(scheme).map(Number),
    });
    return ok(pageOf(found, call.query, { max: 50, url: apiUrl(store, 'issuesecurityschemes/search'), render }));
  },
};

const projects: Operation = {
  method: 'GET',
  path: `${PATH}/project`,
  handle: (call) => {
    requireAdmin(call);
    const { query, site } = call;
    const schemeIds = readList(query, 'issueSecuritySchemeId');
    const projectIds = readList(query, 'projectId');
    const found = [...site.store.projects.values()].flatMap(({ id, issueSecuritySchemeId }) =>
      issueSecuritySchemeId === undefined ? [] : [{ issueSecuritySchemeId, projectId: id }],
    );
    const wanted = found.filter(
      ({ issueSecuritySchemeId, projectId }) =>
        (schemeIds.length === 0 || schemeIds.includes(issueSecuritySchemeId)) &&
        (projectIds.length === 0 || projectIds.includes(projectId)),
    );
    const url = apiUrl(site.store, 'issuesecurityschemes/project');
    return ok(pageOf(wanted, query, { max: 50, url, render: (mapping) => mapping }));
  },
};

/** Reading issue security schemes. */
export const securitySchemeOperations: readonly Operation[] = [list, get, search, projects];
