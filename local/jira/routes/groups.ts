import type { Group, User } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { pageOf, readInteger, readList } from '../wire/page.ts';
import { userRenderer } from '../wire/user.ts';
import { browsesUsers, requireUserBrowsing } from './access.ts';

const byName = (a: Group, b: Group): number => a.name.localeCompare(b.name);

const renderName = (group: Group): Bean => ({ name: group.name, groupId: group.id });

const bulk: Operation = {
  method: 'GET',
  path: '/rest/api/3/group/bulk',
  handle: (call) => {
    requireUserBrowsing(call);
    const { store } = call.site;
    const ids = readList(call.query, 'groupId');
    const names = call.query.getAll('groupName');
    const groups = [...store.groups.values()].filter(
      (group) => (ids.length === 0 && names.length === 0) || ids.includes(group.id) || names.includes(group.name),
    );
    const page = pageOf(groups.sort(byName), call.query, {
      max: 50,
      url: apiUrl(store, 'group/bulk'),
      render: renderName,
    });
    return ok(page, { identity: page.values.length });
  },
};

const highlighted = (name: string, text: string): string => {
  const at = text === '' ? -1 : name.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return name;
  return `${name.slice(0, at)}<b>${name.slice(at, at + text.length)}</b>${name.slice(at + text.length)}`;
};

const picker: Operation = {
  method: 'GET',
  path: '/rest/api/3/groups/picker',
  handle: (call) => {
    const { store } = call.site;
    const text = call.query.get('query') ?? '';
    const excluded = new Set([...readList(call.query, 'exclude'), ...readList(call.query, 'excludeId')]);
    const found = browsesUsers(call) ? [...store.groups.values()] : [];
    const matching = found
      .filter(
        ({ id, name }) => name.toLowerCase().includes(text.toLowerCase()) && !excluded.has(name) && !excluded.has(id),
      )
      .sort(byName);
    const shown = matching.slice(0, readInteger(call.query, 'maxResults', 20));
    const groups = shown.map(({ id, name }) => ({ name, html: highlighted(name, text), labels: [], groupId: id }));
    const header = `Showing ${shown.length} of ${matching.length} matching groups`;
    return ok({ header, total: matching.length, groups }, { identity: groups.length });
  },
};

const findGroup = ({ site, query }: Call): Group => {
  const id = query.get('groupId');
  const name = query.get('groupname');
  if (id === null && name === null) throw badRequest("Either 'groupId' or 'groupname' is required.");
  const groups = [...site.store.groups.values()];
  const group = groups.find((one) => (id === null ? one.name === name : one.id === id));
  if (group === undefined) {
    throw notFound(
      id === null ? `The group named '${name}' does not exist.` : `The group with id '${id}' does not exist.`,
    );
  }
  return group;
};

const members: Operation = {
  method: 'GET',
  path: '/rest/api/3/group/member',
  handle: (call) => {
    requireUserBrowsing(call);
    const { store } = call.site;
    const inactiveToo = call.query.get('includeInactiveUsers') === 'true';
    const users = findGroup(call)
      .memberIds.map((id) => store.users.get(id))
      .filter((user): user is User => user !== undefined && (inactiveToo || user.active));
    const render = userRenderer(store, call.caller);
    const page = pageOf(users, call.query, { max: 50, url: apiUrl(store, 'group/member'), render });
    return ok(page, { identity: page.values.length });
  },
};

/** Reading groups. */
export const groupOperations: readonly Operation[] = [bulk, picker, members];
