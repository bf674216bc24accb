import type { Field } from '../entities.ts';
import type { Site } from '../site.ts';
import type { Change, Store } from '../store.ts';
import { InstantIndex } from './instant-index.ts';
import { SearchLag } from './lag.ts';
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
  readonly created: InstantIndex;
  readonly updated: InstantIndex;
  readonly fieldsNamed: (clauseName: string) => readonly Field[];
  aliases: readonly EntityPropertyAlias[];
  readonly snapshots: Snapshots;
}

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

/**
 * What search keeps for the site, made at the first call. `createJira` calls it at once: search lags only behind
 * writes that it has heard of.
 */
export const searchState = (site: Site): SearchState => {
  const known = states.get(site);
  if (known !== undefined) return known;
  const lag = new SearchLag(site);
  const created = new InstantIndex(site.store, (issue) => issue.created);
  const updated = new InstantIndex(site.store, (issue) => issue.updated);
  site.store.onChange((change: Change) => {
    lag.heard(change);
    created.heard(change);
    updated.heard(change);
  });
  const state = { lag, created, updated, fieldsNamed: fieldNames(site.store), aliases: [], snapshots: new Snapshots() };
  states.set(site, state);
  return state;
};

/** Tells search which values of issue properties are indexed, as an installed app's manifest declares; replaces the list. */
export const registerEntityPropertyAliases = (site: Site, aliases: readonly EntityPropertyAlias[]): void => {
  searchState(site).aliases = aliases;
};
