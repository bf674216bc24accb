import type { WorkItemId } from '../../core/ids.ts';
import { isDead } from '../entry/directory-block.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';
import { pendingOf } from './root.ts';
import { FAMILY, partFinder, SITE } from './tiers.ts';

/** The children of these items in whichever project, all together, the log included. One round of calls. */
export const readFamilies = async (
  { root, texts }: IndexView,
  parentIds: ReadonlySet<WorkItemId>,
): Promise<ReadonlySet<WorkItemId>> => {
  const find = partFinder(root);
  const parts = [...new Set([...parentIds].flatMap((id) => find('family', SITE, id) ?? []))];
  const pending = pendingOf(root);
  await texts.load([...parts, ...pending]);
  const children = new Set<WorkItemId>();
  for (const part of parts) {
    for (const row of FAMILY.unpack(texts.get(part), part.scope)) {
      if (parentIds.has(row.id)) for (const id of row.childIds) children.add(id);
    }
  }
  for (const [id, { row }] of mergeLog(pending, texts)) {
    if (!isDead(row) && row.parentId !== undefined && parentIds.has(row.parentId)) children.add(id);
  }
  return children;
};
