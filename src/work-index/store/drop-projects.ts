import { chunk } from '../../core/list/chunk.ts';
import type { EpochMs, ProjectId } from '../../core/ids.ts';
import { joinDropped } from '../entry/merge.ts';
import { append, BATCH_IDS } from './append.ts';
import { foldIfDue } from './fold.ts';
import { openIndex } from './open-index.ts';
import { createTexts } from './texts.ts';
import { listIds } from './totals.ts';

/**
 * Takes at most `most` items of these projects out of the index, a thousand a swap; true once none is left, else call again. An
 * item that moves to another project meanwhile stays. Only a reading that was started later than its last one brings an item back.
 */
export const dropProjects = async (
  projectIds: ReadonlySet<ProjectId>,
  now: EpochMs,
  most = 10_000,
): Promise<boolean> => {
  const view = await openIndex();
  const all = (await Promise.all([...projectIds].map((id) => listIds(view, id)))).flat();
  const texts = createTexts();
  for (const ids of chunk(all.slice(0, most), BATCH_IDS)) {
    await append(ids, (known) => ids.flatMap((id) => joinDropped(known.get(id), projectIds) ?? []), texts);
    await foldIfDue(now);
  }
  return all.length <= most;
};
