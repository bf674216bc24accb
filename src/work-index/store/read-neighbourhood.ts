import type { WorkItemId } from '../../core/ids.ts';
import { findText, packText, unpackText, VALUE_BYTES, writeCopy } from '../../storage/values.ts';
import { packEntries, unpackEntries } from '../entry/entry-block.ts';
import { compareIds, type Entry } from '../entry/entry.ts';
import { UnknownFormatError, type Block } from '../entry/format.ts';
import { NEAR_PREFIX } from './copies.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';
import { readChildIds, readEntries } from './read-entries.ts';
import { pendingOf, type Root } from './root.ts';
import type { Texts } from './texts.ts';

/** What an item's panel shows: the item, its parent, its children, and the other ends of all their links' first step. */
export interface Neighbourhood {
  readonly item: Entry;
  /** By id, the item itself not among them. */
  readonly others: ReadonlyMap<WorkItemId, Entry>;
}

/** A neighbourhood made earlier: a copy, good for as long as no change since then names one of its ids as item or parent. */
interface Stored {
  readonly version: number;
  readonly entries: Block;
}
/** Copies of what nobody looks at go by themselves; that they stay readable for a while longer does no harm. */
const COPY_DAYS = 7;
const keyOf = (id: WorkItemId): string => `${NEAR_PREFIX}${id}`;

const toNeighbourhood = (id: WorkItemId, entries: readonly Entry[]): Neighbourhood | undefined => {
  const item = entries.find((entry) => entry.item.id === id);
  if (item === undefined) return undefined;
  const others = entries.filter((entry) => entry !== item).sort((a, b) => compareIds(a.item.id, b.item.id));
  return { item, others: new Map(others.map((entry) => [entry.item.id, entry])) };
};

/** Ids that a neighbourhood holds or would hold if they were there. */
const idsAround = (entries: readonly Entry[], id: WorkItemId): ReadonlySet<WorkItemId> => {
  const item = entries.find((entry) => entry.item.id === id)?.item;
  const linked = item?.links.map((link) => link.otherId) ?? [];
  const parent = item?.parentId === undefined ? [] : [item.parentId];
  return new Set([id, ...parent, ...linked, ...entries.map((entry) => entry.item.id)]);
};

const findStored = async (id: WorkItemId, root: Root, texts: Texts): Promise<readonly Entry[] | undefined> => {
  const [text] = await Promise.all([findText(keyOf(id)), texts.load(pendingOf(root))]);
  if (text === undefined) return undefined;
  // Written by readNeighbourhood; its block checks its own format.
  const { version, entries } = unpackText(text) as Stored;
  if (version < root.floor || version > root.version) return undefined;
  const since = root.segments.filter((segment) => segment.version > version);
  try {
    const found = unpackEntries(entries);
    const around = idsAround(found, id);
    await texts.load(since);
    const isStale = [...mergeLog(since, texts)].some(
      ([changed, { row }]) => around.has(changed) || row.parentId === id,
    );
    return isStale ? undefined : found;
  } catch (error) {
    if (error instanceof UnknownFormatError) return undefined;
    throw error;
  }
};

const make = async (view: IndexView, id: WorkItemId): Promise<readonly Entry[]> => {
  const [self, children] = await Promise.all([readEntries(view, [id]), readChildIds(view, id)]);
  const around = idsAround([...self.values()], id);
  const all = await readEntries(view, [...new Set([...around, ...children])]);
  return [...all.values()];
};

/**
 * An item with what is around it; undefined where the index does not have it. Read from a record of a few KB that the first
 * reader makes; a change of any of its items makes it void, and the next reader makes it anew.
 */
export const readNeighbourhood = async (view: IndexView, id: WorkItemId): Promise<Neighbourhood | undefined> => {
  const { root, texts } = view;
  if (!/^\d+$/.test(id)) return undefined;
  const stored = await findStored(id, root, texts);
  if (stored !== undefined) return toNeighbourhood(id, stored);
  const entries = await make(view, id);
  const neighbourhood = toNeighbourhood(id, entries);
  const record: Stored = { version: root.version, entries: packEntries(entries) };
  const text = packText(record);
  if (neighbourhood !== undefined && text.length <= VALUE_BYTES) await writeCopy(keyOf(id), text, COPY_DAYS);
  return neighbourhood;
};
