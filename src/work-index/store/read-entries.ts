import type { WorkItemId } from '../../core/ids.ts';
import { isDead } from '../entry/directory-block.ts';
import type { Entry } from '../entry/entry.ts';
import { readDirectory } from './directory.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';
import { pendingOf, type PartRef } from './root.ts';
import { ENTRY, FAMILY, partFinder, scopeOf, SITE } from './tiers.ts';

/** The detail of these ids, wherever they are; those that the index does not have are absent. Two rounds of calls. */
export const readEntries = async (
  { root, texts }: IndexView,
  ids: readonly WorkItemId[],
): Promise<ReadonlyMap<WorkItemId, Entry>> => {
  const pending = pendingOf(root);
  const [known] = await Promise.all([readDirectory(root, ids, texts), texts.load(pending)]);
  const log = mergeLog(pending, texts);
  const find = partFinder(root);
  const entries = new Map<WorkItemId, Entry>();
  const wanted = new Map<PartRef, Set<WorkItemId>>();
  for (const id of new Set(ids)) {
    const logged = log.get(id);
    const row = logged?.row ?? known.get(id);
    if (row === undefined || isDead(row)) continue;
    const part = find('entry', scopeOf(row), id);
    // What the log only says to have been read again is in its part.
    if (logged?.entry !== undefined) entries.set(id, logged.entry);
    else if (part !== undefined) wanted.set(part, (wanted.get(part) ?? new Set()).add(id));
  }
  await texts.load([...wanted.keys()]);
  for (const [part, ofPart] of wanted) {
    for (const entry of ENTRY.unpack(texts.get(part), part.scope))
      if (ofPart.has(entry.item.id)) entries.set(entry.item.id, entry);
  }
  return entries;
};

/** Children of an item in whichever project, the log included. */
export const readChildIds = async (
  { root, texts }: IndexView,
  parentId: WorkItemId,
): Promise<readonly WorkItemId[]> => {
  const part = partFinder(root)('family', SITE, parentId);
  const pending = pendingOf(root);
  await texts.load(part === undefined ? pending : [...pending, part]);
  const rows = part === undefined ? [] : FAMILY.unpack(texts.get(part), SITE);
  const children = new Set(rows.find((row) => row.id === parentId)?.childIds);
  for (const [id, { row }] of mergeLog(pending, texts)) {
    if (!isDead(row) && row.parentId === parentId) children.add(id);
    else children.delete(id);
  }
  return [...children];
};
