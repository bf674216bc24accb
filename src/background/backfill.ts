import { InvocationError, InvocationErrorCode } from '@forge/events';
import { z } from 'zod';
import type { BackfillState } from '../core/backfill/state.ts';
import type { ProjectId } from '../core/ids.ts';
import { BudgetSpentError } from '../jira/errors.ts';
import { logFailure } from '../resolvers/log.ts';
import { StorageError, VersionConflictError } from '../storage/errors.ts';
import { listPrograms } from '../storage/programs.ts';
import { openReading } from '../work-index/reading/reading.ts';
import { passOn, takeTurn } from '../work-index/backfill/pass-on.ts';
import { indexedProjects } from '../work-index/backfill/request.ts';
import { restOf } from '../work-index/backfill/rest-of.ts';
import { workOn, type WorkEnd } from '../work-index/backfill/work-on.ts';
import type { Job } from '../work-index/job.ts';
import { bringSite } from '../work-index/site/bring-site.ts';
import { loadSite } from '../work-index/site/load-site.ts';
import { keepAccessFresh, refreshAccess } from '../work-index/upkeep/refresh-access.ts';
import { runStep } from './run-step.ts';

/** Some thousand items with their histories: little is lost where a step dies, which counts as having spent them. */
const WANTED_POINTS = 8_000;
/** A thousand items, their histories, and the questions around them. */
const NEEDED_POINTS = 2_500;
/** The first step of an hour gets less, and learns what the hour has: the next one gets more. */
const POOR_REST_MS = 300_000;

/** A step begins no other piece of the site's lists when less than this share of its time is left. */
const SITE_SHARE = 0.7;

/** A thousand items take some 300 of the 4,000 units of storage that an installation has in a minute (platform.md 1.2). */
const PAUSE_PER_PIECE_MS = 3_000;
/** Of access facts: a few points a project, and one for each item of a project that is checked item by item. */
const ACCESS_POINTS = 8_000;
const NEEDED_ACCESS_POINTS = 50;

const NOTHING: WorkEnd = { closed: [], pieces: 0 };

const isChanged = ({ compared, changes }: BackfillState): boolean => compared < changes;

/** Storage counts by the minute. What is not retried, the schedule finds overdue. */
const RETRY_S = 60;

const eventShape = z.object({ eventId: z.string(), body: z.object({ turn: z.int() }) });

const onFailure = (error: unknown): void => logFailure(crypto.randomUUID(), 'backfill', error);

/** Opens what reading takes, and reads; what speaks against the whole app is a rest, here as there. */
const readOn = async (claimed: BackfillState, job: Job): Promise<WorkEnd> => {
  try {
    // A saved program may name boards and JQL that nobody looked at yet.
    const stored = isChanged(claimed) ? undefined : await loadSite();
    const site = stored ?? (await bringSite(job, job.remainingMs() * SITE_SHARE));
    if (site === undefined) return NOTHING;
    const reading = openReading(job.app, site, await listPrograms());
    return await workOn({ claimed, job, reading, found: new Map() }, onFailure);
  } catch (error) {
    const isPoor = error instanceof BudgetSpentError;
    const poor = { until: job.now + POOR_REST_MS, because: 'share' } as const;
    const rest = isPoor ? poor : restOf(error, job.now);
    if (rest === undefined) throw error;
    return { ...NOTHING, rest };
  }
};

/** Work on access facts, within points of its own. Views ask where it did not come to an end. */
const withAccess = async (work: (job: Job) => Promise<void>): Promise<void> => {
  try {
    await runStep({ wanted: ACCESS_POINTS, needed: NEEDED_ACCESS_POINTS }, work);
  } catch (error) {
    onFailure(error);
  }
};
const keepAllFresh = async (job: Job): Promise<void> => {
  await keepAccessFresh(job, await indexedProjects());
};

/** The first view of a project that was just read finds its access known. */
const bringAccess = (closed: readonly ProjectId[], isEnd: boolean): Promise<void> =>
  closed.length === 0
    ? Promise.resolve()
    : withAccess(async (job) => {
        // What is known of them may be young, but is of before they had items.
        await refreshAccess(job.app, closed, job.now);
        // What was read first is old by now, and those who look want all of it.
        if (isEnd) await keepAllFresh(job);
      });

const runOne = async (event: unknown): Promise<void> => {
  const { eventId, body } = eventShape.parse(event);
  const claimed = await takeTurn({ eventId, turn: body.turn }, Date.now());
  if (claimed === undefined) return;
  // Until a project is known to the app, pages do not tell anyone of it: no team's row, and no progress.
  if (isChanged(claimed)) await withAccess(keepAllFresh);
  const end = await runStep({ wanted: WANTED_POINTS, needed: NEEDED_POINTS }, (job) => readOn(claimed, job));
  const { rest, closed, pieces } =
    end.kind === 'rest' ? { ...NOTHING, rest: { until: end.until, because: end.because } } : end.value;
  const goesOn = await passOn(claimed.turn, { rest, pauseMs: pieces * PAUSE_PER_PIECE_MS }, Date.now());
  await bringAccess(closed, !goesOn);
};

/** Queue `index-backfill`: one step of reading projects into the index; the next step is an event of its own. */
export const onBackfill = async (event: unknown): Promise<InvocationError | undefined> => {
  try {
    await runOne(event);
    return undefined;
  } catch (error) {
    const isBusy = error instanceof VersionConflictError || error instanceof StorageError;
    if (!isBusy) throw error;
    return new InvocationError({ retryAfter: RETRY_S, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
  }
};
