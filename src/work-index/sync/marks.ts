import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import type { Shard, SiteMark } from '../../storage/index-marks.ts';

/** What is set, or what is taken away, of one or all shards. */
export type Taken = Pick<Shard, 'ids' | 'farIds' | 'site'>;
export interface NewMarks {
  readonly ids?: readonly WorkItemId[];
  readonly farIds?: readonly WorkItemId[];
  readonly site?: readonly SiteMark[];
  /** The kind of the event that says so; absent where no event did. */
  readonly kind?: string;
}

/** Marks of items in a shard: as stored they fit into one unit of 10 KB, whatever a bulk change does. */
const MAX_IDS = 500;
const MAX_SITE_MARKS = 60;
/** The shard with these marks set as of `now`, or just after the latest that was in it. A full one notes that a search has to find the rest. */
export const addMarks = (shard: Shard, { ids = [], farIds = [], site = [], kind }: NewMarks, now: EpochMs): Shard => {
  let at = Math.max(now, shard.last + 1);
  const near = new Map(shard.ids);
  const far = new Map(shard.farIds);
  const facts = new Map(shard.site);
  for (const id of ids) {
    far.delete(id);
    if (near.has(id) || near.size + far.size < MAX_IDS) near.set(id, at++);
    else if (!facts.has('search')) facts.set('search', at++);
  }
  for (const id of farIds) {
    if (near.has(id)) near.set(id, at++);
    else if (far.has(id) || near.size + far.size < MAX_IDS) far.set(id, at++);
  }
  for (const what of site) facts.set(facts.has(what) || facts.size < MAX_SITE_MARKS ? what : 'search', at++);
  const seen = kind === undefined ? shard.seen : new Map(shard.seen).set(kind, (shard.seen.get(kind) ?? 0) + 1);
  return { ids: near, farIds: far, site: facts, seen, last: at - 1 };
};

const without = <Key>(marks: ReadonlyMap<Key, EpochMs>, taken: ReadonlyMap<Key, EpochMs>): ReadonlyMap<Key, EpochMs> =>
  new Map([...marks].filter(([key, at]) => taken.get(key) !== at));

/** The shard without what was taken of it; what was marked again since stays. */
export const removeMarks = (shard: Shard, taken: Taken): Shard => ({
  ids: without(shard.ids, taken.ids),
  farIds: without(shard.farIds, taken.farIds),
  site: without(shard.site, taken.site),
  seen: shard.seen,
  last: shard.last,
});

/** How many marks there are, and since when the oldest waits. */
export const countMarks = (
  shards: readonly Taken[],
): { readonly waiting: number; readonly oldest: EpochMs | undefined } => {
  const all = shards.flatMap(({ ids, farIds, site }) => [...ids.values(), ...farIds.values(), ...site.values()]);
  return { waiting: all.length, oldest: all.length === 0 ? undefined : all.reduce((a, b) => Math.min(a, b)) };
};
