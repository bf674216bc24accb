import type { WorkItemId } from '../../core/ids.ts';
import { isDead } from '../entry/directory-block.ts';
import { readDirectory } from './directory.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';
import { pendingOf } from './root.ts';

/** Those of the ids that the index has. */
export const findKnownIds = async (
  { root, texts }: IndexView,
  ids: readonly WorkItemId[],
): Promise<ReadonlySet<WorkItemId>> => {
  const pending = pendingOf(root);
  const [directory] = await Promise.all([readDirectory(root, ids, texts), texts.load(pending)]);
  const log = mergeLog(pending, texts);
  const isKnown = (id: WorkItemId): boolean => {
    const row = log.get(id)?.row ?? directory.get(id);
    return row !== undefined && !isDead(row);
  };
  return new Set(ids.filter(isKnown));
};
