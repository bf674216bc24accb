import type { Filter } from '../entities.ts';
import { badRequest, JiraProblem } from '../errors.ts';
import { canSeeFilter } from '../jql/filter-visibility.ts';
import { parseJql } from '../jql/index.ts';
import { type Answer, type Call, noContent, ok, type Operation } from '../operation.ts';
import { canBrowseProject, isAdmin } from '../permissions.ts';
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
  if (!canSeeFilter(call.site.store, filter, call.caller.accountId) && !overrides(call)) throw notAvailable();
  return filter;
};

const ownFilter = (call: Call, refusal: JiraProblem): Filter => {
  const owner = requireLogin(call);
  const filter = visibleFilter(call);
  if (filter.ownerId !== owner && !isAdmin(call.site.store, owner)) throw refusal;
  return filter;
};

type Share = Pick<Filter, 'sharedWith' | 'sharedWithProjectIds'>;

/** A share with a project names it by id; a share with a role of it would name the role as well. */
const readProjectShare = ({ site, caller }: Call, share: Readonly<Record<string, unknown>>): string => {
  const project = site.store.projects.get(String(readObject(share['project'])['id']));
  if (project === undefined || !canBrowseProject(site.store, caller.accountId, project)) {
    throw badRequest('The project that the filter is to be shared with does not exist.');
  }
  if (share['role'] !== undefined)
    throw badRequest('Sharing a filter with a role is not supported by this local Jira.');
  return project.id;
};

const readShare = (call: Call, list: unknown): Share => {
  if (!Array.isArray(list)) throw badRequest("The value of 'sharePermissions' must be a list.");
  const shares = list.map((share: unknown) => readObject(share));
  const types = shares.map((share) => String(share['type']));
  const odd = types.find((type) => !['global', 'loggedin', 'authenticated', 'project'].includes(type));
  if (odd !== undefined) throw badRequest(`Sharing a filter with '${odd}' is not supported by this local Jira.`);
  const projectIds = shares.filter(({ type }) => type === 'project').map((share) => readProjectShare(call, share));
  const isForAll = types.some((type) => type === 'loggedin' || type === 'authenticated');
  return {
    ...(types.includes('global') ? { sharedWith: 'global' } : isForAll ? { sharedWith: 'loggedin' } : {}),
    ...(projectIds.length === 0 ? {} : { sharedWithProjectIds: projectIds }),
  };
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
  const { sharedWith, sharedWithProjectIds, ...rest } = before;
  const shareBefore: Share = {
    ...(sharedWith === undefined ? {} : { sharedWith }),
    ...(sharedWithProjectIds === undefined ? {} : { sharedWithProjectIds }),
  };
  const share = body['sharePermissions'] === undefined ? shareBefore : readShare(call, body['sharePermissions']);
  const jql = readText(body, 'jql') ?? before.jql;
  parseJql(jql);
  const description = readText(body, 'description') ?? before.description;
  return {
    ...rest,
    name: checkName(call, readText(body, 'name') ?? before.name, before.ownerId, before.id),
    jql,
    ...(description === undefined ? {} : { description }),
    ...share,
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
  const wanted = [...store.filters.values()].filter((f) => canSeeFilter(store, f, accountId) && isWanted(f, accountId));
  return ok(wanted.map((filter) => renderFilter(store, call.caller, filter)));
};

const isFavourite = (filter: Filter, accountId: string): boolean => filter.favouriteOf?.includes(accountId) === true;

const mine = (call: Call): Answer => {
  const withFavourites = call.query.get('includeFavourites') === 'true';
  return list(call, (f, accountId) => f.ownerId === accountId || (withFavourites && isFavourite(f, accountId)));
};

const read = (call: Call): Answer => ok(renderFilter(call.site.store, call.caller, visibleFilter(call)));

/** Saved filters: private to their owner, or shared with everybody (logged in or not) or with projects. A hidden filter is a 400, as in Jira. */
export const filterOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/api/3/filter', handle: create },
  { method: 'GET', path: '/rest/api/3/filter/search', handle: searchFilters },
  { method: 'GET', path: '/rest/api/3/filter/my', handle: mine },
  { method: 'GET', path: '/rest/api/3/filter/favourite', handle: (call) => list(call, isFavourite) },
  { method: 'GET', path: '/rest/api/3/filter/{id}', handle: read },
  { method: 'PUT', path: '/rest/api/3/filter/{id}', handle: update },
  { method: 'DELETE', path: '/rest/api/3/filter/{id}', handle: remove },
];
