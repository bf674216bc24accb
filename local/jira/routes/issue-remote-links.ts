import type { RemoteLink } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { type Answer, type Call, noContent, ok, type Operation } from '../operation.ts';
import type { Store } from '../store.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import {
  deleteRemoteLink,
  findRemoteLink,
  listRemoteLinks,
  putRemoteLink,
  updateRemoteLink,
} from '../writes/remote-links.ts';
import { readObject } from '../writes/write.ts';

const named = ({ params }: Call): { issue: string; id: string } => ({
  issue: params['issueIdOrKey'] ?? '',
  id: params['linkId'] ?? '',
});

const reference = (store: Store, { id, issueId }: RemoteLink): Bean => ({
  id: Number(id),
  self: apiUrl(store, `issue/${store.issues.get(issueId)?.key ?? issueId}/remotelink/${id}`),
});
const render = (store: Store, link: RemoteLink): Bean => ({
  ...reference(store, link),
  globalId: link.globalId,
  application: link.application ?? {},
  relationship: link.relationship,
  object: link.object,
});

/** All links as a list; with `globalId` the one link that has it. */
const listLinks = (call: Call): Answer => {
  const { store } = call.site;
  const links = listRemoteLinks(call.site, call.caller, named(call).issue);
  const globalId = call.query.get('globalId');
  if (globalId === null)
    return ok(
      links.map((link) => render(store, link)),
      { core: links.length },
    );
  const link = links.find((one) => one.globalId === globalId);
  if (link === undefined) throw badRequest(`No remote link with globalId '${globalId}' exists for this issue.`);
  return ok(render(store, link), { core: 1 });
};

const postLink = (call: Call): Answer => {
  const input = { issue: named(call).issue, body: readObject(call.body) };
  const { link, outcome } = putRemoteLink(call.site, call.caller, input);
  return { status: outcome === 'created' ? 201 : 200, body: reference(call.site.store, link) };
};

const removeByGlobalId = (call: Call): Answer => {
  const globalId = call.query.get('globalId');
  if (globalId === null || globalId === '') throw badRequest("The query parameter 'globalId' is required.");
  deleteRemoteLink(call.site, call.caller, { issue: named(call).issue, globalId });
  return noContent();
};

const getLink = (call: Call): Answer => {
  const { issue, id } = named(call);
  return ok(render(call.site.store, findRemoteLink(call.site, call.caller, issue, id)), { core: 1 });
};

const putLink = (call: Call): Answer => {
  updateRemoteLink(call.site, call.caller, { ...named(call), body: readObject(call.body) });
  return noContent();
};

const removeLink = (call: Call): Answer => {
  deleteRemoteLink(call.site, call.caller, named(call));
  return noContent();
};

const ALL = '/rest/api/3/issue/{issueIdOrKey}/remotelink';
/** Remote links of an issue: to pages outside Jira. */
export const issueRemoteLinksOperations: readonly Operation[] = [
  { method: 'GET', path: ALL, handle: listLinks },
  { method: 'POST', path: ALL, handle: postLink },
  { method: 'DELETE', path: ALL, handle: removeByGlobalId },
  { method: 'GET', path: `${ALL}/{linkId}`, handle: getLink },
  { method: 'PUT', path: `${ALL}/{linkId}`, handle: putLink },
  { method: 'DELETE', path: `${ALL}/{linkId}`, handle: removeLink },
];
