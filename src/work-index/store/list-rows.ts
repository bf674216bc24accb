import type { ProjectId, WorkItemId } from '../../core/ids.ts';
import { isDead, type DirectoryRow } from '../entry/directory-block.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';
import { pendingOf } from './root.ts';
import { DIRECTORY, SITE } from './tiers.ts';

/** Every item that the index holds, by project, with when it was read: the whole directory, some 200 units at 100,000 items. */
export const listRows = async ({
  root,
  texts,
}: IndexView): Promise<ReadonlyMap<ProjectId, readonly DirectoryRow[]>> => {
  const parts = root.parts.filter((part) => part.tier === 'directory');
  const pending = pendingOf(root);
  await texts.load([...parts, ...pending]);
  const rows = new Map<WorkItemId, DirectoryRow>();
  for (const part of parts) for (const row of DIRECTORY.unpack(texts.get(part), SITE)) rows.set(row.id, row);
  for (const [id, { row }] of mergeLog(pending, texts)) rows.set(id, row);
  return Map.groupBy(
    [...rows.values()].filter((row) => !isDead(row)),
    (row) => row.projectId,
  );
};
