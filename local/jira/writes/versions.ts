import type { Caller } from '../caller.ts';
import type { Issue, Project, Version } from '../entities.ts';
import { badField, badRequest, notFound } from '../errors.ts';
import { canAdministerProject, canBrowseProject } from '../permissions.ts';
import type { Site } from '../site.ts';
import { emitVersion } from './emit-project.ts';
import { readDay, readText } from './field-values.ts';
import { saveIssue } from './save-issue.ts';
import { beginWrite, findVisibleProject, freshId, type JsonObject, readId, type Write } from './write.ts';

const MAX_NAME = 255;

const hidden = (id: string) => notFound(`Could not find version for id '${id}'`);

/** A version of a project that the caller may browse; Jira's 404 otherwise. */
export const findVisibleVersion = ({ store }: Site, caller: Caller, id: string): Version => {
  const version = store.versions.get(id);
  const project = store.projects.get(version?.projectId);
  if (version === undefined || project === undefined || !canBrowseProject(store, caller.accountId, project)) {
    throw hidden(id);
  }
  return version;
};

/** A version that the caller may change: as an administrator of its project, or of Jira. */
const findWritable = (site: Site, caller: Caller, id: string): Version => {
  const version = findVisibleVersion(site, caller, id);
  const project = site.store.projects.get(version.projectId);
  if (project === undefined || !canAdministerProject(site.store, caller.accountId, project)) throw hidden(id);
  return version;
};

type Values = Partial<Omit<Version, 'id' | 'projectId' | 'sequence'>>;
type Given = { readonly [K in keyof Values]?: Values[K] | undefined };

const readName = ({ store }: Write, value: unknown, projectId: string, own: string | undefined): string => {
  const name = readText(value, 'name')?.trim() ?? '';
  if (name === '') throw badField('name', 'You must specify a valid version name');
  if (name.length > MAX_NAME) throw badField('name', 'The version name must not exceed 255 characters in length.');
  const taken = store.versionsByProject.of(projectId).some((version) => version.name === name && version.id !== own);
  if (taken) throw badField('name', 'A version with this name already exists in this project.');
  return name;
};

const readFlag = (value: unknown, field: string): boolean => {
  if (typeof value !== 'boolean') throw badField(field, `The value of '${field}' must be true or false.`);
  return value;
};

/** The members of a version body that can be written; null clears a day or a description. */
const readVersion = (write: Write, body: JsonObject, projectId: string, before?: Version): Given => {
  const given: { -readonly [K in keyof Given]: Given[K] } = {};
  if (body['name'] !== undefined) given.name = readName(write, body['name'], projectId, before?.id);
  if (body['description'] !== undefined) given.description = readText(body['description'], 'description');
  if (body['archived'] !== undefined) given.archived = readFlag(body['archived'], 'archived');
  if (body['released'] !== undefined) given.released = readFlag(body['released'], 'released');
  if (body['startDate'] !== undefined) given.startDate = readDay(body['startDate'], 'startDate');
  if (body['releaseDate'] !== undefined) given.releaseDate = readDay(body['releaseDate'], 'releaseDate');
  const { startDate = before?.startDate, releaseDate = before?.releaseDate } = given;
  if (startDate !== undefined && releaseDate !== undefined && releaseDate < startDate) {
    throw badField('releaseDate', 'The release date must be after the start date.');
  }
  return given;
};

const withValues = (version: Version, given: Given): Version => {
  const { description: _d, startDate: _s, releaseDate: _r, ...rest } = version;
  const entries = Object.entries({ ...version, ...given }).filter(([, value]) => value !== undefined);
  return { ...rest, ...Object.fromEntries(entries) };
};

const targetProject = (write: Write, body: JsonObject): Project => {
  const named = readId(body['projectId']) ?? readId(body['project']);
  if (named === undefined) throw badField('project', 'Project is required.');
  const project = findVisibleProject(write, named);
  if (canAdministerProject(write.store, write.caller.accountId, project)) return project;
  throw notFound('Project does not exist or you do not have permission to create versions in it.');
};

/** POST version: `{ name, projectId | project, description?, startDate?, releaseDate?, released?, archived? }`. */
export const createVersion = (site: Site, caller: Caller, body: JsonObject): Version => {
  const write = beginWrite(site, caller);
  const { store } = site;
  const project = targetProject(write, body);
  const given = readVersion(write, body, project.id);
  if (given.name === undefined) throw badField('name', 'You must specify a valid version name');
  const last = store.versionsByProject.of(project.id).reduce((most, { sequence }) => Math.max(most, sequence), 0);
  const blank: Version = {
    id: freshId(store, store.versions, 'version'),
    projectId: project.id,
    name: given.name,
    archived: false,
    released: false,
    sequence: last + 1,
  };
  const version = store.versions.put(withValues(blank, given));
  emitVersion(write, 'created', version);
  return version;
};

const eventsOf = (before: Version, after: Version) => {
  const events: Parameters<typeof emitVersion>[1][] = [];
  if (before.released !== after.released) events.push(after.released ? 'released' : 'unreleased');
  if (before.archived !== after.archived) events.push(after.archived ? 'archived' : 'unarchived');
  const texts = ['name', 'description', 'startDate', 'releaseDate'] as const;
  if (texts.some((member) => before[member] !== after[member])) events.push('updated');
  return events;
};

/** The id in a version's address, or the id itself; undefined for neither. */
export const versionIdIn = (value: unknown): string | undefined => readId(value)?.split('/').at(-1);

/** A version to which issues go when another one is released or removed: of the same project. */
const findReplacement = (site: Site, caller: Caller, version: Version, value: unknown): Version | undefined => {
  const id = versionIdIn(value);
  if (id === undefined) return undefined;
  const found = findVisibleVersion(site, caller, id);
  if (found.projectId !== version.projectId || found.id === version.id) {
    throw badRequest('The version to move issues to must be another version of the same project.');
  }
  return found;
};

type VersionList = 'fixVersionIds' | 'affectsVersionIds';

const swap = (
  write: Write,
  version: Version,
  { list, to, only }: { list: VersionList; to?: Version | undefined; only?: (issue: Issue) => boolean },
): void => {
  for (const issue of write.store.issuesByProject.of(version.projectId)) {
    const ids = issue[list] ?? [];
    if (!ids.includes(version.id) || only?.(issue) === false) continue;
    const rest = ids.filter((id) => id !== version.id && id !== to?.id);
    saveIssue(write, { before: issue, after: { ...issue, [list]: to === undefined ? rest : [...rest, to.id] } });
  }
};

/** PUT version/{id}: what is not given stays. `moveUnfixedIssuesTo` takes along what is unresolved when releasing. */
export const updateVersion = (site: Site, caller: Caller, id: string, body: JsonObject): Version => {
  const write = beginWrite(site, caller);
  const before = findWritable(site, caller, id);
  const after = withValues(before, readVersion(write, body, before.projectId, before));
  const target = findReplacement(site, caller, before, body['moveUnfixedIssuesTo']);
  const saved = site.store.versions.put(after);
  if (target !== undefined) {
    swap(write, saved, { list: 'fixVersionIds', to: target, only: (issue) => issue.resolutionId === undefined });
  }
  for (const event of eventsOf(before, saved)) emitVersion(write, event, saved);
  return saved;
};

/** DELETE version/{id} and POST version/{id}/removeAndSwap: issues lose the version, or get the one named instead. */
export const deleteVersion = (
  site: Site,
  caller: Caller,
  {
    id,
    moveFixIssuesTo,
    moveAffectedIssuesTo,
  }: { id: string; moveFixIssuesTo?: unknown; moveAffectedIssuesTo?: unknown },
): void => {
  const write = beginWrite(site, caller);
  const version = findWritable(site, caller, id);
  const fix = findReplacement(site, caller, version, moveFixIssuesTo);
  const affected = findReplacement(site, caller, version, moveAffectedIssuesTo);
  swap(write, version, { list: 'fixVersionIds', to: fix });
  swap(write, version, { list: 'affectsVersionIds', to: affected });
  site.store.versions.delete(version.id);
  emitVersion(write, 'deleted', version);
};
