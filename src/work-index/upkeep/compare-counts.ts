import type { ProjectId } from '../../core/ids.ts';
import { readUpkeepState, updateUpkeep } from '../../storage/upkeep.ts';
import type { Job } from '../job.ts';
import { markDirty } from '../sync/mark.ts';
import { NOTHING_BROUGHT, type BroughtIn } from './bring-in.ts';
import { planCounts } from './count-plan.ts';
import { countProjects } from './count-projects.ts';
import { drillProject } from './drill-project.ts';

/** What was compared, by counting and by listing. */
export interface Compared extends BroughtIn {
  readonly counted: number;
  readonly drilled: number;
}

export const NOTHING_COMPARED: Compared = { ...NOTHING_BROUGHT, counted: 0, drilled: 0 };

export interface CompareInput {
  readonly projectIds: readonly ProjectId[];
  readonly isThorough: boolean;
  /** Projects of which something was lost for certain: they need no second comparison. */
  readonly doubtful: ReadonlySet<ProjectId>;
}

/**
 * Compares counts, and has what differs twice in a row listed. Where that is cut off, what was listed is done, and the rest is as it was
 * before.
 */
export const compareCounts = async (
  job: Job,
  { projectIds, isThorough, doubtful }: CompareInput,
): Promise<Compared> => {
  const { mismatches } = await readUpkeepState();
  const isEach = isThorough || doubtful.size > 0 || Object.keys(mismatches).length > 0;
  const counts = await countProjects(job.app, projectIds, isEach);
  const plan = planCounts(counts, { mismatches }, job.now);
  const drill = [...new Set([...plan.drill, ...projectIds.filter((id) => doubtful.has(id))])];
  const open = new Set(drill);
  let found = 0;
  try {
    for (const projectId of drill) {
      await drillProject(job.app, projectId, async (ids) => {
        // The consumer of marks also looks after what else changed with those that are gone.
        if (ids.length > 0) await markDirty(ids, job.now);
        found += ids.length;
      });
      open.delete(projectId);
    }
  } finally {
    // What was not listed is as it was before, and is listed the next time.
    const kept = Object.entries(mismatches).filter(([id]) => open.has(id));
    await updateUpkeep((stored) => ({ ...stored, mismatches: { ...plan.mismatches, ...Object.fromEntries(kept) } }));
  }
  return { counted: projectIds.length, drilled: drill.length, repaired: found, missed: found };
};
