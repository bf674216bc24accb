import {
  packDict,
  packIds,
  packSteps,
  unpackDict,
  unpackIds,
  unpackSteps,
  type DictColumn,
} from '../../core/columns/columns.ts';
import { toBlock, upgradeBlock } from '../entry/format.ts';
import { compareIds } from '../entry/entry.ts';
import { readHead, writeHeads, type FreshText } from '../../storage/head.ts';
import { packText, unpackText } from '../../storage/values.ts';

const ROOT_KEY = 'work-index';

/** `directory`: where each id is; `family`: children by parent; `thin`: a project's rollup; `entry`: a project's detail. */
export type TierName = 'directory' | 'family' | 'thin' | 'entry';
/** A stored value: made once, in the swap to that version of the root, never changed. */
export interface ValueRef {
  readonly version: number;
  readonly no: number;
}
/** Rows of a tier in one scope (a project, or `project bucket`) with ids from `from` up to the next part's. */
export interface PartRef extends ValueRef {
  readonly tier: TierName;
  readonly scope: string;
  readonly from: string;
  readonly rows: number;
}
/** What one batch changed. */
export interface SegmentRef extends ValueRef {
  readonly bytes: number;
}
/** All there is to know to read the index: one small record, swapped under a condition on its version. */
export interface Root {
  /** 0 where nothing was written yet. */
  readonly version: number;
  /** Segments up to this version are in the parts; later ones lie over them. */
  readonly folded: number;
  /** Segments up to this version are not kept any more. */
  readonly floor: number;
  /** The version in which parts changed last. */
  readonly partsVersion: number;
  readonly segments: readonly SegmentRef[];
  readonly parts: readonly PartRef[];
}

const EMPTY: Root = { version: 0, folded: 0, floor: 0, partsVersion: 0, segments: [], parts: [] };

export const keyOf = ({ version, no }: ValueRef): string => `wi:${version}.${no}`;

interface RootColumns {
  readonly marks: readonly [folded: number, floor: number, partsVersion: number];
  readonly segments: readonly (readonly number[])[];
  readonly tier: DictColumn<TierName>;
  readonly scope: DictColumn<string>;
  readonly from: readonly (string | number)[];
  readonly rows: readonly number[];
  readonly version: readonly number[];
  readonly no: readonly number[];
}

const packRoot = ({ folded, floor, partsVersion, segments, parts }: Omit<Root, 'version'>): string => {
  const columns: RootColumns = {
    marks: [folded, floor, partsVersion],
    segments: [
      packSteps(segments.map((one) => one.version)),
      segments.map((one) => one.no),
      segments.map((one) => one.bytes),
    ],
    tier: packDict(parts.map((part) => part.tier)),
    scope: packDict(parts.map((part) => part.scope)),
    from: packIds(parts.map((part) => part.from)),
    rows: parts.map((part) => part.rows),
    version: packSteps(parts.map((part) => part.version)),
    no: parts.map((part) => part.no),
  };
  return packText(toBlock(parts.length, { ...columns }));
};

const unpackRoot = (version: number, text: string): Root => {
  // Written by packRoot, brought to today's format.
  const columns = upgradeBlock(unpackText(text)).c as unknown as RootColumns;
  const [folded, floor, partsVersion] = columns.marks;
  const [steps = [], numbers = [], bytes = []] = columns.segments;
  const versions = unpackSteps(columns.version);
  const tiers = unpackDict(columns.tier);
  const scopes = unpackDict(columns.scope);
  return {
    version,
    folded,
    floor,
    partsVersion,
    segments: unpackSteps(steps).map((at, row) => ({ version: at, no: numbers[row] ?? 0, bytes: bytes[row] ?? 0 })),
    parts: unpackIds(columns.from).map((from, row) => ({
      tier: tiers[row] ?? 'entry',
      scope: scopes[row] ?? '',
      from,
      rows: columns.rows[row] ?? 0,
      version: versions[row] ?? 0,
      no: columns.no[row] ?? 0,
    })),
  };
};

/** Strongly consistent; one call. */
export const readRoot = async (): Promise<Root> => {
  const { version, value } = await readHead(ROOT_KEY);
  return typeof value === 'string' ? unpackRoot(version, value) : { ...EMPTY, version };
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

/**
 * Replaces the root that was read by one with these changes, together with the values that it names; gives the new one. Throws
 * VersionConflictError, having written nothing, where another writer was first.
 */
export const swapRoot = async (base: Root, changes: Partial<Root>, texts: readonly FreshText[]): Promise<Root> => {
  const parts = changes.parts === undefined ? base.parts : [...changes.parts].sort(byPlace);
  const next = { ...base, ...changes, parts, version: base.version + 1 };
  await writeHeads([{ key: ROOT_KEY, baseVersion: base.version, value: packRoot(next) }], texts);
  return next;
};

export const pendingOf = (root: Root): readonly SegmentRef[] =>
  root.segments.filter((segment) => segment.version > root.folded);
