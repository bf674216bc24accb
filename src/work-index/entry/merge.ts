import type { EpochMs, ProjectId, WorkItemId } from '../../core/ids.ts';
import { hashText } from '../../core/text/hash-text.ts';
import { isDead, type DirectoryRow } from './directory-block.ts';
import { packEntries } from './entry-block.ts';
import { isNewer, placeOf, type Entry } from './entry.ts';

/** Over an entry as it is stored. */
const hashOf = (entry: Entry): number => hashText(JSON.stringify(packEntries([entry])));

/** What a reading means for what is known of an id. */
export interface Outcome {
  readonly row: DirectoryRow;
  /** To be stored; absent where the content is what is stored already, or the item is gone. */
  readonly entry?: Entry;
}

/**
 * Joins a reading to what is known: the newest reading and the latest miss win, whatever the order they arrive in; the item is
 * there while its newest reading was started after the latest miss. Undefined where it is no news.
 */
export const joinEntry = (known: DirectoryRow | undefined, entry: Entry, readAt: EpochMs): Outcome | undefined => {
  const { id, updated, parentId } = entry.item;
  if (!isNewer({ updated, readAt }, known)) return undefined;
  const hash = hashOf(entry);
  const row: DirectoryRow = {
    id,
    ...placeOf(entry),
    ...(parentId === undefined ? {} : { parentId }),
    updated,
    readAt,
    hash,
    goneAt: known?.goneAt ?? 0,
  };
  const isKept = known !== undefined && !isDead(known) && known.updated === updated && known.hash === hash;
  return isDead(row) || isKept ? { row } : { row, entry };
};

/** Joins a miss: a reading started at `goneAt` did not find the item. Undefined where it is no news. */
export const joinGone = (known: DirectoryRow | undefined, id: WorkItemId, goneAt: EpochMs): Outcome | undefined => {
  if (known === undefined) {
    return { row: { id, projectId: '', bucket: '', updated: 0, readAt: 0, hash: 0, goneAt } };
  }
  return known.goneAt >= goneAt ? undefined : { row: { ...known, goneAt } };
};

/**
 * Takes an item out if it is in one of these projects, as of its last reading: one that was started later brings it back, in
 * whichever project it finds it. Undefined where it is no news.
 */
export const joinDropped = (
  known: DirectoryRow | undefined,
  projectIds: ReadonlySet<ProjectId>,
): Outcome | undefined => {
  if (known === undefined || isDead(known) || !projectIds.has(known.projectId)) return undefined;
  return { row: { ...known, goneAt: known.readAt } };
};

/**
 * Replaces the content of an entry without a new reading, where it is still what was looked at: a person's id that must go. The
 * row's instant grows by a millisecond, so that the change lies over what it replaces and any later reading over it.
 */
export const joinErased = (known: DirectoryRow | undefined, before: Entry, after: Entry): Outcome | undefined => {
  if (known === undefined || isDead(known) || known.hash !== hashOf(before)) return undefined;
  return { row: { ...known, readAt: known.readAt + 1, hash: hashOf(after) }, entry: after };
};
