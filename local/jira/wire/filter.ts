import type { Caller } from '../caller.ts';
import type { Filter } from '../entities.ts';
import type { Store } from '../store.ts';
import { apiUrl, type Bean } from './bean.ts';
import { canBrowseProject } from '../permissions.ts';
import { renderProjectOfIssue } from './project.ts';
import { renderUser } from './user.ts';

const SHARE_IDS = { loggedin: 10_000, global: 10_001 } as const;
const FIRST_PROJECT_SHARE_ID = 20_000;

/** Atlassian's description of SharePermission: a project that the caller may not see is only said to be one. */
const projectShare = (store: Store, caller: Caller, projectId: string): Bean => {
  const project = store.projects.get(projectId);
  const id = FIRST_PROJECT_SHARE_ID + Number(projectId);
  if (project === undefined || !canBrowseProject(store, caller.accountId, project)) {
    return { id, type: 'project-unknown' };
  }
  return { id, type: 'project', project: { ...renderProjectOfIssue(store, project), roles: {} } };
};

const shares = (store: Store, caller: Caller, { sharedWith, sharedWithProjectIds }: Filter): readonly Bean[] => [
  ...(sharedWith === undefined ? [] : [{ id: SHARE_IDS[sharedWith], type: sharedWith }]),
  ...(sharedWithProjectIds ?? []).map((id) => projectShare(store, caller, id)),
];

const NOBODY = { size: 0, items: [], 'max-results': 0, 'start-index': 0, 'end-index': 0 };

/** What GET filter/{id} and filter/search have in common. */
const common = (store: Store, caller: Caller, filter: Filter) => {
  const { baseUrl } = store.settings;
  const owner = store.users.get(filter.ownerId);
  return {
    description: filter.description ?? '',
    ...(owner === undefined ? {} : { owner: renderUser(store, caller, owner) }),
    jql: filter.jql,
    viewUrl: `${baseUrl}/issues/?filter=${filter.id}`,
    searchUrl: `${baseUrl}/rest/api/3/search/jql?jql=${encodeURIComponent(filter.jql)}`,
    favourite: caller.accountId !== undefined && (filter.favouriteOf ?? []).includes(caller.accountId),
    favouritedCount: filter.favouriteOf?.length ?? 0,
    sharePermissions: shares(store, caller, filter),
    editPermissions: [],
  };
};

const head = (store: Store, { id, name }: Filter) => ({ self: apiUrl(store, `filter/${id}`), id, name });

/** A filter as GET, POST and PUT filter give it. */
export const renderFilter = (store: Store, caller: Caller, filter: Filter): Bean => ({
  ...head(store, filter),
  ...common(store, caller, filter),
  sharedUsers: NOBODY,
  subscriptions: NOBODY,
});

/** What `expand` of filter/search may name. */
export const FILTER_EXPANDABLE = [
  'description',
  'owner',
  'jql',
  'viewUrl',
  'searchUrl',
  'favourite',
  'favouritedCount',
  'sharePermissions',
  'editPermissions',
  'subscriptions',
] as const;

/** A filter as filter/search gives it: id and name, and whatever is expanded. */
export const renderFilterDetails = (
  store: Store,
  caller: Caller,
  filter: Filter,
  expand: ReadonlySet<string>,
): Bean => {
  const all: Bean = { ...common(store, caller, filter), subscriptions: [] };
  const expanded = Object.entries(all).filter(([name]) => expand.has(name));
  return { expand: FILTER_EXPANDABLE.join(','), ...head(store, filter), ...Object.fromEntries(expanded) };
};
