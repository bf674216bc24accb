import { hashText } from '../../core/text/hash-text.ts';
import type { PeriodId, ProgramId, ProjectId, WorkItemId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import { findText, packText, unpackText, VALUE_BYTES, writeCopy } from '../../storage/values.ts';
import { isDead, type DirectoryRow } from '../entry/directory-block.ts';
import { packEntries, unpackEntries } from '../entry/entry-block.ts';
import type { Entry } from '../entry/entry.ts';
import { UnknownFormatError, type Block } from '../entry/format.ts';
import { FAR_PREFIX } from '../store/copies.ts';
import { mergeLog } from '../store/log.ts';
import type { IndexView } from '../store/open-index.ts';
import type { Root, SegmentRef } from '../store/root.ts';

/**
 * What the board of a period needs beside the detail of its projects: other ends of dependencies, parents and children in other
 * projects, and work that was done before and belongs there all the same. A copy, so that a view needs no further trip.
 */
export interface Far {
  /** Of the index: later changes lie over it. */
  readonly version: number;
  readonly entries: ReadonlyMap<WorkItemId, Entry>;
  /** Looked for, and not in the index then. */
  readonly absent: ReadonlySet<WorkItemId>;
}

interface Stored {
  readonly version: number;
  /** What else it depends on. */
  readonly of: readonly [programVersion: number, periodId: PeriodId];
  readonly entries: Block;
  readonly absent: readonly WorkItemId[];
}

const COPY_DAYS = 7;
/** Folded batches that are read to bring a copy up to now; with more, or when they are not kept any more, it is made anew. */
const MAX_BEHIND = 20;
/** From here on, whoever brought a copy up to now stores it. */
const REWRITE_BEHIND = 8;

/** A view that names no period finds its copy before it knows which one it will be. */
const keyOf = (programId: ProgramId, asked: PeriodId | undefined): string =>
  `${FAR_PREFIX}${programId}:${asked === undefined ? 'any' : hashText(asked).toString(36)}`;

/** The stored copy for who asked for that period, or for none, as text; one call. */
export const findFarText = (programId: ProgramId, asked: PeriodId | undefined): Promise<string | undefined> =>
  findText(keyOf(programId, asked));

const segmentsAfter = (root: Root, version: number): readonly SegmentRef[] =>
  root.segments.filter((segment) => segment.version > version);

/** The copy, if it is of this program and period and the index's log reaches back to it. */
export const parseFar = (
  text: string | undefined,
  { program, periodId, root }: { readonly program: Program; readonly periodId: PeriodId; readonly root: Root },
): Far | undefined => {
  if (text === undefined) return undefined;
  // Written by saveFar; its block checks its own format.
  const { version, of, entries, absent } = unpackText(text) as Stored;
  if (of[0] !== program.version || of[1] !== periodId) return undefined;
  if (version < root.floor || version > root.version || segmentsAfter(root, version).length > MAX_BEHIND) {
    return undefined;
  }
  try {
    const rows = unpackEntries(entries).map((entry) => [entry.item.id, entry] as const);
    return { version, entries: new Map(rows), absent: new Set(absent) };
  } catch (error) {
    if (error instanceof UnknownFormatError) return undefined;
    throw error;
  }
};

/** Loads what `bringUpToNow` needs. */
export const loadSince = ({ version }: Far, { root, texts }: IndexView): Promise<void> =>
  texts.load(segmentsAfter(root, version));

/** A copy as the log since says it is: with children that items of the board got in other projects. */
export const bringUpToNow = (
  far: Far,
  { root, texts }: IndexView,
  board: { readonly has: (id: WorkItemId) => boolean; readonly projectIds: ReadonlySet<ProjectId> },
): Far => {
  const entries = new Map(far.entries);
  const absent = new Set(far.absent);
  const log = mergeLog(segmentsAfter(root, far.version), texts);
  const isNewChild = ({ projectId, parentId }: DirectoryRow): boolean =>
    parentId !== undefined && !board.projectIds.has(projectId) && (board.has(parentId) || entries.has(parentId));
  // A child of a new child may stand before it.
  for (let before = -1; before !== entries.size;) {
    before = entries.size;
    for (const [id, { row, entry }] of log) {
      if (!entries.has(id) && !absent.has(id) && !isNewChild(row)) continue;
      if (isDead(row)) {
        entries.delete(id);
        absent.add(id);
      } else if (entry !== undefined) {
        entries.set(id, entry);
        absent.delete(id);
      }
    }
  }
  return { version: root.version, entries, absent };
};

/** Whether it is worth to store a copy that was brought up to now. */
export const isFarBehind = (far: Far, root: Root): boolean => segmentsAfter(root, far.version).length > REWRITE_BEHIND;

/** Stores a copy; what is too large for one value is made anew at each view. */
export const saveFar = async (
  {
    program,
    periodId,
    asked,
  }: { readonly program: Program; readonly periodId: PeriodId; readonly asked: PeriodId | undefined },
  far: Far,
): Promise<void> => {
  const record: Stored = {
    version: far.version,
    of: [program.version, periodId],
    entries: packEntries([...far.entries.values()]),
    absent: [...far.absent],
  };
  const text = packText(record);
  if (text.length <= VALUE_BYTES) await writeCopy(keyOf(program.id, asked), text, COPY_DAYS);
};
