import {
  packDict,
  packIds,
  packSteps,
  unpackDict,
  unpackIds,
  unpackSteps,
  type DictColumn,
} from '../../core/columns/columns.ts';
import { packText, unpackText } from '../../storage/values.ts';
import { toBlock, upgradeBlock } from '../entry/format.ts';
import type { PartRef, Root, SegmentRef, TierName, ValueRef } from './root.ts';

/** Of a value the root keeps its size in these: for totals, and for when the log is long. */
const BYTES_STEP = 100;

interface RootColumns {
  readonly marks: readonly [
    folded: number,
    floor: number,
    floorAt: number,
    clearedAt: number,
    partsVersion: number,
    partsAt: number,
  ];
  readonly segments: readonly (readonly number[])[];
  readonly tier: DictColumn<TierName>;
  readonly scope: DictColumn<string>;
  readonly from: readonly (string | number)[];
  readonly rows: readonly number[];
  readonly version: readonly number[];
  readonly no: readonly number[];
  readonly bytes: readonly number[];
  /** Rows of `parts` that are. */
  readonly dense: readonly number[];
}

const packBytes = (refs: readonly ValueRef[]): readonly number[] =>
  refs.map((ref) => Math.ceil(ref.bytes / BYTES_STEP));

/** The root as the text that is stored; its version is the record's own. */
export const packRoot = (root: Omit<Root, 'version'>): string => {
  const { folded, floor, floorAt, clearedAt, partsVersion, partsAt, segments, parts } = root;
  const columns: RootColumns = {
    marks: [folded, floor, floorAt, clearedAt, partsVersion, partsAt],
    segments: [
      packSteps(segments.map((one) => one.version)),
      segments.map((one) => one.no),
      packBytes(segments),
      packSteps(segments.map((one) => one.at)),
    ],
    tier: packDict(parts.map((part) => part.tier)),
    scope: packDict(parts.map((part) => part.scope)),
    from: packIds(parts.map((part) => part.from)),
    rows: parts.map((part) => part.rows),
    version: packSteps(parts.map((part) => part.version)),
    no: parts.map((part) => part.no),
    bytes: packBytes(parts),
    dense: packSteps(parts.flatMap((part, row) => (part.isDense ? [row] : []))),
  };
  return packText(toBlock(parts.length, { ...columns }));
};

/** The root of a stored text; throws UnknownFormatError. */
export const unpackRoot = (text: string): Omit<Root, 'version'> => {
  // Written by packRoot, brought to today's format.
  const columns = upgradeBlock(unpackText(text)).c as unknown as RootColumns;
  const [folded, floor, floorAt, clearedAt, partsVersion, partsAt] = columns.marks;
  const [steps = [], numbers = [], bytes = [], instants = []] = columns.segments;
  const at = unpackSteps(instants);
  const versions = unpackSteps(columns.version);
  const tiers = unpackDict(columns.tier);
  const scopes = unpackDict(columns.scope);
  const dense = new Set(unpackSteps(columns.dense));
  return {
    folded,
    floor,
    floorAt,
    clearedAt,
    partsVersion,
    partsAt,
    segments: unpackSteps(steps).map((version, row): SegmentRef => ({
      version,
      no: numbers[row] ?? 0,
      bytes: (bytes[row] ?? 0) * BYTES_STEP,
      at: at[row] ?? 0,
    })),
    parts: unpackIds(columns.from).map((from, row): PartRef => ({
      tier: tiers[row] ?? 'entry',
      scope: scopes[row] ?? '',
      from,
      rows: columns.rows[row] ?? 0,
      version: versions[row] ?? 0,
      no: columns.no[row] ?? 0,
      bytes: (columns.bytes[row] ?? 0) * BYTES_STEP,
      isDense: dense.has(row),
    })),
  };
};
