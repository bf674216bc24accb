import type { WorkItemId } from '../../core/ids.ts';
import { packDirectory, unpackDirectory, type DirectoryRow } from '../entry/directory-block.ts';
import { packEntries, unpackEntries } from '../entry/entry-block.ts';
import type { Entry, Place } from '../entry/entry.ts';
import type { Block } from '../entry/format.ts';
import type { SegmentRef } from './root.ts';
import type { Texts } from './texts.ts';

/** What one batch changed: the new directory rows of its ids, and the detail of those that are there and read differently. */
export interface Segment {
  readonly rows: readonly DirectoryRow[];
  readonly entries: readonly Entry[];
}
interface StoredSegment {
  readonly rows: Block;
  readonly entries: Block;
}

export const packSegment = ({ rows, entries }: Segment): StoredSegment => ({
  rows: packDirectory(rows),
  entries: packEntries(entries),
});

const unpackSegment = (stored: unknown): Segment => {
  // Written by packSegment; each block checks its own format.
  const { rows, entries } = stored as StoredSegment;
  return { rows: unpackDirectory(rows), entries: unpackEntries(entries) };
};

/** One id in a stretch of the log: its last row, its last detail, and everywhere it was on the way. */
export interface Logged {
  readonly row: DirectoryRow;
  /** Absent where only the time of reading was news. */
  readonly entry?: Entry;
  readonly places: readonly Place[];
  readonly parentIds: readonly WorkItemId[];
}
export type Log = ReadonlyMap<WorkItemId, Logged>;

/** Loaded segments of the log as one, later ones over earlier ones. */
export const mergeLog = (segments: readonly SegmentRef[], texts: Texts): Log => {
  const log = new Map<WorkItemId, Logged>();
  for (const ref of segments) {
    const { rows, entries } = unpackSegment(texts.get(ref));
    const byId = new Map(entries.map((entry) => [entry.item.id, entry]));
    for (const row of rows) {
      const before = log.get(row.id);
      const entry = byId.get(row.id) ?? before?.entry;
      const { parentId } = row;
      log.set(row.id, {
        row,
        ...(entry === undefined ? {} : { entry }),
        places: [...(before?.places ?? []), { projectId: row.projectId, bucket: row.bucket }],
        parentIds: [...(before?.parentIds ?? []), ...(parentId === undefined ? [] : [parentId])],
      });
    }
  }
  return log;
};
