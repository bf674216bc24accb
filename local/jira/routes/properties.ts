import { type Answer, type Call, noContent, ok, type Operation } from '../operation.ts';
import { apiUrl } from '../wire/bean.ts';
import {
  deleteProperty,
  getProperty,
  listProperties,
  type PropertyOwner,
  propertyId,
  putProperty,
  readableIssue,
  readableProject,
  setProperty,
  writableProject,
} from '../writes/properties.ts';

const issueOf = ({ params }: Call): string => params['issueIdOrKey'] ?? '';
const projectOf = ({ params }: Call): string => params['projectIdOrKey'] ?? '';
const keyOf = ({ params }: Call): string => params['propertyKey'] ?? '';

const keys = (call: Call, owner: PropertyOwner): Answer => {
  const { store } = call.site;
  const path = `${owner.entityType}/${owner.entityId}/properties`;
  const found = listProperties(store, owner).map(({ key }) => ({
    self: apiUrl(store, `${path}/${encodeURIComponent(key)}`),
    key,
  }));
  return ok({ keys: found }, { core: found.length });
};
const one = (call: Call, owner: PropertyOwner): Answer => {
  const { key, value } = getProperty(call.site.store, owner, keyOf(call));
  return ok({ key, value }, { core: 1 });
};
/** 201 for a new property, 200 for a new value (platform.md 9). */
const put = (outcome: 'created' | 'updated'): Answer => ({ status: outcome === 'created' ? 201 : 200, body: {} });

const putOfIssue = (call: Call): Answer =>
  put(setProperty(call.site, call.caller, { issue: issueOf(call), key: keyOf(call), value: call.body }));
const deleteOfIssue = (call: Call): Answer => {
  deleteProperty(call.site, call.caller, { issue: issueOf(call), key: keyOf(call) });
  return noContent();
};
const putOfProject = (call: Call): Answer => {
  const owner = writableProject(call.site, call.caller, projectOf(call));
  return put(putProperty(call.site.store, owner, keyOf(call), call.body));
};
const deleteOfProject = (call: Call): Answer => {
  const owner = writableProject(call.site, call.caller, projectOf(call));
  getProperty(call.site.store, owner, keyOf(call));
  call.site.store.properties.delete(propertyId(owner, keyOf(call)));
  return noContent();
};
const ownerOfIssue = (call: Call): PropertyOwner => readableIssue(call.site, call.caller, issueOf(call));
const ownerOfProject = (call: Call): PropertyOwner => readableProject(call.site, call.caller, projectOf(call));

const ISSUE = '/rest/api/3/issue/{issueIdOrKey}/properties';
const PROJECT = '/rest/api/3/project/{projectIdOrKey}/properties';
/** Entity properties of issues and projects. */
export const propertiesOperations: readonly Operation[] = [
  { method: 'GET', path: ISSUE, handle: (call) => keys(call, ownerOfIssue(call)) },
  { method: 'GET', path: `${ISSUE}/{propertyKey}`, handle: (call) => one(call, ownerOfIssue(call)) },
  { method: 'PUT', path: `${ISSUE}/{propertyKey}`, handle: putOfIssue },
  { method: 'DELETE', path: `${ISSUE}/{propertyKey}`, handle: deleteOfIssue },
  { method: 'GET', path: PROJECT, handle: (call) => keys(call, ownerOfProject(call)) },
  { method: 'GET', path: `${PROJECT}/{propertyKey}`, handle: (call) => one(call, ownerOfProject(call)) },
  { method: 'PUT', path: `${PROJECT}/{propertyKey}`, handle: putOfProject },
  { method: 'DELETE', path: `${PROJECT}/{propertyKey}`, handle: deleteOfProject },
];
