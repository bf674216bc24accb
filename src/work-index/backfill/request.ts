import { followProjects, needsWaking, newRun, type BackfillState, type ProjectRun } from '../../core/backfill/state.ts';
import type { EpochMs, ProjectId } from '../../core/ids.ts';
import { readBackfill, updateBackfill } from '../../storage/backfill.ts';
import { readRegistry } from '../../storage/registry.ts';
import { readScope } from '../around/scope.ts';
import { surveyAround } from '../around/survey.ts';
import { dropProjects } from '../store/drop-projects.ts';
import { openIndex } from '../store/open-index.ts';
import { pushStep } from './queue.ts';

/** A project that no program names any more stays so long: a team may come back, and the status page says so. */
const KEPT_AFTER_LEAVING_MS = 7 * 86_400_000;

/**
 * Changes the state, and sends an event where there is work and none is on its way. The state is written first: if this dies in
 * between, the next kick finds the event overdue.
 */
const changeAndWake = async (change: (state: BackfillState) => BackfillState, now: EpochMs): Promise<void> => {
  let mustPush = false;
  const state = await updateBackfill((stored) => {
    const changed = change(stored);
    mustPush = needsWaking(changed, now);
    return mustPush ? { ...changed, wakeAt: now } : changed;
  });
  if (mustPush) await pushStep(state.turn, { now, until: now });
};

/** Every project of a saved program: what the index holds, or will. None while the app is stopped: then nothing happens. */
export const indexedProjects = async (): Promise<readonly ProjectId[]> => {
  const { records, stopped } = await readRegistry();
  return stopped === undefined ? [...new Set(records.flatMap((record) => record.teamProjectIds.flat()))] : [];
};

/**
 * Brings the backfill in line with the saved programs, and on its way if it is not: from a schedule, which heals whatever was
 * lost. Two readings of storage where there is nothing to do. `isChanged`: a program was saved, or what is kept of the site is
 * other than it was, so that projects may have to be read by other fields or team queries.
 */
export const kickBackfill = async (now: EpochMs, isChanged = false): Promise<void> => {
  const projectIds = await indexedProjects();
  await changeAndWake((state) => {
    const followed = followProjects(state, projectIds, now);
    return isChanged ? { ...followed, changes: followed.changes + 1 } : followed;
  }, now);
};

/** Takes projects out of the index that no program has named for a week, but what work of programs leads to; gives their ids. Of many items
 * some are taken out at each call. */
export const dropLeftProjects = async (now: EpochMs): Promise<readonly ProjectId[]> => {
  const isOver = ({ leftAt }: { leftAt?: EpochMs }): boolean =>
    leftAt !== undefined && leftAt + KEPT_AFTER_LEAVING_MS <= now;
  const ids = (await readBackfill()).runs.filter(isOver).map((run) => run.projectId);
  if (ids.length === 0) return [];
  // First the rows, then the note: cut off in between, it is done again.
  const dropped = new Set(ids);
  const { kept } = await surveyAround(await openIndex(), await readScope());
  if (!(await dropProjects(dropped, now, { isKept: (id) => kept.has(id) }))) return [];
  await updateBackfill((state) => ({
    ...state,
    runs: state.runs.filter((run) => !(dropped.has(run.projectId) && isOver(run))),
  }));
  return ids;
};

const markRuns = (
  state: BackfillState,
  projectIds: readonly ProjectId[],
  mark: (run: ProjectRun) => ProjectRun,
): BackfillState => {
  const marked = new Set(projectIds);
  return { ...state, runs: state.runs.map((run) => (marked.has(run.projectId) ? mark(run) : run)) };
};

/** Stops reading these projects after the step that runs; what was read stays, and `resumeBackfill` goes on from there. */
export const cancelBackfill = async (projectIds: readonly ProjectId[]): Promise<void> => {
  await updateBackfill((state) =>
    markRuns(state, projectIds, (run) => (run.phase === 'done' ? run : { ...run, isCancelled: true })),
  );
};

const resumed = (run: ProjectRun): ProjectRun => {
  const { problem: _, ...rest } = run;
  return { ...rest, isCancelled: false };
};

/** Goes on where reading was cancelled, or where Jira refused a project. */
export const resumeBackfill = (projectIds: readonly ProjectId[], now: EpochMs): Promise<void> =>
  changeAndWake((state) => markRuns(state, projectIds, resumed), now);

/** Reads these projects anew and removes what is not there any more; what is stored stays usable meanwhile. */
export const rebuild = (projectIds: readonly ProjectId[], now: EpochMs): Promise<void> =>
  changeAndWake((state) => markRuns(state, projectIds, (run) => newRun(run.projectId, now, run)), now);
