import { uncounted, changeRun, type BackfillState, type ProjectRun } from '../../core/backfill/state.ts';
import { chunk } from '../../core/list/chunk.ts';
import { BudgetSpentError } from '../../jira/errors.ts';
import { isProject } from '../../jira/jql.ts';
import { countApproximately } from '../../jira/search.ts';
import { updateBackfill } from '../../storage/backfill.ts';
import type { Desk } from './desk.ts';
import { restOf } from './rest-of.ts';
import { setAside } from './set-aside.ts';

/** A call and a point each; what was counted is kept where a step dies. */
const AT_ONCE = 50;

const countOne = async ({ app, now }: Desk['job'], run: ProjectRun, onFailure: (error: unknown) => void) => {
  try {
    const { problem: _, ...rest } = run;
    const about = await countApproximately(app, isProject(run.projectId));
    return { ...rest, phase: 'counted', about } as const;
  } catch (error) {
    if (error instanceof BudgetSpentError || restOf(error, now) !== undefined) throw error;
    onFailure(error);
    return setAside(run, error, now);
  }
};

/** Counts every project that waits: a project that Jira refuses is set aside. Throws what speaks against the whole app. */
export const countRuns = async (
  { job }: Pick<Desk, 'job'>,
  state: BackfillState,
  onFailure: (error: unknown) => void,
): Promise<BackfillState> => {
  let latest = state;
  for (const part of chunk(uncounted(state, job.now), AT_ONCE)) {
    const counted = await Promise.all(part.map((run) => countOne(job, run, onFailure)));
    latest = await updateBackfill((stored) =>
      part.reduce((changed, run, at) => changeRun(changed, run, counted[at] ?? run), stored),
    );
  }
  return latest;
};
