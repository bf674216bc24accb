import { chunk } from '../../core/list/chunk.ts';
import type { EpochMs, ProjectId, WorkItemId } from '../../core/ids.ts';
import { joinDropped } from '../entry/merge.ts';
import { append, BATCH_IDS } from './append.ts';
import { foldIfDue } from './fold.ts';
import { openIndex } from './open-index.ts';
import { createTexts } from './texts.ts';
import { listIds } from './totals.ts';

/**
 * Takes items out of the index that are in one of these projects still, a thousand a swap. Only a reading that was started later than
 * its last one brings an item back.
 */
export const dropItems = async (
  ids: readonly WorkItemId[],
  projectIds: ReadonlySet<ProjectId>,
  now: EpochMs,
): Promise<void> => {
  const texts = createTexts();
  for (const some of chunk(ids, BATCH_IDS)) {
    await append(some, (known) => some.flatMap((id) => joinDropped(known.get(id), projectIds) ?? []), texts);
    await foldIfDue(now);
  }
};

/** What `dropProjects` leaves: what others need, and what another call takes. */
export interface DropOptions {
  readonly isKept?: (id: WorkItemId) => boolean;
  readonly most?: number;
}

/**
 * Takes at most `most` items of these projects out of the index; true once none is left but what is kept, else call again. An
 * item that moves to another project meanwhile stays.
 */
export const dropProjects = async (
  projectIds: ReadonlySet<ProjectId>,
  now: EpochMs,
  { isKept = () => false, most = 10_000 }: DropOptions = {},
): Promise<boolean> => {
  const view = await openIndex();
  const held = (await Promise.all([...projectIds].map((id) => listIds(view, id)))).flat();
  const all = held.filter((id) => !isKept(id));
  await dropItems(all.slice(0, most), projectIds, now);
  return all.length <= most;
};
