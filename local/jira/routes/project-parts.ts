import type { Component, Project, Status, Version } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { renderComponent } from '../wire/component.ts';
import { issueTypeAvatarId } from '../wire/metadata.ts';
import { pageOf, readList } from '../wire/page.ts';
import { renderStatus } from '../wire/status.ts';
import { dayIn } from '../wire/time.ts';
import { renderVersion } from '../wire/version.ts';
import { visibleProject } from './access.ts';

const PATH = '/rest/api/3/project/{projectIdOrKey}';
const projectOf = (call: Call): Project => visibleProject(call, call.params['projectIdOrKey'] ?? '');

/** Sorts by a named property, `-` in front for descending; throws 400 for one that is not in `orders`. */
const inOrder = <T>(
  values: readonly T[],
  orderBy: string | null,
  orders: Readonly<Record<string, (a: T, b: T) => number>>,
): readonly T[] => {
  if (orderBy === null) return values;
  const order = orders[orderBy.replace(/^[-+\s]/, '')];
  if (order === undefined) throw badRequest(`Cannot order by '${orderBy}'.`);
  const sign = orderBy.startsWith('-') ? -1 : 1;
  return [...values].sort((a, b) => sign * order(a, b));
};

const componentBean =
  ({ site, caller }: Call) =>
  (component: Component): Bean =>
    renderComponent(site.store, caller, component);

const components: Operation = {
  method: 'GET',
  path: `${PATH}/components`,
  handle: (call) => {
    const found = call.site.store.componentsByProject.of(projectOf(call).id);
    return ok(found.map(componentBean(call)), { core: found.length });
  },
};

const issueCounts = (call: Call, project: Project): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { componentIds } of call.site.store.issuesByProject.of(project.id)) {
    for (const id of componentIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
};

const pagedComponents: Operation = {
  method: 'GET',
  path: `${PATH}/component`,
  handle: (call) => {
    const { query, site } = call;
    const project = projectOf(call);
    const counts = issueCounts(call, project);
    const text = (query.get('query') ?? '').toLowerCase();
    const found = inOrder(
      site.store.componentsByProject
        .of(project.id)
        .filter(({ name, description = '' }) => `${name}\n${description}`.toLowerCase().includes(text)),
      query.get('orderBy'),
      {
        name: (a, b) => a.name.localeCompare(b.name),
        description: (a, b) => (a.description ?? '').localeCompare(b.description ?? ''),
        issueCount: (a, b) => (counts.get(a.id) ?? 0) - (counts.get(b.id) ?? 0),
        lead: (a, b) => (a.leadId ?? '').localeCompare(b.leadId ?? ''),
      },
    );
    const bean = componentBean(call);
    const render = (component: Component): Bean => ({ ...bean(component), issueCount: counts.get(component.id) ?? 0 });
    const page = pageOf(found, query, { max: 50, url: apiUrl(site.store, `project/${project.id}/component`), render });
    return ok(page, { core: page.values.length });
  },
};

const versionBean = ({ site, now }: Call): ((version: Version) => Bean) => {
  const today = dayIn(site.store.settings.timeZone, now);
  return (version) => renderVersion(site.store, version, today);
};
const bySequence = (a: Version, b: Version): number => a.sequence - b.sequence;

const versions: Operation = {
  method: 'GET',
  path: `${PATH}/versions`,
  handle: (call) => {
    const found = [...call.site.store.versionsByProject.of(projectOf(call).id)].sort(bySequence);
    return ok(found.map(versionBean(call)), { core: found.length });
  },
};

const statusOf = ({ archived, released }: Version): string => {
  if (archived) return 'archived';
  return released ? 'released' : 'unreleased';
};

const pagedVersions: Operation = {
  method: 'GET',
  path: `${PATH}/version`,
  handle: (call) => {
    const { query, site } = call;
    const project = projectOf(call);
    const text = (query.get('query') ?? '').toLowerCase();
    const statuses = readList(query, 'status');
    const found = site.store.versionsByProject
      .of(project.id)
      .filter(({ name, description = '' }) => `${name}\n${description}`.toLowerCase().includes(text))
      .filter((version) => statuses.length === 0 || statuses.includes(statusOf(version)))
      .sort(bySequence);
    const ordered = inOrder(found, query.get('orderBy'), {
      name: (a, b) => a.name.localeCompare(b.name),
      description: (a, b) => (a.description ?? '').localeCompare(b.description ?? ''),
      releaseDate: (a, b) => (a.releaseDate ?? '').localeCompare(b.releaseDate ?? ''),
      startDate: (a, b) => (a.startDate ?? '').localeCompare(b.startDate ?? ''),
      sequence: bySequence,
    });
    const url = apiUrl(site.store, `project/${project.id}/version`);
    const page = pageOf(ordered, query, { max: 50, url, render: versionBean(call) });
    return ok(page, { core: page.values.length });
  },
};

/** The statuses of each of the project's types, by the type's workflow. */
const statuses: Operation = {
  method: 'GET',
  path: `${PATH}/statuses`,
  handle: (call) => {
    const { store } = call.site;
    const { issueTypeIds, workflowIds } = projectOf(call);
    const statusesOf = (typeId: string): readonly Status[] => {
      const workflow = store.workflows.get(workflowIds[typeId] ?? workflowIds['default']);
      return (workflow?.statusIds ?? []).map((id) => store.statuses.get(id)).filter((status) => status !== undefined);
    };
    const types = issueTypeIds.map((id) => store.issueTypes.get(id)).filter((type) => type !== undefined);
    const beans = types.map((type) => ({
      self: apiUrl(store, `issuetype/${type.id}`),
      id: type.id,
      name: type.name,
      subtask: type.hierarchyLevel < 0,
      statuses: statusesOf(type.id).map((status) => renderStatus(store, status)),
    }));
    return ok(beans, { core: beans.length });
  },
};

/** Types by level, for team-managed projects only; Jira describes the hierarchy of the others elsewhere. */
const hierarchy: Operation = {
  method: 'GET',
  path: '/rest/api/3/project/{projectId}/hierarchy',
  handle: (call) => {
    const { store } = call.site;
    const { projectId = '' } = call.params;
    const project = visibleProject(call, projectId);
    if (project.style !== 'next-gen') throw notFound('The project is not a team-managed project.');
    const types = project.issueTypeIds.map((id) => store.issueTypes.get(id)).filter((type) => type !== undefined);
    const levels = [...Map.groupBy(types, (type) => type.hierarchyLevel)].sort(([a], [b]) => a - b);
    return ok({
      projectId: Number(project.id),
      hierarchy: levels.map(([level, own]) => ({
        level,
        name: level === 0 ? 'Base' : (own[0]?.name ?? ''),
        issueTypes: own.map((type) => ({ id: Number(type.id), name: type.name, avatarId: issueTypeAvatarId(type) })),
      })),
    });
  },
};

/** Reading the parts of a project. */
export const projectPartOperations: readonly Operation[] = [
  components,
  pagedComponents,
  versions,
  pagedVersions,
  statuses,
  hierarchy,
];
