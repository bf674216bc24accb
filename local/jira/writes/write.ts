import type { Caller } from '../caller.ts';
import type { Issue, Json, Project } from '../entities.ts';
import { badRequest, type JiraProblem, notFound } from '../errors.ts';
import { findVisibleIssue, hasPermission } from '../permissions.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';

/** One write: who makes it, where, at which instant of the site (epoch ms). */
export interface Write {
  readonly site: Site;
  readonly store: Store;
  readonly caller: Caller;
  readonly now: number;
}

export const beginWrite = (site: Site, caller: Caller): Write => ({
  site,
  store: site.store,
  caller,
  now: site.clock.now(),
});

/** A JSON object of a body. */
export type JsonObject = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body as an object; Jira's 400 for anything else. */
export const readObject = (body: unknown): JsonObject => {
  if (isObject(body)) return body;
  throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.');
};

/** A parsed body's value as JSON: what arrived through JSON.parse is JSON. */
export const toJson = (value: unknown): Json => value as Json;

/** The text of an id given as text or number; undefined for anything else. */
export const readId = (value: unknown): string | undefined => {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' ? String(value) : undefined;
};

/** The next id of a sequence that no entity of the collection has yet (an import may have brought ids of its own). */
export const freshId = (
  store: Store,
  collection: { get: (id: string) => unknown },
  sequence: string,
  first?: number,
): string => {
  let id = String(store.next(sequence, first));
  while (collection.get(id) !== undefined) id = String(store.next(sequence, first));
  return id;
};

/** The project of an issue. */
export const projectOf = (store: Store, issue: Issue): Project => {
  const project = store.projects.get(issue.projectId);
  if (project === undefined) throw new Error(`Issue ${issue.key} has no project.`);
  return project;
};

/** The project of that id or key, if the caller may browse it; Jira's 404 otherwise. */
export const findVisibleProject = ({ store, caller }: Write, idOrKey: string): Project => {
  const project = store.projects.get(idOrKey) ?? store.projectsByKey.first(idOrKey.toUpperCase());
  if (project !== undefined && hasPermission(store, caller.accountId, 'BROWSE_PROJECTS', { project })) return project;
  throw notFound(`No project could be found with key '${idOrKey}'.`);
};

/** Whether the caller holds a permission on an issue. */
export const mayDo = ({ store, caller }: Write, permission: string, issue: Issue): boolean =>
  hasPermission(store, caller.accountId, permission, { project: projectOf(store, issue), issue });

/** A visible issue that is not archived; archived work is read-only. */
export const findOpenIssue = ({ store, caller }: Write, idOrKey: string): Issue => {
  const issue = findVisibleIssue(store, caller.accountId, idOrKey);
  if (issue.archived === true || projectOf(store, issue).archived) {
    throw badRequest(`Work item ${issue.key} is archived. Archived work items can't be changed.`);
  }
  return issue;
};

/** Throws the given problem unless the caller holds the permission on the issue. */
export const demand = (
  write: Write,
  permission: string,
  { issue, otherwise }: { issue: Issue; otherwise: JiraProblem },
) => {
  if (!mayDo(write, permission, issue)) throw otherwise;
};
