import { InvocationError, InvocationErrorCode } from '@forge/events';
import { z } from 'zod';
import type { BackfillState } from '../core/backfill/state.ts';
import { BudgetSpentError } from '../jira/errors.ts';
import { logFailure } from '../resolvers/log.ts';
import { StorageError, VersionConflictError } from '../storage/errors.ts';
import { listPrograms } from '../storage/programs.ts';
import { openReading } from '../work-index/reading/reading.ts';
import { passOn, takeTurn } from '../work-index/backfill/pass-on.ts';
import { restOf } from '../work-index/backfill/rest-of.ts';
import { workOn, type WorkEnd } from '../work-index/backfill/work-on.ts';
import type { Job } from '../work-index/job.ts';
import { bringSite } from '../work-index/site/bring-site.ts';
import { loadSite } from '../work-index/site/load-site.ts';
import { runStep } from './run-step.ts';

/** Some thousand items with their histories: little is lost where a step dies, which counts as having spent them. */
const WANTED_POINTS = 8_000;
/** A thousand items, their histories, and the questions around them. */
const NEEDED_POINTS = 2_500;
/** The first step of an hour gets less, and learns what the hour has: the next one gets more. */
const POOR_REST_MS = 300_000;

/** A step begins no other piece of the site's lists when less than this share of its time is left. */
const SITE_SHARE = 0.7;

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
    if (site === undefined) return {};
    const reading = openReading(job.app, site, await listPrograms());
    return await workOn({ claimed, job, reading, found: new Map() }, onFailure);
  } catch (error) {
    const isPoor = error instanceof BudgetSpentError;
    const poor = { until: job.now + POOR_REST_MS, because: 'share' } as const;
    const rest = isPoor ? poor : restOf(error, job.now);
    if (rest === undefined) throw error;
    return { rest };
  }
};

const runOne = async (event: unknown): Promise<void> => {
  const { eventId, body } = eventShape.parse(event);
  const claimed = await takeTurn({ eventId, turn: body.turn }, Date.now());
  if (claimed === undefined) return;
  const end = await runStep({ wanted: WANTED_POINTS, needed: NEEDED_POINTS }, (job) => readOn(claimed, job));
  const rest = end.kind === 'rest' ? { until: end.until, because: end.because } : end.value.rest;
  await passOn(claimed.turn, rest, Date.now());
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
