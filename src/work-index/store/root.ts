import type { EpochMs } from '../../core/ids.ts';
import { readHead, writeHeads, type FreshText, type HeadWrite } from '../../storage/head.ts';
import { compareIds } from '../entry/entry.ts';
import { packRoot, unpackRoot } from './pack-root.ts';

const ROOT_KEY = 'work-index';

/** `directory`: where each id is; `family`: children by parent; `thin`: a project's rollup; `entry`: a project's detail. */
export type TierName = 'directory' | 'family' | 'thin' | 'entry';
/** A stored value: made once, in the swap to that version of the root, never changed. */
export interface ValueRef {
  readonly version: number;
  readonly no: number;
  /** As stored; rounded up to hundreds once it was read from the root. */
  readonly bytes: number;
}
/** Rows of a tier in one scope (a project, or `project bucket`) with ids from `from` up to the next part's. */
export interface PartRef extends ValueRef {
  readonly tier: TierName;
  readonly scope: string;
  readonly from: string;
  readonly rows: number;
  /** Packed while it rested: see settle.ts. */
  readonly isDense: boolean;
}
/** What one batch changed. */
export interface SegmentRef extends ValueRef {
  /** When it was swapped in, by the clock of whoever did; never before the segment under it. */
  readonly at: EpochMs;
}
/** All there is to know to read the index: one small record, swapped under a condition on its version. */
export interface Root {
  /** 0 where nothing was written yet. */
  readonly version: number;
  /** Segments up to this version are in the parts; later ones lie over them. */
  readonly folded: number;
  /** Segments up to this version are not kept any more. */
  readonly floor: number;
  /** The latest `at` of those. */
  readonly floorAt: EpochMs;
  /** Readings that were started before are dropped; 0: none was ever. */
  readonly clearedAt: EpochMs;
  /** The version in which parts changed last. */
  readonly partsVersion: number;
  /** When their rows did. */
  readonly partsAt: EpochMs;
  readonly segments: readonly SegmentRef[];
  readonly parts: readonly PartRef[];
}

const EMPTY: Omit<Root, 'version'> = {
  folded: 0,
  floor: 0,
  floorAt: 0,
  clearedAt: 0,
  partsVersion: 0,
  partsAt: 0,
  segments: [],
  parts: [],
};

export const VALUE_PREFIX = 'wi:';
export const keyOf = ({ version, no }: Pick<ValueRef, 'version' | 'no'>): string => `${VALUE_PREFIX}${version}.${no}`;

/** Strongly consistent; one call. */
export const readRoot = async (): Promise<Root> => {
  const { version, value } = await readHead(ROOT_KEY);
  return { ...(typeof value === 'string' ? unpackRoot(value) : EMPTY), version };
};

const byPlace = (a: PartRef, b: PartRef): number =>
  a.tier < b.tier
    ? -1
    : a.tier > b.tier
      ? 1
      : a.scope < b.scope
        ? -1
        : a.scope > b.scope
          ? 1
          : compareIds(a.from, b.from);

/** For `writeHeads`: a root that takes the place of the one whose version is one less. */
export const rootWrite = (next: Root): HeadWrite => ({
  key: ROOT_KEY,
  baseVersion: next.version - 1,
  value: packRoot(next),
});

/**
 * Replaces the root that was read by one with these changes, together with the values that it names; gives the new one. Throws
 * VersionConflictError, having written nothing, where another writer was first.
 */
export const swapRoot = async (base: Root, changes: Partial<Root>, texts: readonly FreshText[]): Promise<Root> => {
  const parts = changes.parts === undefined ? base.parts : [...changes.parts].sort(byPlace);
  const next = { ...base, ...changes, parts, version: base.version + 1 };
  await writeHeads([rootWrite(next)], texts);
  return next;
};

export const pendingOf = (root: Root): readonly SegmentRef[] =>
  root.segments.filter((segment) => segment.version > root.folded);

export const bytesOf = (refs: readonly ValueRef[]): number => refs.reduce((sum, { bytes }) => sum + bytes, 0);
