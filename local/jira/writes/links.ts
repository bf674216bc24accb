import type { Caller } from '../caller.ts';
import type { ChangeItem, Issue, IssueLink, IssueLinkType } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import { canSeeIssue, findIssue } from '../permissions.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';
import { jiraItem, type Side } from './change-item.ts';
import { commentOn } from './comments.ts';
import { emitLink } from './emit-issue.ts';
import { saveIssue } from './save-issue.ts';
import { beginWrite, findOpenIssue, freshId, isObject, type JsonObject, mayDo, readId, type Write } from './write.ts';

const findType = (store: Store, value: unknown): IssueLinkType => {
  const wanted = isObject(value) ? value : {};
  const id = readId(wanted['id']);
  for (const type of store.linkTypes.values()) {
    if (id === undefined ? type.name === wanted['name'] : type.id === id) return type;
  }
  throw notFound(
    id === undefined
      ? `No issue link type with name '${String(wanted['name'])}' found.`
      : `No issue link type with id '${id}' found.`,
  );
};

const nameOfIssue = (value: unknown): string => {
  const named = isObject(value) ? (readId(value['id']) ?? readId(value['key'])) : undefined;
  if (named === undefined) throw badRequest("Both 'inwardIssue' and 'outwardIssue' need an 'id' or a 'key'.");
  return named;
};

/** The Link item of one end, without fieldId (platform.md 9): "This issue blocks PROJ-20". */
const linkItem = (what: 'created' | 'deleted', words: string, other: Issue): ChangeItem => {
  const side: Side = [other.key, `This issue ${words} ${other.key}`];
  const none: Side = [null, null];
  return jiraItem('Link', undefined, what === 'created' ? [none, side] : [side, none]);
};

const writeHistory = (write: Write, what: 'created' | 'deleted', link: IssueLink, type: IssueLinkType): void => {
  const { store } = write;
  const [source, destination] = [store.issues.get(link.sourceId), store.issues.get(link.destinationId)];
  if (source === undefined || destination === undefined) return;
  saveIssue(write, { before: source, after: source, extra: [linkItem(what, type.outward, destination)] });
  saveIssue(write, { before: destination, after: destination, extra: [linkItem(what, type.inward, source)] });
};

/** Links two issues that the caller may see; a link that is there already stays as it is, as in Jira. */
export const linkIssues = (write: Write, source: Issue, destination: Issue, type: IssueLinkType): void => {
  const { store } = write;
  if (source.id === destination.id) throw badRequest('You cannot link an issue to itself.');
  const same = store.linksByIssue
    .of(source.id)
    .some((link) => link.typeId === type.id && link.sourceId === source.id && link.destinationId === destination.id);
  if (same) return;
  const id = freshId(store, store.links, 'link');
  const link = store.links.put({ id, typeId: type.id, sourceId: source.id, destinationId: destination.id });
  writeHistory(write, 'created', link, type);
  emitLink(write, 'created', link);
};

const demandLink = (write: Write, issue: Issue): void => {
  if (!mayDo(write, 'LINK_ISSUES', issue)) throw notFound(`No Link Issue Permission for issue '${issue.key}'`);
};

/**
 * POST issueLink: `inwardIssue` <outward words> `outwardIssue`, for Blocks the inward issue blocks the outward one
 * (platform.md 9). Needs Browse on both and Link issues on the outward issue (Atlassian's description); 404 otherwise.
 */
export const addLink = (site: Site, caller: Caller, body: JsonObject): void => {
  const write = beginWrite(site, caller);
  const type = findType(site.store, body['type']);
  const source = findOpenIssue(write, nameOfIssue(body['inwardIssue']));
  const destination = findOpenIssue(write, nameOfIssue(body['outwardIssue']));
  demandLink(write, destination);
  if (isObject(body['comment'])) commentOn(write, destination, body['comment']['body']);
  linkIssues(write, source, destination, type);
};

/** An `add` of `update.issuelinks`: the other end is given, the edited issue is the missing one. */
export const linkFromEdit = (write: Write, issue: Issue, value: unknown): void => {
  const asked = isObject(value) ? value : {};
  const type = findType(write.store, asked['type']);
  demandLink(write, issue);
  if (asked['outwardIssue'] !== undefined) {
    linkIssues(write, issue, findOpenIssue(write, nameOfIssue(asked['outwardIssue'])), type);
  } else linkIssues(write, findOpenIssue(write, nameOfIssue(asked['inwardIssue'])), issue, type);
};

/** A link whose two ends the caller may see; 404 otherwise, 400 for an id that is no number. */
export const findVisibleLink = ({ store }: Site, caller: Caller, id: string): IssueLink => {
  if (!/^\d+$/.test(id)) throw badRequest(`The issue link id '${id}' is not valid.`);
  const link = store.links.get(id);
  const ends = link === undefined ? [] : [findIssue(store, link.sourceId), findIssue(store, link.destinationId)];
  const seen = ends.every((issue) => issue !== undefined && canSeeIssue(store, caller.accountId, issue));
  if (link === undefined || !seen) throw notFound(`No issue link with id '${id}' exists.`);
  return link;
};

/** DELETE issueLink/{id}: needs Browse on both ends and Link issues on one of them. */
export const deleteLink = (site: Site, caller: Caller, id: string): void => {
  const write = beginWrite(site, caller);
  const link = findVisibleLink(site, caller, id);
  const ends = [findOpenIssue(write, link.sourceId), findOpenIssue(write, link.destinationId)];
  if (!ends.some((issue) => mayDo(write, 'LINK_ISSUES', issue))) {
    throw notFound(`No Link Issue Permission for issue '${ends[0]?.key ?? ''}'`);
  }
  const type = site.store.linkTypes.get(link.typeId);
  site.store.links.delete(id);
  if (type !== undefined) writeHistory(write, 'deleted', link, type);
  emitLink(write, 'deleted', link);
};
