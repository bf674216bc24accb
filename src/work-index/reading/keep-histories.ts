import type { WorkItemId } from '../../core/ids.ts';
import type { WorkItem } from '../../core/work-item/work-item.ts';
import type { HistoryDigest } from '../entry/history.ts';
import { openIndex } from '../store/open-index.ts';
import { readEntries } from '../store/read-entries.ts';
import type { Reading } from './reading.ts';

/**
 * Histories that the index has of items that are read without: a reading never takes one away. They hold while the item is where
 * it was: one that moved since was done lately or is open, and is read with its history anyway.
 */
export const keepHistories = async (
  { texts }: Pick<Reading, 'texts'>,
  items: readonly WorkItem[],
): Promise<ReadonlyMap<WorkItemId, HistoryDigest>> => {
  if (items.length === 0) return new Map();
  const known = await readEntries(
    await openIndex(texts),
    items.map((item) => item.id),
  );
  return new Map(
    items.flatMap((item) => {
      const before = known.get(item.id);
      if (before?.history === undefined) return [];
      const { status, categoryChanged } = before.item;
      const isSame = status.id === item.status.id && categoryChanged === item.categoryChanged;
      return isSame ? [[item.id, before.history] as const] : [];
    }),
  );
};
