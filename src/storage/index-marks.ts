import { z } from 'zod';
import type { EpochMs, WorkItemId } from '../core/ids.ts';
import { readHead, type HeadWrite } from './head.ts';
import { readTogether } from './together.ts';

/**
 * What is to be read of the site beside items. `facts`: its lists, whole; `board`, `iteration` (a sprint, on whichever boards),
 * `versions` (of a project): those alone. `sprint`, `version` (with its project before it), `children`: the items that the index has
 * in it or under it, which follow without events of their own. `around`: what work of the programs leads to in other projects. `project`: a reconciliation of it. `search`: more changed than could
 * be marked one by one.
 */
export type SiteMark =
  | 'facts'
  | 'around'
  | 'search'
  | `${'board' | 'iteration' | 'versions' | 'sprint' | 'children' | 'project'}:${string}`
  | `version:${string}:${string}`;

/** What waits to be read again, and since when. Instants are unique within a shard, so that setting a mark again changes it. */
export interface Shard {
  readonly ids: ReadonlyMap<WorkItemId, EpochMs>;
  /** Items in projects that are not indexed: read only where the index has them all the same. */
  readonly farIds: ReadonlyMap<WorkItemId, EpochMs>;
  readonly site: ReadonlyMap<SiteMark, EpochMs>;
  /** Events by kind since the beginning. */
  readonly seen: ReadonlyMap<string, number>;
  /** The latest instant of any mark that was ever in it: none is given twice, whatever the clocks of two machines say. */
  readonly last: EpochMs;
}
const EMPTY: Shard = { ids: new Map(), farIds: new Map(), site: new Map(), seen: new Map(), last: 0 };

const instants = z.record(z.string(), z.number());
export const MARKS_FORMAT = 1;
const shardShape = z.object({
  format: z.literal(MARKS_FORMAT),
  base: z.number(),
  last: z.number(),
  ids: instants,
  far: instants,
  site: instants,
  seen: instants,
});

/** Instants relative to the oldest: an id and its mark take 14 bytes. */
export const packShard = ({ ids, farIds, site, seen, last }: Shard): unknown => {
  const all = [...ids.values(), ...farIds.values(), ...site.values()];
  const base = all.length === 0 ? 0 : all.reduce((a, b) => Math.min(a, b));
  const pack = (marks: ReadonlyMap<string, EpochMs>) =>
    Object.fromEntries([...marks].map(([key, at]) => [key, at - base]));
  return {
    format: MARKS_FORMAT,
    base,
    last,
    ids: pack(ids),
    far: pack(farIds),
    site: pack(site),
    seen: Object.fromEntries(seen),
  };
};

/** An empty shard where there is none yet, or none that can be read: what was marked is found by reconciling. */
export const unpackShard = (value: unknown): Shard => {
  const parsed = shardShape.safeParse(value);
  if (!parsed.success) return EMPTY;
  const { base, last, ids, far, site, seen } = parsed.data;
  const unpack = <Key extends string>(marks: Readonly<Record<string, number>>): ReadonlyMap<Key, EpochMs> =>
    // Keys were written by packShard.
    new Map(Object.entries(marks).map(([key, at]) => [key as Key, at + base]));
  return { ids: unpack(ids), farIds: unpack(far), site: unpack(site), seen: new Map(Object.entries(seen)), last };
};

/**
 * Events come in many invocations at once, and each writes one of these: more of them meet less often. All are read by each run
 * of the consumer, in one round trip. To have fewer one day, read the old ones too.
 */
export const SHARDS = 8;
const keyOf = (no: number): string => `index-marks:${no}`;
export const MARK_KEYS: readonly string[] = Array.from({ length: SHARDS }, (_, no) => keyOf(no));

export interface StoredShard extends Shard {
  readonly no: number;
  readonly version: number;
}

export const readShard = async (no: number): Promise<StoredShard> => {
  const { version, value } = await readHead(keyOf(no));
  return { no, version, ...unpackShard(value) };
};

/** All of them, in one call. */
export const readShards = (): Promise<readonly StoredShard[]> =>
  readTogether(() => Promise.all(Array.from({ length: SHARDS }, (_, no) => readShard(no))));

export const shardWrite = ({ no, version, ...shard }: StoredShard): HeadWrite => ({
  key: keyOf(no),
  baseVersion: version,
  value: packShard(shard),
});
