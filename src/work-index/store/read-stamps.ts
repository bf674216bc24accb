import type { WorkItemId } from '../../core/ids.ts';
import type { DirectoryRow } from '../entry/directory-block.ts';
import { readDirectory } from './directory.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';
import { pendingOf } from './root.ts';

/** What the index knows of when these ids were read, and of whether they are there; unknown ids are absent. One round of calls. */
export const readStamps = async (
  { root, texts }: IndexView,
  ids: readonly WorkItemId[],
): Promise<ReadonlyMap<WorkItemId, DirectoryRow>> => {
  const pending = pendingOf(root);
  const [directory] = await Promise.all([readDirectory(root, ids, texts), texts.load(pending)]);
  const stamps = new Map(directory);
  const wanted = new Set(ids);
  for (const [id, { row }] of mergeLog(pending, texts)) if (wanted.has(id)) stamps.set(id, row);
  return stamps;
};
