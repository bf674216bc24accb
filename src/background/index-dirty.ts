import type { AsyncEvent } from '@forge/events';
import type { Shard } from '../storage/index-marks.ts';
import type { SyncHead } from '../storage/sync-head.ts';
import { logFailure } from '../resolvers/log.ts';
import type { Job } from '../work-index/job.ts';
import { FRESHNESS_SHARE } from '../work-index/quota/hour-budget.ts';
import { POINTS_BESIDE, POINTS_PER_ITEM, readMarked } from '../work-index/sync/read-marked.ts';
import { beginRun, endRun, isOverdue, type RunEnd } from '../work-index/sync/run.ts';
import { depthOf } from '../work-index/sync/wake-up.ts';
import { runStep } from './run-step.ts';

/** Beyond that a run ends for its time first. */
const MAX_ITEMS = 5_000;
/** What the site's lists cost, where they are read anew. */
const FACTS_POINTS = 300;

const readStep = async (job: Job) => ({ brought: await readMarked(job), points: job.meter.spent().high });

const readAll = async (waiting: number): Promise<RunEnd> => {
  const wanted = FACTS_POINTS + POINTS_BESIDE + Math.min(waiting, MAX_ITEMS) * POINTS_PER_ITEM;
  try {
    const step = await runStep({ wanted, needed: POINTS_BESIDE + POINTS_PER_ITEM, share: FRESHNESS_SHARE }, readStep);
    return step.kind === 'rest' ? step : { kind: 'done', ...step.value };
  } catch (error) {
    return { kind: 'failed', error };
  }
};

/** One run of the consumer; failures are counted, and what they leave is tried again: nothing is ever lost by them. */
const run = async (depth: number): Promise<void> => {
  const startedAt = Date.now();
  const waiting = await beginRun(startedAt);
  if (waiting === 0) return;
  const end = await readAll(waiting);
  if (end.kind === 'failed') logFailure(crypto.randomUUID(), 'index-dirty', end.error);
  await endRun(end, { startedAt, now: Date.now(), depth });
};

/** The consumer of the queue `index-dirty`: brings into the index what is marked. */
export const onIndexDirty = (event: AsyncEvent): Promise<void> => run(depthOf(event.body));

/** For a schedule: brings in what is marked where nobody is on the way for it, by the records that it read. */
export const sweepMarks = async (head: SyncHead, shards: readonly Shard[]): Promise<void> => {
  if (isOverdue(head, shards, Date.now())) await run(0);
};
