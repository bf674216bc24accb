import type { Caller } from '../caller.ts';
import type { IssueLinkType } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import { isAdmin } from '../permissions.ts';
import type { Site } from '../site.ts';
import { freshId, type JsonObject } from './write.ts';

/** The link type of that id; 404 where there is none. */
export const getLinkType = ({ store }: Site, id: string): IssueLinkType => {
  const type = store.linkTypes.get(id);
  if (type === undefined) throw notFound(`No issue link type with id '${id}' found.`);
  return type;
};

const readWords = (body: JsonObject, before?: IssueLinkType): Omit<IssueLinkType, 'id'> => {
  const word = (member: 'name' | 'inward' | 'outward'): string => {
    const value = body[member] ?? before?.[member];
    if (typeof value !== 'string' || value.trim() === '') throw badRequest(`The link type needs '${member}'.`);
    return value.trim();
  };
  return { name: word('name'), inward: word('inward'), outward: word('outward') };
};

const demandAdmin = ({ store }: Site, caller: Caller): void => {
  if (!isAdmin(store, caller.accountId)) throw notFound('You do not have permission to manage issue link types.');
};

const put = (site: Site, type: IssueLinkType): IssueLinkType => {
  for (const other of site.store.linkTypes.values()) {
    if (other.name === type.name && other.id !== type.id) {
      throw notFound(`An issue link type with the name '${type.name}' already exists.`);
    }
  }
  return site.store.linkTypes.put(type);
};

/** POST issueLinkType: Jira administrators; 404 for others and for a name in use (Atlassian's description). */
export const createLinkType = (site: Site, caller: Caller, body: JsonObject): IssueLinkType => {
  demandAdmin(site, caller);
  return put(site, { id: freshId(site.store, site.store.linkTypes, 'linkType'), ...readWords(body) });
};

/** PUT issueLinkType/{id}. */
export const updateLinkType = (site: Site, caller: Caller, id: string, body: JsonObject): IssueLinkType => {
  demandAdmin(site, caller);
  return put(site, { id, ...readWords(body, getLinkType(site, id)) });
};

/** DELETE issueLinkType/{id}: its links go with it. */
export const deleteLinkType = (site: Site, caller: Caller, id: string): void => {
  demandAdmin(site, caller);
  getLinkType(site, id);
  for (const link of site.store.links.values()) if (link.typeId === id) site.store.links.delete(link.id);
  site.store.linkTypes.delete(id);
};
