import type { Filter } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { canSeeFilter } from '../jql/filter-visibility.ts';
import { type Answer, type Call, ok } from '../operation.ts';
import { isAdmin } from '../permissions.ts';
import { apiUrl } from '../wire/bean.ts';
import { FILTER_EXPANDABLE, renderFilterDetails } from '../wire/filter.ts';
import { pageOf, readList } from '../wire/page.ts';

/** Atlassian's description of filter/search. */
const IDS_MAX = 200;
const PAGE = { standard: 50, max: 100 } as const;
const UNSUPPORTED = ['groupname', 'groupId', 'projectId', 'owner'] as const;

const ORDERS: Readonly<Record<string, (filter: Filter) => string | number>> = {
  name: (filter) => filter.name.toLowerCase(),
  description: (filter) => (filter.description ?? '').toLowerCase(),
  favourite_count: (filter) => filter.favouriteOf?.length ?? 0,
  id: (filter) => Number(filter.id),
  owner: (filter) => filter.ownerId,
};

const compareBy = (orderBy: string): ((a: Filter, b: Filter) => number) => {
  const [, sign = '', name = ''] = /^([+-]?)(\w+)$/.exec(orderBy) ?? [];
  const key = Object.hasOwn(ORDERS, name.toLowerCase()) ? ORDERS[name.toLowerCase()] : undefined;
  if (key === undefined) throw badRequest(`The value '${orderBy}' of the query parameter 'orderBy' is not supported.`);
  const direction = sign === '-' ? -1 : 1;
  return (a, b) => (key(a) < key(b) ? -direction : key(a) > key(b) ? direction : Number(a.id) - Number(b.id));
};

const readExpand = (query: URLSearchParams): ReadonlySet<string> => {
  const expand = readList(query, 'expand');
  const known: readonly string[] = [...FILTER_EXPANDABLE, 'approximateLastUsed', 'isWritable'];
  const odd = expand.find((name) => !known.includes(name));
  if (odd !== undefined) throw badRequest(`The value '${odd}' of the query parameter 'expand' is not supported.`);
  return new Set(expand);
};

const wantedBy = (query: URLSearchParams): ((filter: Filter) => boolean) => {
  const unsupported = UNSUPPORTED.find((name) => query.has(name));
  if (unsupported !== undefined)
    throw badRequest(`The query parameter '${unsupported}' is not supported by this local Jira.`);
  const name = query.get('filterName')?.toLowerCase() ?? '';
  const owner = query.get('accountId') ?? '';
  const ids = readList(query, 'id');
  if (ids.length > IDS_MAX) throw badRequest(`At most ${IDS_MAX} filter IDs can be asked for.`);
  return (filter) =>
    filter.name.toLowerCase().includes(name) &&
    (owner === '' || filter.ownerId === owner) &&
    (ids.length === 0 || ids.includes(filter.id));
};

/** GET filter/search: a page of the filters that the caller may see. */
export const searchFilters = ({ site, caller, query }: Call): Answer => {
  const { store } = site;
  const seesAll = query.get('overrideSharePermissions') === 'true' && isAdmin(store, caller.accountId);
  const isWanted = wantedBy(query);
  const expand = readExpand(query);
  const found = [...store.filters.values()]
    .filter((filter) => (seesAll || canSeeFilter(store, filter, caller.accountId)) && isWanted(filter))
    .sort(compareBy(query.get('orderBy') ?? 'name'));
  const render = (filter: Filter) => renderFilterDetails(store, caller, filter, expand);
  return ok(pageOf(found, query, { ...PAGE, url: apiUrl(store, 'filter/search'), render }));
};
