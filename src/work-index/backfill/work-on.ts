import type { Rest } from '../../core/backfill/progress.ts';
import { changeRun, compareStamps, nextRun, type ProjectRun } from '../../core/backfill/state.ts';
import { BudgetSpentError, JiraError } from '../../jira/errors.ts';
import { updateBackfill } from '../../storage/backfill.ts';
import { stampOf } from '../reading/reading.ts';
import { beginRun } from './begin-run.ts';
import { closeRun } from './close-run.ts';
import type { Desk } from './desk.ts';
import { readNext } from './read-next.ts';
import { restOf } from './rest-of.ts';

/** Numbers or ids of one reading: the most that Jira gives at once (platform.md 3.2). */
const SIZE = 1_000;
/** What such a reading may take, in pages with histories. */
const FULL_POINTS = 1.1 * SIZE;
/** Where points do not suffice even for so few, the step ends. */
const MIN_SIZE = 50;
/** A step begins nothing new after this share of its time: one more reading must fit, and the next step costs little. */
const WORKING_SHARE = 0.4;
/** A step that could do nothing with its points looks again then. */
const POOR_REST_MS = 300_000;
/** Until a project is tried again that was set aside; then the schedule's kick finds it. */
const SET_ASIDE_MS = 1_800_000;

/** How a step ended. */
export interface WorkEnd {
  /** Nothing is to be done before; absent: go on. */
  readonly rest?: Rest;
}

const advance = (desk: Desk, run: ProjectRun, size: number): Promise<ProjectRun> => {
  switch (run.phase) {
    case 'waiting':
      return beginRun(desk, run);
    case 'reading':
      return readNext(desk, run, size);
    case 'closing':
      return closeRun(desk, run);
    case 'done':
      return Promise.resolve(run);
  }
};

/** Sets a project aside that cannot be read now, so that it keeps no other from being read. */
const setAside = (run: ProjectRun, error: unknown, now: number): ProjectRun => {
  const isRefused = error instanceof JiraError && error.status < 500;
  return { ...run, problem: { code: isRefused ? 'access' : 'error', retryAt: now + SET_ASIDE_MS } };
};

/**
 * Reads on, piece by piece, until time or points are used. A piece counts once its run is stored: cut off before, it is read
 * again to the same end. `onFailure` hears what kept a project from being read.
 */
export const workOn = async (desk: Desk, onFailure: (error: unknown) => void): Promise<WorkEnd> => {
  const { now, remainingMs, points, meter } = desk.job;
  const endAt = remainingMs() * (1 - WORKING_SHARE);
  /** A reading that is cut off in the middle is paid for twice. */
  const affords = (cost: number): boolean => points - meter.spent().high >= Math.max(FULL_POINTS, 1.5 * cost);
  let state = desk.claimed;
  if (state.compared < state.changes) {
    const seen = state.changes;
    state = await updateBackfill((stored) => compareStamps(stored, (id) => stampOf(desk.reading, id), { seen, now }));
  }
  let size = SIZE;
  let pieces = 0;
  let dearest = 0;
  while (remainingMs() > endAt && (pieces === 0 || affords(dearest))) {
    const run = nextRun(state, now);
    if (run === undefined) return {};
    let after: ProjectRun;
    const before = meter.spent().high;
    try {
      after = await advance(desk, run, size);
      pieces += 1;
      dearest = Math.max(dearest, meter.spent().high - before);
    } catch (error) {
      if (error instanceof BudgetSpentError) {
        if (pieces > 0) return {};
        if (size <= MIN_SIZE) return { rest: { until: now + POOR_REST_MS, because: 'share' } };
        size = Math.floor(size / 2);
        continue;
      }
      const rest = restOf(error, now);
      if (rest !== undefined) return { rest };
      onFailure(error);
      after = setAside(run, error, now);
    }
    state = await updateBackfill((stored) => changeRun(stored, run, after));
  }
  return {};
};
