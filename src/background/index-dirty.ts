import type { AsyncEvent } from '@forge/events';
import type { Shard } from '../storage/index-marks.ts';
import type { SyncHead } from '../storage/sync-head.ts';
import { logFailure } from '../resolvers/log.ts';
import { FRESHNESS_SHARE } from '../work-index/quota/hour-budget.ts';
import type { RunPlan } from '../work-index/sync/plan-run.ts';
import { readMarked } from '../work-index/sync/read-marked.ts';
import { beginRun, endRun, isOverdue, type RunEnd } from '../work-index/sync/run.ts';
import { depthOf } from '../work-index/sync/wake-up.ts';
import { runStep } from './run-step.ts';

const readAll = async (plan: RunPlan): Promise<RunEnd> => {
  const { wanted, needed } = plan;
  try {
    const step = await runStep({ wanted, needed, share: FRESHNESS_SHARE }, async (job) => ({
      brought: await readMarked(job, plan),
      points: job.meter.spent().high,
    }));
    return step.kind === 'rest' ? step : { kind: 'done', ...step.value };
  } catch (error) {
    return { kind: 'failed', error };
  }
};

/** One run of the consumer; failures are counted, and what they leave is tried again: nothing is ever lost by them. */
const run = async (depth: number): Promise<void> => {
  const startedAt = Date.now();
  const plan = await beginRun(startedAt);
  if (plan.waiting === 0) return;
  const end = await readAll(plan);
  if (end.kind === 'failed') logFailure(crypto.randomUUID(), 'index-dirty', end.error);
  await endRun(end, { startedAt, now: Date.now(), depth });
};

/** The consumer of the queue `index-dirty`: brings into the index what is marked. */
export const onIndexDirty = (event: AsyncEvent): Promise<void> => run(depthOf(event.body));

/** For a schedule: brings in what is marked where nobody is on the way for it, by the records that it read. */
export const sweepMarks = async (head: SyncHead, shards: readonly Shard[]): Promise<void> => {
  if (isOverdue(head, shards, Date.now())) await run(0);
};
