import type { Filter } from '../entities.ts';
import { badRequest, JiraProblem } from '../errors.ts';
import { canSeeFilter } from '../jql/filter-visibility.ts';
import { parseJql } from '../jql/index.ts';
import { type Answer, type Call, noContent, ok, type Operation } from '../operation.ts';
import { isAdmin } from '../permissions.ts';
import { renderFilter } from '../wire/filter.ts';
import { requireLogin } from './access.ts';
import { readObject, readText } from './body.ts';
import { searchFilters } from './filter-search.ts';

const notAvailable = (): JiraProblem =>
  badRequest(
    'The selected filter is not available to you, perhaps it has been deleted or had its permissions changed.',
  );

const overrides = ({ site, caller, query }: Call): boolean =>
  query.get('overrideSharePermissions') === 'true' && isAdmin(site.store, caller.accountId);

const visibleFilter = (call: Call): Filter => {
  const filter = call.site.store.filters.get(call.params['id']);
  if (filter === undefined) throw notAvailable();
  if (!canSeeFilter(filter, call.caller.accountId) && !overrides(call)) throw notAvailable();
  return filter;
};

const ownFilter = (call: Call, refusal: JiraProblem): Filter => {
  const owner = requireLogin(call);
  const filter = visibleFilter(call);
  if (filter.ownerId !== owner && !isAdmin(call.site.store, owner)) throw refusal;
  return filter;
};

const readShare = (body: Readonly<Record<string, unknown>>): Filter['sharedWith'] => {
  const list = body['sharePermissions'];
  if (!Array.isArray(list)) throw badRequest("The value of 'sharePermissions' must be a list.");
  const types = list.map((share: unknown) => String(readObject(share)['type']));
  const odd = types.find((type) => !['global', 'loggedin', 'authenticated'].includes(type));
  if (odd !== undefined) throw badRequest(`Sharing a filter with '${odd}' is not supported by this local Jira.`);
  if (types.includes('global')) return 'global';
  return types.length > 0 ? 'loggedin' : undefined;
};

const refuse = (errors: Readonly<Record<string, string>>): JiraProblem => new JiraProblem(400, [], errors);

const checkName = ({ site }: Call, name: string | undefined, ownerId: string, ownId?: string): string => {
  if (name === undefined || name.trim() === '')
    throw refuse({ filterName: 'You must specify a name to save this filter as.' });
  const isTaken = [...site.store.filters.values()].some(
    (f) => f.ownerId === ownerId && f.id !== ownId && f.name.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) throw refuse({ filterName: 'Filter with same name already exists.' });
  return name;
};

/** What a body asks to change; a member that is absent stays as it is. */
const readChanges = (call: Call, before: Filter): Filter => {
  const body = readObject(call.body);
  const { sharedWith: sharedBefore, ...rest } = before;
  const sharedWith = body['sharePermissions'] === undefined ? sharedBefore : readShare(body);
  const jql = readText(body, 'jql') ?? before.jql;
  parseJql(jql);
  const description = readText(body, 'description') ?? before.description;
  return {
    ...rest,
    name: checkName(call, readText(body, 'name') ?? before.name, before.ownerId, before.id),
    jql,
    ...(description === undefined ? {} : { description }),
    ...(sharedWith === undefined ? {} : { sharedWith }),
    favouriteOf: favouritesAfter(body['favourite'], before.favouriteOf ?? [], requireLogin(call)),
  };
};

const favouritesAfter = (wish: unknown, before: readonly string[], accountId: string): readonly string[] => {
  if (typeof wish !== 'boolean') return before;
  const others = before.filter((id) => id !== accountId);
  return wish ? [...others, accountId] : others;
};

const create = (call: Call): Answer => {
  const { store } = call.site;
  const draft: Filter = { id: '', name: '', jql: '', ownerId: requireLogin(call) };
  const filter = store.filters.put({ ...readChanges(call, draft), id: String(store.next('filter')) });
  return ok(renderFilter(store, call.caller, filter));
};

const update = (call: Call): Answer => {
  const { store } = call.site;
  const before = ownFilter(call, badRequest('You are not the owner of this filter and cannot change it.'));
  return ok(renderFilter(store, call.caller, store.filters.put(readChanges(call, before))));
};

const remove = (call: Call): Answer => {
  const filter = ownFilter(call, new JiraProblem(401, ['You do not have permission to delete this filter.']));
  call.site.store.filters.delete(filter.id);
  return noContent();
};

const list = (call: Call, isWanted: (filter: Filter, accountId: string) => boolean): Answer => {
  const accountId = requireLogin(call);
  const { store } = call.site;
  const wanted = [...store.filters.values()].filter((f) => canSeeFilter(f, accountId) && isWanted(f, accountId));
  return ok(wanted.map((filter) => renderFilter(store, call.caller, filter)));
};

const isFavourite = (filter: Filter, accountId: string): boolean => filter.favouriteOf?.includes(accountId) === true;

const mine = (call: Call): Answer => {
  const withFavourites = call.query.get('includeFavourites') === 'true';
  return list(call, (f, accountId) => f.ownerId === accountId || (withFavourites && isFavourite(f, accountId)));
};

const read = (call: Call): Answer => ok(renderFilter(call.site.store, call.caller, visibleFilter(call)));

/** Saved filters: private to their owner, or shared with everybody (logged in or not). A hidden filter is a 400, as in Jira. */
export const filterOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/api/3/filter', handle: create },
  { method: 'GET', path: '/rest/api/3/filter/search', handle: searchFilters },
  { method: 'GET', path: '/rest/api/3/filter/my', handle: mine },
  { method: 'GET', path: '/rest/api/3/filter/favourite', handle: (call) => list(call, isFavourite) },
  { method: 'GET', path: '/rest/api/3/filter/{id}', handle: read },
  { method: 'PUT', path: '/rest/api/3/filter/{id}', handle: update },
  { method: 'DELETE', path: '/rest/api/3/filter/{id}', handle: remove },
];
