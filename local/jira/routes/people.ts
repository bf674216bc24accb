import type { User } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import { type Answer, type Call, ok, type Operation } from '../operation.ts';
import type { Bean } from '../wire/bean.ts';
import { apiUrl } from '../wire/bean.ts';
import { renderGroup } from '../wire/group.ts';
import { pageOf, readList, readPage } from '../wire/page.ts';
import { renderFullUser } from '../wire/user.ts';
import { browsesUsers, requireLogin, requireUserBrowsing } from './access.ts';

const USER_NOT_FOUND = 'Specified user does not exist or you do not have required permissions';

const detailed = ({ site, caller, query }: Call, user: User): Bean => {
  const { store } = site;
  const expand = new Set(readList(query, 'expand'));
  const groups = store.groupsByMember.of(user.id);
  const roles = user.accountType === 'atlassian' && user.active ? [{ key: 'jira-software', name: 'Jira' }] : [];
  return {
    ...renderFullUser(store, caller, user),
    groups: { size: groups.length, items: expand.has('groups') ? groups.map((one) => renderGroup(store, one)) : [] },
    applicationRoles: { size: roles.length, items: expand.has('applicationRoles') ? roles : [] },
    expand: 'groups,applicationRoles',
  };
};

const findUser = (call: Call): User => {
  const accountId = call.query.get('accountId');
  if (accountId === null || accountId === '') throw badRequest("The query parameter 'accountId' is required.");
  const user = call.site.store.users.get(accountId);
  if (user === undefined) throw notFound(USER_NOT_FOUND);
  return user;
};

/** A page of a plain array of users, as Jira's user searches answer. */
export const usersPage = (call: Call, users: readonly User[]): Answer => {
  const { startAt, maxResults } = readPage(call.query, { standard: 50, max: 1000 });
  const page = users.slice(startAt, startAt + maxResults);
  return ok(
    page.map((user) => renderFullUser(call.site.store, call.caller, user)),
    { identity: page.length },
  );
};

/** Whether the words of a person's name, or the e-mail address, start with the query (any case). */
export const matchesUser = (user: User, query: string): boolean => {
  const wanted = query.trim().toLowerCase();
  const name = user.displayName.toLowerCase();
  return (
    wanted === '' ||
    name.startsWith(wanted) ||
    name.split(/\s+/).some((word) => word.startsWith(wanted)) ||
    user.emailAddress.toLowerCase().startsWith(wanted)
  );
};

const myself: Operation = {
  method: 'GET',
  path: '/rest/api/3/myself',
  handle: (call) => {
    const user = call.site.store.users.get(requireLogin(call));
    if (user === undefined) throw notFound(USER_NOT_FOUND);
    return ok(detailed(call, user), { identity: 1 });
  },
};

const getUser: Operation = {
  method: 'GET',
  path: '/rest/api/3/user',
  handle: (call) => {
    requireUserBrowsing(call);
    return ok(detailed(call, findUser(call)), { identity: 1 });
  },
};

const userGroups: Operation = {
  method: 'GET',
  path: '/rest/api/3/user/groups',
  handle: (call) => {
    requireUserBrowsing(call);
    const groups = call.site.store.groupsByMember.of(findUser(call).id);
    return ok(
      groups.map((group) => renderGroup(call.site.store, group)),
      { identity: groups.length },
    );
  },
};

const bulk: Operation = {
  method: 'GET',
  path: '/rest/api/3/user/bulk',
  handle: (call) => {
    requireLogin(call);
    const { store } = call.site;
    const ids = [...new Set(call.query.getAll('accountId'))];
    if (ids.length === 0) throw badRequest("The query parameter 'accountId' is required.");
    const users = ids.map((id) => store.users.get(id)).filter((user) => user !== undefined);
    const render = (user: User): Bean => renderFullUser(store, call.caller, user);
    const page = pageOf(users, call.query, { standard: 10, max: 200, url: apiUrl(store, 'user/bulk'), render });
    return ok(page, { identity: page.values.length });
  },
};

const everybody = (path: string): Operation => ({
  method: 'GET',
  path,
  handle: (call) => {
    requireUserBrowsing(call);
    return usersPage(call, [...call.site.store.users.values()]);
  },
});

const search: Operation = {
  method: 'GET',
  path: '/rest/api/3/user/search',
  handle: (call) => {
    const { query, site } = call;
    const accountId = query.get('accountId');
    const text = query.get('query');
    if (accountId === null && text === null) {
      throw badRequest('Either the accountId, query or property parameter must be provided.');
    }
    if (accountId !== null && text !== null) {
      throw badRequest('The query and accountId parameters cannot be used together.');
    }
    if (!browsesUsers(call)) return ok([]);
    const active = [...site.store.users.values()].filter((user) => user.active);
    return usersPage(
      call,
      active.filter((user) => (accountId === null ? matchesUser(user, text ?? '') : user.id === accountId)),
    );
  },
};

/** Reading people. */
export const peopleOperations: readonly Operation[] = [
  myself,
  getUser,
  userGroups,
  bulk,
  everybody('/rest/api/3/users'),
  everybody('/rest/api/3/users/search'),
  search,
];
