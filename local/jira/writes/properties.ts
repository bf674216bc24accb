import type { Caller } from '../caller.ts';
import type { Issue, Json, Property } from '../entities.ts';
import { badRequest, forbidden, notFound } from '../errors.ts';
import { canAdministerProject, findVisibleIssue } from '../permissions.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';
import { beginWrite, findOpenIssue, findVisibleProject, mayDo, toJson } from './write.ts';

const MAX_KEY = 255;
const MAX_VALUE = 32_768;

export interface PropertyOwner {
  readonly entityType: Property['entityType'];
  readonly entityId: string;
}

/** The id of a property: `<entityType>/<entityId>/<key>`. */
export const propertyId = ({ entityType, entityId }: PropertyOwner, key: string): string =>
  `${entityType}/${entityId}/${key}`;

const checkKey = (key: string): void => {
  if (key.length === 0 || key.length > MAX_KEY)
    throw badRequest('The property key must be between 1 and 255 characters.');
};
/** A value of at most 32,768 characters of JSON (platform.md 3.7). */
export const checkValue = (value: unknown): Json => {
  if (value === undefined) throw badRequest('The property value must be valid JSON.');
  if (JSON.stringify(value).length > MAX_VALUE)
    throw badRequest('The property value is too long: at most 32768 characters.');
  return toJson(value);
};

/** Puts a property; whether it is new decides between 201 and 200 (platform.md 9). */
export const putProperty = (store: Store, owner: PropertyOwner, key: string, value: unknown): 'created' | 'updated' => {
  checkKey(key);
  const id = propertyId(owner, key);
  const outcome = store.properties.get(id) === undefined ? 'created' : 'updated';
  store.properties.put({ ...owner, id, key, value: checkValue(value) });
  return outcome;
};

export const listProperties = (store: Store, { entityType, entityId }: PropertyOwner): readonly Property[] =>
  store.propertiesByEntity.of(`${entityType}/${entityId}`);

/** The property of that key; 404 where the owner has none. */
export const getProperty = (store: Store, owner: PropertyOwner, key: string): Property => {
  const property = store.properties.get(propertyId(owner, key));
  if (property === undefined) throw notFound(`The property with key '${key}' does not exist.`);
  return property;
};

export const issueOwner = (issue: Issue): PropertyOwner => ({ entityType: 'issue', entityId: issue.id });

/** The owner for reading an issue's properties: anyone who may see the issue. */
export const readableIssue = ({ store }: Site, caller: Caller, idOrKey: string): PropertyOwner =>
  issueOwner(findVisibleIssue(store, caller.accountId, idOrKey));

/** PUT issue/{k}/properties/{key}: needs Edit issues; 403 without. Leaves no history and no event, as in Jira. */
export const setProperty = (
  site: Site,
  caller: Caller,
  { issue, key, value }: { issue: string; key: string; value: unknown },
): 'created' | 'updated' => {
  const write = beginWrite(site, caller);
  const found = findOpenIssue(write, issue);
  if (!mayDo(write, 'EDIT_ISSUES', found)) throw forbidden('You do not have permission to edit this issue.');
  return putProperty(site.store, issueOwner(found), key, value);
};

/** DELETE issue/{k}/properties/{key}: needs Edit issues; 404 without (Atlassian's description). */
export const deleteProperty = (site: Site, caller: Caller, { issue, key }: { issue: string; key: string }): void => {
  const write = beginWrite(site, caller);
  const found = findOpenIssue(write, issue);
  if (!mayDo(write, 'EDIT_ISSUES', found)) throw notFound('You do not have permission to edit this issue.');
  const property = getProperty(site.store, issueOwner(found), key);
  site.store.properties.delete(property.id);
};

/** The owner for reading a project's properties: anyone who may browse it. */
export const readableProject = (site: Site, caller: Caller, idOrKey: string): PropertyOwner => {
  const project = findVisibleProject(beginWrite(site, caller), idOrKey);
  return { entityType: 'project', entityId: project.id };
};

/** The owner for writing a project's properties: its administrators and Jira's; 403 for others. */
export const writableProject = (site: Site, caller: Caller, idOrKey: string): PropertyOwner => {
  const project = findVisibleProject(beginWrite(site, caller), idOrKey);
  if (!canAdministerProject(site.store, caller.accountId, project)) {
    throw forbidden('The user does not have permission to administer the project.');
  }
  return { entityType: 'project', entityId: project.id };
};
