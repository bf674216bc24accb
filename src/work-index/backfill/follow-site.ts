import { readBackfill } from '../../storage/backfill.ts';
import { listPrograms } from '../../storage/programs.ts';
import type { Job } from '../job.ts';
import { openReading, stampOf } from '../reading/reading.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import { kickBackfill } from './request.ts';

/**
 * For who read the site's lists again: has the projects read again whose items were read by other fields or team queries than these
 * lists say, such as a board's filter that changed. Two readings of storage where there are none.
 */
export const followSite = async (job: Pick<Job, 'app' | 'now'>, site: SiteFacts): Promise<void> => {
  const [{ runs }, programs] = await Promise.all([readBackfill(), listPrograms()]);
  const reading = openReading(job.app, site, programs, () => job.now);
  const isOther = runs.some(
    ({ leftAt, stamp, projectId }) =>
      leftAt === undefined && stamp !== undefined && stamp !== stampOf(reading, projectId),
  );
  if (isOther) await kickBackfill(job.now, true);
};
