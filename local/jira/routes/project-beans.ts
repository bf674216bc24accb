import type { Project } from '../entities.ts';
import type { Call } from '../operation.ts';
import { canAdministerProject } from '../permissions.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { renderComponent } from '../wire/component.ts';
import { renderIssueType } from '../wire/metadata.ts';
import { readList } from '../wire/page.ts';
import { renderProject } from '../wire/project.ts';
import { dayIn, zonedTime } from '../wire/time.ts';
import { renderUser } from '../wire/user.ts';
import { renderVersion } from '../wire/version.ts';

const leadOf = ({ site, caller }: Call, project: Project): Bean | undefined => {
  const lead = site.store.users.get(project.leadId);
  return lead === undefined ? undefined : renderUser(site.store, caller, lead);
};

const typesOf = ({ site }: Call, project: Project): readonly Bean[] =>
  project.issueTypeIds
    .map((id) => site.store.issueTypes.get(id))
    .filter((type) => type !== undefined)
    .map((type) => renderIssueType(site.store, type));

/** The project's levels from low to high, each with its types' ids. */
const hierarchyOf = ({ site }: Call, project: Project): Bean => {
  const types = project.issueTypeIds.map((id) => site.store.issueTypes.get(id)).filter((type) => type !== undefined);
  const byLevel = Map.groupBy(types, (type) => type.hierarchyLevel);
  const levels = [...byLevel].sort(([a], [b]) => a - b);
  return {
    levels: levels.map(([level, own]) => ({
      level,
      hierarchyLevelNumber: level,
      name: own[0]?.name ?? '',
      issueTypeIds: own.map(({ id }) => Number(id)),
    })),
  };
};

const insightOf = ({ site }: Call, project: Project): Bean => {
  const issues = site.store.issuesByProject.of(project.id);
  const last = issues.reduce((latest, issue) => Math.max(latest, issue.updated), 0);
  return {
    totalIssueCount: issues.length,
    lastIssueUpdateTime: last === 0 ? undefined : zonedTime(site.store.settings.timeZone, last),
  };
};

const propertiesOf = ({ site, query }: Call, project: Project): Bean => {
  const keys = readList(query, 'properties');
  if (keys.length === 0) return {};
  const found = site.store.propertiesByEntity.of(`project/${project.id}`).filter(({ key }) => keys.includes(key));
  return Object.fromEntries(found.map(({ key, value }) => [key, value]));
};

/** A project in a list, with what `expand` and `properties` of the query add. */
export const renderListedProject = (call: Call, project: Project): Bean => {
  const expand = new Set(readList(call.query, 'expand'));
  return {
    ...renderProject(call.site.store, project),
    properties: propertiesOf(call, project),
    ...(expand.has('description') ? { description: project.description } : {}),
    ...(expand.has('lead') ? { lead: leadOf(call, project) } : {}),
    ...(expand.has('issueTypes') ? { issueTypes: typesOf(call, project) } : {}),
    ...(expand.has('projectKeys') ? { projectKeys: [project.key] } : {}),
    ...(expand.has('url') ? { url: '' } : {}),
    ...(expand.has('insight') ? { insight: insightOf(call, project) } : {}),
  };
};

/** A project by itself: all of its parts, and what `expand` adds. */
export const renderDetailedProject = (call: Call, project: Project): Bean => {
  const { store } = call.site;
  const { accountId } = call.caller;
  const expand = new Set(readList(call.query, 'expand'));
  const today = dayIn(store.settings.timeZone, call.now);
  const roles = [...store.projectRoles.values()].map(({ id, name }) => [
    name,
    apiUrl(store, `project/${project.id}/role/${id}`),
  ]);
  return {
    ...renderListedProject(call, project),
    description: project.description,
    lead: leadOf(call, project),
    components: store.componentsByProject.of(project.id).map((one) => renderComponent(store, call.caller, one)),
    issueTypes: typesOf(call, project),
    assigneeType: 'UNASSIGNED',
    versions: store.versionsByProject.of(project.id).map((version) => renderVersion(store, version, today)),
    roles: Object.fromEntries(roles),
    ...(expand.has('issueTypeHierarchy') ? { issueTypeHierarchy: hierarchyOf(call, project) } : {}),
    ...(expand.has('permissions') ? { permissions: { canEdit: canAdministerProject(store, accountId, project) } } : {}),
  };
};
