import type { WorkItemId } from '../core/ids.ts';
import type { Job } from '../work-index/job.ts';
import { markDirty } from '../work-index/sync/mark.ts';
import { syncIds } from '../work-index/sync/sync-ids.ts';

/** Reading a few items anew and writing them into the index takes a second or two; answering comes first. */
const SYNC_MS = 5_000;

/**
 * Brings into the index, as the app, what was just written, so that everyone sees it at once. What was written is written, whatever
 * becomes of this: where it fails or there is no time the items are marked, and Jira's own events come anyway.
 */
export const bringIn = async (
  job: Job,
  ids: readonly WorkItemId[],
  onFailure: (error: unknown) => void,
): Promise<void> => {
  if (ids.length === 0) return;
  try {
    if (job.remainingMs() > SYNC_MS) await syncIds(job, ids);
    else await markDirty(ids, Date.now());
  } catch (error) {
    onFailure(error);
    await markDirty(ids, Date.now()).catch(onFailure);
  }
};
