import type { Rest } from '../../core/backfill/progress.ts';
import { changeRun, compareStamps, nextRun, type ProjectRun } from '../../core/backfill/state.ts';
import { BudgetSpentError } from '../../jira/errors.ts';
import { MATCHES_AN_ITEM } from '../../jira/price.ts';
import { updateBackfill } from '../../storage/backfill.ts';
import { stampOf } from '../reading/reading.ts';
import { beginRun } from './begin-run.ts';
import { closeRun } from './close-run.ts';
import { packAll } from './pack-all.ts';
import { countRuns } from './count-runs.ts';
import type { Desk } from './desk.ts';
import { readNext } from './read-next.ts';
import { restOf } from './rest-of.ts';
import { setAside } from './set-aside.ts';

/** Numbers or ids of one reading: the most that Jira gives at once (platform.md 3.2). */
const SIZE = 1_000;
/** Where points do not suffice even for so few, the step ends. */
const MIN_SIZE = 50;
/** A step begins nothing new after this share of its time: one more reading must fit, and the next step costs little. */
const WORKING_SHARE = 0.4;
/** A step that could do nothing with its points looks again then. */
const POOR_REST_MS = 300_000;

/** How a step ended. */
export interface WorkEnd {
  /** Nothing is to be done before; absent: go on. */
  readonly rest?: Rest;
}

const advance = (desk: Desk, run: ProjectRun, size: number): Promise<ProjectRun> => {
  switch (run.phase) {
    case 'counted':
      return beginRun(desk, run);
    case 'reading':
      return readNext(desk, run, size);
    case 'closing':
      return closeRun(desk, run);
    case 'waiting':
    case 'done':
      return Promise.resolve(run);
  }
};

/** Of an item, in pages of 100 with their histories; a few of these are longer than such a page shows. */
const POINTS_AN_ITEM = 1.1;
/** What beginning or closing a project sets aside, where nothing is to be repaired. */
const POINTS_BESIDE = 600;

/** What each item of a project may cost: it is read, and matched with the team queries of the project. */
const pointsAnItem = ({ reading }: Desk, { projectId }: ProjectRun): number =>
  POINTS_AN_ITEM + Math.min(MATCHES_AN_ITEM, (reading.queries.get(projectId) ?? []).length);

/** How many numbers or ids of a project these points suffice for; a reading that is cut off in the middle is paid for twice. */
const sizeFor = (desk: Desk, run: ProjectRun, points: number): number => {
  const left = run.way?.kind === 'keys' ? run.way.last - run.cursor : SIZE;
  return Math.min(SIZE, left, Math.floor(points / pointsAnItem(desk, run)));
};

/** Whether a step that has done something should leave this piece to the next one, which has more points. */
const isTooDear = (desk: Desk, run: ProjectRun, points: number): boolean => {
  if (run.phase !== 'reading') return points < POINTS_BESIDE;
  return sizeFor(desk, run, points) < sizeFor(desk, run, Number.POSITIVE_INFINITY);
};

/**
 * Reads on, piece by piece, until time or points are used. A piece counts once its run is stored: cut off before, it is read
 * again to the same end. `onFailure` hears what kept a project from being read.
 */
export const workOn = async (desk: Desk, onFailure: (error: unknown) => void): Promise<WorkEnd> => {
  const { now, remainingMs, points, meter } = desk.job;
  const endAt = remainingMs() * (1 - WORKING_SHARE);
  let state = desk.claimed;
  if (state.compared < state.changes) {
    const seen = state.changes;
    state = await updateBackfill((stored) => compareStamps(stored, (id) => stampOf(desk.reading, id), { seen, now }));
  }
  state = await countRuns(desk, state, onFailure);
  let most = SIZE;
  let pieces = 0;
  while (remainingMs() > endAt) {
    const run = nextRun(state, now);
    const left = points - meter.spent().high;
    if (run === undefined && state.isLoose === true) await packAll(() => remainingMs() > endAt);
    if (run === undefined || (pieces > 0 && isTooDear(desk, run, left))) return {};
    let after: ProjectRun;
    const size = Math.max(MIN_SIZE, Math.min(most, sizeFor(desk, run, left)));
    try {
      after = await advance(desk, run, size);
      pieces += 1;
    } catch (error) {
      if (error instanceof BudgetSpentError) {
        if (pieces > 0) return {};
        if (size <= MIN_SIZE) return { rest: { until: now + POOR_REST_MS, because: 'share' } };
        most = Math.floor(size / 2);
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
