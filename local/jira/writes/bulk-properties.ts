import type { Caller } from '../caller.ts';
import type { Issue, Json } from '../entities.ts';
import { badRequest, JiraProblem } from '../errors.ts';
import { canSeeIssue, findIssue, issueFilter } from '../permissions.ts';
import type { Site } from '../site.ts';
import { checkValue, issueOwner, propertyId, putProperty } from './properties.ts';
import { finishTask, type Task } from './tasks.ts';
import { beginWrite, findOpenIssue, isObject, type JsonObject, mayDo, readId, type Write } from './write.ts';

const MAX_PROPERTIES = 10;
const MAX_ISSUES = 10_000;
const MAX_MULTI_ISSUES = 100;

const readProperties = (value: unknown): readonly (readonly [string, Json])[] => {
  const entries = isObject(value) ? Object.entries(value) : [];
  if (entries.length === 0) throw badRequest('At least one property must be given.');
  if (entries.length > MAX_PROPERTIES) throw badRequest('At most 10 properties can be set at once.');
  return entries.map(([key, one]) => [key, checkValue(one)]);
};

const findEditable = (write: Write, id: string): Issue => {
  const issue = findOpenIssue(write, id);
  if (!mayDo(write, 'EDIT_ISSUES', issue)) throw badRequest(`You do not have permission to edit issue ${issue.key}.`);
  return issue;
};

const readIdList = (value: unknown, max: number): readonly string[] => {
  if (!Array.isArray(value)) throw badRequest('A list of issue ids is required.');
  if (value.length > max) throw badRequest(`At most ${max} issues can be updated at once.`);
  return value.map((id: unknown) => readId(id) ?? '');
};

/** POST issue/properties: the same properties on up to 10,000 issues; all of them or none. */
export const setPropertiesOnMany = (site: Site, caller: Caller, body: JsonObject): Task => {
  const write = beginWrite(site, caller);
  const properties = readProperties(body['properties']);
  const issues = readIdList(body['entitiesIds'], MAX_ISSUES).map((id) => findEditable(write, id));
  for (const issue of issues) {
    for (const [key, value] of properties) putProperty(site.store, issueOwner(issue), key, value);
  }
  return finishTask(site, caller, 'Set issue properties', { updated: issues.length });
};

/** POST issue/properties/multi: own properties for each of up to 100 issues; each one for itself. */
export const setPropertiesByIssue = (site: Site, caller: Caller, body: JsonObject): Task => {
  const write = beginWrite(site, caller);
  const asked = Array.isArray(body['issues']) ? body['issues'] : [];
  if (asked.length === 0 || asked.length > MAX_MULTI_ISSUES)
    throw badRequest('Between 1 and 100 issues must be given.');
  const failed: Record<string, string> = {};
  for (const one of asked) {
    const id = isObject(one) ? readId(one['issueID']) : undefined;
    const properties = readProperties(isObject(one) ? one['properties'] : undefined);
    try {
      const issue = findEditable(write, id ?? '');
      for (const [key, value] of properties) putProperty(site.store, issueOwner(issue), key, value);
    } catch (error) {
      if (!(error instanceof JiraProblem)) throw error;
      failed[id ?? ''] = error.errorMessages.join(' ');
    }
  }
  return finishTask(site, caller, 'Set issue properties', {
    updated: asked.length - Object.keys(failed).length,
    failed,
  });
};

interface Criteria {
  readonly key: string;
  readonly entityIds: unknown;
  readonly currentValue: unknown;
  readonly hasProperty?: unknown;
}

/** Issues that the caller may edit and that fit all criteria; without `entityIds`, of the whole site. */
const eligible = (write: Write, { key, entityIds, currentValue, hasProperty }: Criteria): readonly Issue[] => {
  const { store, caller } = write;
  if (currentValue !== undefined && hasProperty === false) {
    throw badRequest("'currentValue' and 'hasProperty' false contradict each other.");
  }
  const named = entityIds === undefined ? undefined : readIdList(entityIds, MAX_ISSUES);
  const seen = issueFilter(store, caller.accountId);
  const candidates =
    named === undefined
      ? [...store.issues.values()].filter(seen)
      : named
          .map((id) => findIssue(store, id))
          .filter((issue) => issue !== undefined && canSeeIssue(store, caller.accountId, issue));
  const wanted = JSON.stringify(currentValue);
  return candidates.filter((issue): issue is Issue => {
    if (issue === undefined || !mayDo(write, 'EDIT_ISSUES', issue)) return false;
    const property = store.properties.get(propertyId(issueOwner(issue), key));
    if (typeof hasProperty === 'boolean' && hasProperty !== (property !== undefined)) return false;
    return wanted === undefined || (property !== undefined && JSON.stringify(property.value) === wanted);
  });
};

/** PUT issue/properties/{key}: one value on all issues that fit the filter. Jira expressions as values are refused by name. */
export const setPropertyByFilter = (site: Site, caller: Caller, key: string, body: JsonObject): Task => {
  if (body['expression'] !== undefined)
    throw badRequest("'expression' is not supported by the local site: give a 'value'.");
  const write = beginWrite(site, caller);
  const value = checkValue(body['value']);
  const filter = isObject(body['filter']) ? body['filter'] : {};
  const { entityIds, currentValue, hasProperty } = filter;
  const issues = eligible(write, { key, entityIds, currentValue, hasProperty });
  for (const issue of issues) putProperty(site.store, issueOwner(issue), key, value);
  return finishTask(site, caller, 'Set issue property', { updated: issues.length });
};

/** DELETE issue/properties/{key}: from all issues that fit the filter. */
export const deletePropertyByFilter = (site: Site, caller: Caller, key: string, body: JsonObject): Task => {
  const write = beginWrite(site, caller);
  const { entityIds, currentValue } = body;
  const issues = eligible(write, { key, entityIds, currentValue, hasProperty: true });
  for (const issue of issues) site.store.properties.delete(propertyId(issueOwner(issue), key));
  return finishTask(site, caller, 'Delete issue property', { deleted: issues.length });
};
