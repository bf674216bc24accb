import type { WorkItemId } from '../../core/ids.ts';
import { listPrograms } from '../../storage/programs.ts';
import type { Job } from '../job.ts';
import { openReading } from '../reading/reading.ts';
import { readBatch, type ReadBatch } from '../reading/read-batch.ts';
import type { SiteFacts } from '../site/site-facts.ts';

/** Reads items as the app, for all programs of this site. */
export interface Reader {
  readonly read: (ids: readonly WorkItemId[]) => Promise<ReadBatch>;
}

export const openReader = async (job: Job, site: SiteFacts): Promise<Reader> => {
  const reading = openReading(job.app, site, await listPrograms());
  return { read: (ids) => readBatch(reading, ids, { withHistory: true }) };
};
