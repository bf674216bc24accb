import type { Rest } from '../../core/backfill/progress.ts';
import { changeRun, compareStamps, nextRun, type BackfillState, type ProjectRun } from '../../core/backfill/state.ts';
import type { ProjectId } from '../../core/ids.ts';
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
  /** Projects that were read to their end. */
  readonly closed: readonly ProjectId[];
  /** Pieces of up to a thousand items that were written. */
  readonly pieces: number;
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

/** What became of one piece: the run as it stands after it, or why the step ends here. */
type Turnout =
  | { readonly kind: 'after'; readonly after: ProjectRun }
  | { readonly kind: 'smaller' }
  | { readonly kind: 'end'; readonly rest?: Rest };

interface Attempt {
  readonly run: ProjectRun;
  readonly size: number;
  readonly isFirst: boolean;
  readonly onFailure: (error: unknown) => void;
}

const attempt = async (desk: Desk, { run, size, isFirst, onFailure }: Attempt): Promise<Turnout> => {
  const { now } = desk.job;
  try {
    return { kind: 'after', after: await advance(desk, run, size) };
  } catch (error) {
    if (error instanceof BudgetSpentError) {
      if (!isFirst) return { kind: 'end' };
      if (size > MIN_SIZE) return { kind: 'smaller' };
      return { kind: 'end', rest: { until: now + POOR_REST_MS, because: 'share' } };
    }
    const rest = restOf(error, now);
    if (rest !== undefined) return { kind: 'end', rest };
    onFailure(error);
    return { kind: 'after', after: setAside(run, error, now) };
  }
};

/** Compares the stamps where something changed, and counts what waits. */
const prepare = async (desk: Desk, onFailure: (error: unknown) => void): Promise<BackfillState> => {
  const { claimed, reading, job } = desk;
  const { changes: seen } = claimed;
  const state =
    claimed.compared < seen
      ? await updateBackfill((stored) => compareStamps(stored, (id) => stampOf(reading, id), { seen, now: job.now }))
      : claimed;
  return countRuns(desk, state, onFailure);
};

/**
 * Reads on, piece by piece, until time or points are used. A piece counts once its run is stored: cut off before, it is read
 * again to the same end. `onFailure` hears what kept a project from being read.
 */
export const workOn = async (desk: Desk, onFailure: (error: unknown) => void): Promise<WorkEnd> => {
  const { now, remainingMs, points, meter } = desk.job;
  const endAt = remainingMs() * (1 - WORKING_SHARE);
  let state = await prepare(desk, onFailure);
  let most = SIZE;
  let done = 0;
  let pieces = 0;
  const closed: ProjectId[] = [];
  while (remainingMs() > endAt) {
    const run = nextRun(state, now);
    const left = points - meter.spent().high;
    if (run === undefined && state.isLoose === true) await packAll(() => remainingMs() > endAt);
    if (run === undefined || (done > 0 && isTooDear(desk, run, left))) break;
    const size = Math.max(MIN_SIZE, Math.min(most, sizeFor(desk, run, left)));
    const turnout = await attempt(desk, { run, size, isFirst: done === 0, onFailure });
    if (turnout.kind === 'end') return { ...turnout, closed, pieces };
    if (turnout.kind === 'smaller') {
      most = Math.floor(size / 2);
      continue;
    }
    const { after } = turnout;
    done += 1;
    if (run.phase === 'reading') pieces += 1;
    if (after.phase === 'done') closed.push(run.projectId);
    state = await updateBackfill((stored) => changeRun(stored, run, after));
  }
  return { closed, pieces };
};
