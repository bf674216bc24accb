import type { IssueLink } from '../entities.ts';
import { notFound } from '../errors.ts';
import { type Answer, type Call, created, noContent, ok, type Operation } from '../operation.ts';
import type { Store } from '../store.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { renderShortIssue } from '../wire/linked-issue.ts';
import { renderLinkType } from '../wire/metadata.ts';
import { createLinkType, deleteLinkType, getLinkType, updateLinkType } from '../writes/link-types.ts';
import { addLink, deleteLink, findVisibleLink } from '../writes/links.ts';
import { readObject } from '../writes/write.ts';

/** 201 without a body: the new link's id is only found by reading the issue again (platform.md 3.4). */
const postLink = ({ site, caller, body }: Call): Answer => {
  addLink(site, caller, readObject(body));
  return { status: 201 };
};

const render = (store: Store, link: IssueLink): Bean => {
  const [inward, outward] = [store.issues.get(link.sourceId), store.issues.get(link.destinationId)];
  const type = store.linkTypes.get(link.typeId);
  if (inward === undefined || outward === undefined || type === undefined) {
    throw notFound(`No issue link with id '${link.id}' exists.`);
  }
  return {
    id: link.id,
    self: apiUrl(store, `issueLink/${link.id}`),
    type: renderLinkType(store, type),
    inwardIssue: renderShortIssue(store, inward),
    outwardIssue: renderShortIssue(store, outward),
  };
};
const getLink = ({ site, caller, params }: Call): Answer =>
  ok(render(site.store, findVisibleLink(site, caller, params['linkId'] ?? '')), { core: 1 });

const removeLink = ({ site, caller, params }: Call): Answer => {
  deleteLink(site, caller, params['linkId'] ?? '');
  return noContent();
};

const listTypes = ({ site: { store } }: Call): Answer => {
  const issueLinkTypes = Array.from(store.linkTypes.values(), (type) => renderLinkType(store, type));
  return ok({ issueLinkTypes }, { core: issueLinkTypes.length });
};
const typeId = ({ params }: Call): string => params['issueLinkTypeId'] ?? '';
const getType = (call: Call): Answer =>
  ok(renderLinkType(call.site.store, getLinkType(call.site, typeId(call))), { core: 1 });
const postType = ({ site, caller, body }: Call): Answer =>
  created(renderLinkType(site.store, createLinkType(site, caller, readObject(body))));
const putType = (call: Call): Answer => {
  const type = updateLinkType(call.site, call.caller, typeId(call), readObject(call.body));
  return ok(renderLinkType(call.site.store, type));
};
const removeType = (call: Call): Answer => {
  deleteLinkType(call.site, call.caller, typeId(call));
  return noContent();
};

const TYPES = '/rest/api/3/issueLinkType';
/** Links between issues, and the types of them. */
export const issueLinksOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/api/3/issueLink', handle: postLink },
  { method: 'GET', path: '/rest/api/3/issueLink/{linkId}', handle: getLink },
  { method: 'DELETE', path: '/rest/api/3/issueLink/{linkId}', handle: removeLink },
  { method: 'GET', path: TYPES, handle: listTypes },
  { method: 'POST', path: TYPES, handle: postType },
  { method: 'GET', path: `${TYPES}/{issueLinkTypeId}`, handle: getType },
  { method: 'PUT', path: `${TYPES}/{issueLinkTypeId}`, handle: putType },
  { method: 'DELETE', path: `${TYPES}/{issueLinkTypeId}`, handle: removeType },
];
