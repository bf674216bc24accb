import type { WorkItemId } from '../../core/ids.ts';
import type { Job } from '../job.ts';
import { loadSite } from '../site/load-site.ts';
import { refreshSite } from '../site/refresh-site.ts';
import { writeEntries } from '../store/write-entries.ts';
import { findUnread } from '../around/find-unread.ts';
import { mark, markDirty } from './mark.ts';
import { isId } from './is-id.ts';
import { openReader } from './reader.ts';

/**
 * Reads these items again at once, as the app, and swaps them into the index: after somebody wrote to them through Interlock. The
 * events of that write come later and change nothing. Ids only; what is none is passed over. Throws the errors of Jira and storage.
 */
export const syncIds = async (job: Job, ids: readonly WorkItemId[]): Promise<void> => {
  const asked = [...new Set(ids)].filter(isId);
  if (asked.length === 0) return;
  const site = (await loadSite()) ?? (await refreshSite(job.app, job.now));
  const reader = await openReader(job, site);
  const batch = await reader.read(asked);
  await writeEntries(batch, Date.now());
  // Jira could not give them just now.
  if (batch.failedIds.length > 0) await markDirty(batch.failedIds, Date.now());
  const unread = await findUnread(batch);
  if (unread !== undefined) await mark(unread, Date.now());
};
