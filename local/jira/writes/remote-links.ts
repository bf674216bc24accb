import type { Caller } from '../caller.ts';
import type { Issue, RemoteLink } from '../entities.ts';
import { badField, badRequest, forbidden, notFound } from '../errors.ts';
import { findVisibleIssue } from '../permissions.ts';
import type { Site } from '../site.ts';
import { jiraItem, type Side } from './change-item.ts';
import { saveIssue } from './save-issue.ts';
import {
  beginWrite,
  findOpenIssue,
  freshId,
  isObject,
  type JsonObject,
  mayDo,
  readId,
  toJson,
  type Write,
} from './write.ts';

/** The remote links of an issue that the caller may see, oldest first. */
export const listRemoteLinks = ({ store }: Site, caller: Caller, issue: string): readonly RemoteLink[] =>
  store.remoteLinksByIssue.of(findVisibleIssue(store, caller.accountId, issue).id);

const missing = (id: string) => notFound(`No remote link with id '${id}' exists for this issue.`);

/** One remote link of an issue; 404 where the issue does not have it, 400 for an id that is no number. */
export const findRemoteLink = (site: Site, caller: Caller, issue: string, id: string): RemoteLink => {
  if (!/^\d+$/.test(id)) throw badRequest(`The remote link id '${id}' is not valid.`);
  const link = listRemoteLinks(site, caller, issue).find((one) => one.id === id);
  if (link === undefined) throw missing(id);
  return link;
};

const readLink = (body: JsonObject, owner: { readonly id: string; readonly issueId: string }): RemoteLink => {
  const { object, application, relationship } = body;
  if (!isObject(object)) throw badField('object', "'object' is required.");
  if (readId(object['title']) === undefined) throw badField('title', "'title' is required.");
  if (readId(object['url']) === undefined) throw badField('url', "'url' is required.");
  const globalId = readId(body['globalId']);
  return {
    ...owner,
    ...(globalId === undefined ? {} : { globalId }),
    ...(typeof relationship === 'string' ? { relationship } : {}),
    ...(isObject(application) ? { application: toJson(application) } : {}),
    object: toJson(object),
  };
};

const titleOf = ({ object, application }: RemoteLink): string => {
  const title = isObject(object) ? String(object['title']) : '';
  const name = isObject(application) ? application['name'] : undefined;
  return `This issue links to "${title} (${typeof name === 'string' ? name : 'Web Link'})"`;
};

const sideOf = (link: RemoteLink | undefined): Side => (link === undefined ? [null, null] : [link.id, titleOf(link)]);

const record = (write: Write, issue: Issue, before: RemoteLink | undefined, after: RemoteLink | undefined): void => {
  const current = write.store.issues.get(issue.id) ?? issue;
  const extra = [jiraItem('RemoteIssueLink', undefined, [sideOf(before), sideOf(after)])];
  saveIssue(write, { before: current, after: current, extra });
};

const findLinkable = (write: Write, idOrKey: string): Issue => {
  const issue = findOpenIssue(write, idOrKey);
  if (!mayDo(write, 'LINK_ISSUES', issue))
    throw forbidden('You do not have permission to link issues in this project.');
  return issue;
};

/** POST issue/{k}/remotelink: creates a link, or replaces the one with the same `globalId`. Needs Link issues; 403. */
export const putRemoteLink = (
  site: Site,
  caller: Caller,
  { issue, body }: { issue: string; body: JsonObject },
): { readonly link: RemoteLink; readonly outcome: 'created' | 'updated' } => {
  const write = beginWrite(site, caller);
  const found = findLinkable(write, issue);
  const { store } = site;
  const globalId = readId(body['globalId']);
  const same = store.remoteLinksByIssue.of(found.id).find((one) => globalId !== undefined && one.globalId === globalId);
  const id = same?.id ?? freshId(store, store.remoteLinks, 'remoteLink');
  const link = store.remoteLinks.put(readLink(body, { id, issueId: found.id }));
  record(write, found, same, link);
  return { link, outcome: same === undefined ? 'created' : 'updated' };
};

/** PUT issue/{k}/remotelink/{id}: what is not given is cleared. */
export const updateRemoteLink = (
  site: Site,
  caller: Caller,
  { issue, id, body }: { issue: string; id: string; body: JsonObject },
): void => {
  const write = beginWrite(site, caller);
  const found = findLinkable(write, issue);
  const before = findRemoteLink(site, caller, issue, id);
  const link = site.store.remoteLinks.put(readLink(body, { id, issueId: found.id }));
  record(write, found, before, link);
};

/** DELETE by id, or by `globalId`. */
export const deleteRemoteLink = (
  site: Site,
  caller: Caller,
  { issue, id, globalId }: { issue: string; id?: string; globalId?: string },
): void => {
  const write = beginWrite(site, caller);
  const found = findLinkable(write, issue);
  const link =
    id === undefined
      ? site.store.remoteLinksByIssue.of(found.id).find((one) => one.globalId === globalId)
      : findRemoteLink(site, caller, issue, id);
  if (link === undefined) throw missing(globalId ?? '');
  site.store.remoteLinks.delete(link.id);
  record(write, found, link, undefined);
};
