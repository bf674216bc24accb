import type { Field, Issue } from '../entities.ts';
import type { Site } from '../site.ts';
import type { Change, Index, Store } from '../store.ts';
import { keyOrder } from './key-order.ts';
import { SearchLag } from './lag.ts';
import { OrderedIndex } from './ordered-index.ts';
import { Snapshots } from './snapshots.ts';

/** One value inside an issue property that an app has asked Jira to index (`jira:entityProperty`). */
export interface EntityPropertyAlias {
  /** The app's own JQL name for it. */
  readonly alias?: string;
  readonly key: string;
  /** Dotted path inside the property's value; empty for the value itself. */
  readonly path: string;
  readonly type: 'number' | 'text' | 'string' | 'user' | 'date';
}

/** What search keeps for one site: its lag behind writes, indexes, names of fields, indexed properties, lists being paged through. */
export interface SearchState {
  readonly lag: SearchLag;
  readonly byCreated: OrderedIndex;
  readonly byUpdated: OrderedIndex;
  readonly byRank: OrderedIndex;
  readonly byKey: OrderedIndex;
  /** Issues by their values of a field, kept from the first time that a query asks. */
  readonly postings: (field: string, values: (issue: Issue) => Values) => Index<Issue>;
  readonly fieldsNamed: (clauseName: string) => readonly Field[];
  aliases: readonly EntityPropertyAlias[];
  readonly snapshots: Snapshots;
}

type Values = string | readonly string[] | undefined;

const states = new WeakMap<Site, SearchState>();

const clauseNamesOf = (field: Field): readonly string[] => {
  const number = /^customfield_(\d+)$/.exec(field.id)?.[1];
  const names = [field.name, field.id, ...field.clauseNames, ...(number === undefined ? [] : [`cf[${number}]`])];
  return [...new Set(names.map((name) => name.toLowerCase()))];
};

const fieldNames = (store: Store): ((clauseName: string) => readonly Field[]) => {
  let byName: Map<string, Field[]> | undefined;
  store.onChange(({ collection }) => {
    if (collection === 'fields') byName = undefined;
  });
  const build = (): Map<string, Field[]> => {
    const built = new Map<string, Field[]>();
    for (const field of store.fields.values()) {
      for (const name of clauseNamesOf(field)) built.set(name, [...(built.get(name) ?? []), field]);
    }
    return built;
  };
  return (clauseName) => (byName ??= build()).get(clauseName.toLowerCase()) ?? [];
};

const postingsOf = (store: Store): SearchState['postings'] => {
  const known = new Map<string, Index<Issue>>();
  return (field, values) => {
    let index = known.get(field);
    if (index === undefined) known.set(field, (index = store.issues.index((issue) => listed(values(issue)))));
    return index;
  };
};

const listed = (values: Values): readonly string[] => {
  if (values === undefined) return [];
  return typeof values === 'string' ? [values] : values;
};

/**
 * What search keeps for the site, made at the first call. `createJira` calls it at once: search lags only behind
 * writes that it has heard of.
 */
export const searchState = (site: Site): SearchState => {
  const known = states.get(site);
  if (known !== undefined) return known;
  const lag = new SearchLag(site);
  const { store } = site;
  const orders = {
    byCreated: new OrderedIndex(store, () => (issue) => issue.created),
    byUpdated: new OrderedIndex(store, () => (issue) => issue.updated),
    byRank: new OrderedIndex(store, () => (issue) => issue.rank),
    byKey: new OrderedIndex(store, () => keyOrder(store)),
  };
  const hearing = [lag, ...Object.values(orders)];
  store.onChange((change: Change) => {
    for (const each of hearing) each.heard(change);
  });
  const state = {
    lag,
    ...orders,
    postings: postingsOf(store),
    fieldsNamed: fieldNames(store),
    aliases: [],
    snapshots: new Snapshots(),
  };
  states.set(site, state);
  return state;
};

/** Tells search which values of issue properties are indexed, as an installed app's manifest declares; replaces the list. */
export const registerEntityPropertyAliases = (site: Site, aliases: readonly EntityPropertyAlias[]): void => {
  searchState(site).aliases = aliases;
};
