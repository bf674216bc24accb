import type { Rest } from '../../core/backfill/progress.ts';
import type { EpochMs } from '../../core/ids.ts';
import { JiraError, NetworkError, RateLimitedError } from '../../jira/errors.ts';
import { scopeOf } from '../../jira/lanes.ts';
import { StorageError, VersionConflictError } from '../../storage/errors.ts';

const TROUBLE_REST_MS = 60_000;
/** A 401 says that the app's permissions are not there (yet). */
const PASSING_STATUSES: ReadonlySet<number> = new Set([401, 502, 503, 504]);

/** What speaks against the whole app or its time, not against one project: until when to rest. */
export const restOf = (error: unknown, now: EpochMs): Rest | undefined => {
  if (error instanceof RateLimitedError) {
    const because = scopeOf(error.reason) === 'site' || error.reason === 'paused' ? 'quota' : 'trouble';
    return { until: now + error.retryAfterMs, because };
  }
  const isPassing =
    error instanceof NetworkError ||
    error instanceof StorageError ||
    error instanceof VersionConflictError ||
    (error instanceof JiraError && PASSING_STATUSES.has(error.status));
  return isPassing ? { until: now + TROUBLE_REST_MS, because: 'trouble' } : undefined;
};
