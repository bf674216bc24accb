import type { EpochMs } from '../../core/ids.ts';
import type { Period } from '../../core/period/period.ts';
import type { SiteHead } from '../../storage/site.ts';
import { readSite } from '../site/load-site.ts';
import { NO_SITE, type SiteFacts } from '../site/site-facts.ts';

/** Sprints that closed this long before a period's start are of no interest to it; what is kept of late reaches back 200 days. */
const RECENT_MS = 150 * 86_400_000;

/** The site's facts as far as the board of a period needs them. */
export const loadSiteFor = async (
  head: SiteHead | undefined,
  period: Pick<Period, 'start'>,
  now: EpochMs,
): Promise<SiteFacts> =>
  head === undefined ? NO_SITE : readSite(head, { withOld: Date.parse(period.start) < now - RECENT_MS });
