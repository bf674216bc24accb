import { isFirstReading } from '../core/backfill/state.ts';
import { readBackfill } from '../storage/backfill.ts';
import { readShards, type StoredShard } from '../storage/index-marks.ts';
import { readTogether } from '../storage/together.ts';
import { readSyncHead } from '../storage/sync-head.ts';
import { readUpkeepState } from '../storage/upkeep.ts';
import { dropLeftProjects, indexedProjects, kickBackfill } from '../work-index/backfill/request.ts';
import { listSiteMarks } from '../work-index/sync/site-marks.ts';
import { countEvents } from '../work-index/sync/sync-state.ts';
import { askAgainAt, takeAsked } from '../work-index/upkeep/ask.ts';
import { dueKind, type ReconciliationKind } from '../work-index/upkeep/cadence.ts';
import { reconcile } from '../work-index/upkeep/reconcile.ts';
import { sweepMarks } from './index-dirty.ts';
import { runStep } from './run-step.ts';

/** Some thousand changed items, or the lists of a large site; what is left over is taken up by the next hour. */
const WANTED_POINTS = 6_000;
const NEEDED_POINTS = 500;

const reconcileStep = async (kind: ReconciliationKind, shards: readonly StoredShard[]) => {
  const backfill = await readBackfill();
  const whole = new Set(backfill.runs.flatMap(({ projectId, finishedAt }) => (finishedAt > 0 ? [projectId] : [])));
  return runStep({ wanted: WANTED_POINTS, needed: NEEDED_POINTS }, (job) =>
    reconcile(job, kind, {
      whole,
      isReading: isFirstReading(backfill, job.now),
      events: countEvents(shards),
      marks: listSiteMarks(shards),
    }),
  );
};

/** What keeps the index true where everything else failed. Gives what it did, for who runs it by hand. */
export const onUpkeep = async (): Promise<string> => {
  const now = Date.now();
  if ((await indexedProjects()).length === 0) return 'no program';
  // Whatever lost its queue event goes on. In most hours this is all there is to do: small records, read once.
  const [state, head, shards, backfill] = await readTogether(() =>
    Promise.all([readUpkeepState(), readSyncHead(), readShards(), readBackfill(), kickBackfill(now)]),
  );
  await sweepMarks(head, shards);
  const [events, marks] = [countEvents(shards), listSiteMarks(shards)];
  const isReading = isFirstReading(backfill, now);
  const kind = dueKind(state, { events, hasMarks: marks.size > 0, isReading }, now);
  if (kind === undefined) return 'nothing is due';
  if (kind === 'day') await dropLeftProjects(now);
  const end = await reconcileStep(kind, shards);
  return end.kind === 'done' ? kind : end.because;
};

/** Queue `index-reconcile`: the reconciliation that an administrator asked for. What fails is left to the schedule. */
export const onReconcile = async (): Promise<void> => {
  const now = Date.now();
  if ((await indexedProjects()).length === 0 || !(await takeAsked(now))) return;
  const end = await reconcileStep('day', await readShards());
  if (end.kind === 'rest') await askAgainAt(end.until, Date.now());
};
