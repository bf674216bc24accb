import type { EpochMs, ProjectId } from '../../core/ids.ts';
import { readUpkeepState, updateUpkeep, type UpkeepRun, type UpkeepState } from '../../storage/upkeep.ts';
import type { Job } from '../job.ts';
import { loadSite } from '../site/load-site.ts';
import { refreshSite } from '../site/refresh-site.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import { openIndex } from '../store/open-index.ts';
import { sweepIndex } from '../store/sweep.ts';
import { listSearched } from '../around/searched.ts';
import { followSite } from '../backfill/follow-site.ts';
import { markDirty, markSite } from '../sync/mark.ts';
import type { SiteMark } from '../../storage/index-marks.ts';
import { forgetSiteMarks } from '../sync/site-marks.ts';
import { addBrought, NOTHING_BROUGHT, type BroughtIn } from './bring-in.ts';
import { isSiteDue, type ReconciliationKind } from './cadence.ts';
import { planCounts } from './count-plan.ts';
import { countProjects } from './count-projects.ts';
import { drillProject } from './drill-project.ts';
import { findInconsistent } from './inconsistent.ts';
import { findLiveProjects } from './live-projects.ts';
import { look } from './refresh-from-jira.ts';
import { findSiteChanges } from './site-changes.ts';

/** How far each kind looks back beyond the last look: bulk changes show in search with a lag that nobody documents. */
const OVERLAP_MINUTES: Readonly<Record<ReconciliationKind, number>> = { hour: 60, day: 26 * 60 };
/** Under this no other look is begun. */
const LOOK_MS = 20_000;

/** Looks until the end, or until time is short: then the next page or reconciliation goes on from there. */
const lookAtAll = async (job: Job, overlapMinutes: number): Promise<BroughtIn> => {
  let brought = NOTHING_BROUGHT;
  for (;;) {
    const looked = await look(job, await readUpkeepState(), { overlapMinutes });
    brought = addBrought(brought, looked);
    if (!looked.isCut || job.remainingMs() < LOOK_MS) return brought;
  }
};

/** The lists of the site, read whole if it is time; has items read again that changed with what is in them. */
const keepSite = async (job: Job, state: UpkeepState): Promise<SiteFacts> => {
  const before = await loadSite();
  if (before !== undefined && !isSiteDue(before.readAt, state, job.now)) return before;
  const after = await refreshSite(job.app, job.now);
  for (const mark of before === undefined ? [] : findSiteChanges(before, after)) await markSite(mark, job.now);
  await followSite(job, after);
  return after;
};

/** Once a day all entries are held against each other and the site; gives how many have to be read again. */
const checkAll = async (job: Job, site: SiteFacts, projectIds: readonly ProjectId[]): Promise<BroughtIn> => {
  const ids = await findInconsistent({ app: job.app, view: await openIndex(), site, projectIds });
  if (ids.length > 0) await markDirty(ids, job.now);
  return { repaired: ids.length, missed: ids.length };
};

/** What was compared, by counting and by listing. */
interface Compared extends BroughtIn {
  readonly counted: number;
  readonly drilled: number;
}

const drillAll = async (job: Job, projectIds: readonly ProjectId[]): Promise<number> => {
  let found = 0;
  for (const projectId of projectIds) {
    const ids = await drillProject(job.app, projectId);
    // The consumer of marks also looks after what else changed with those that are gone.
    if (ids.length > 0) await markDirty(ids, job.now);
    found += ids.length;
  }
  return found;
};

interface CompareInput {
  readonly projectIds: readonly ProjectId[];
  readonly isThorough: boolean;
  /** Projects of which something was lost for certain: they need no second comparison. */
  readonly doubtful: ReadonlySet<ProjectId>;
}

const compare = async (job: Job, { projectIds, isThorough, doubtful }: CompareInput): Promise<Compared> => {
  const { mismatches } = await readUpkeepState();
  const isEach = isThorough || doubtful.size > 0 || Object.keys(mismatches).length > 0;
  const counts = await countProjects(job.app, projectIds, isEach);
  const plan = planCounts(counts, { mismatches }, job.now);
  const drill = [...new Set([...plan.drill, ...projectIds.filter((id) => doubtful.has(id))])];
  const found = await drillAll(job, drill);
  await updateUpkeep((stored) => ({ ...stored, mismatches: plan.mismatches }));
  return { counted: projectIds.length, drilled: drill.length, repaired: found, missed: found };
};

const doubtfulProjects = (marks: Iterable<SiteMark>): ReadonlySet<ProjectId> =>
  new Set([...marks].flatMap((mark) => (mark.startsWith('project:') ? [mark.slice('project:'.length)] : [])));

/** Minutes since the oldest mark that says that more changed than could be marked. */
const searchMinutes = (marks: ReadonlyMap<SiteMark, EpochMs>, now: EpochMs): number => {
  const since = marks.get('search');
  return since === undefined ? 0 : Math.ceil(Math.max(0, now - since) / 60_000) + 5;
};

export interface ReconcileInput {
  /** The projects that a backfill has read. */
  readonly whole: ReadonlySet<ProjectId>;
  /** Whether it reads others for the first time: then what points to something that is not there is left as it is. */
  readonly isReading: boolean;
  /** What is for the schedule to work off, as it was before. */
  readonly marks: ReadonlyMap<SiteMark, EpochMs>;
  /** How many events had come by then. */
  readonly events: number;
}

/** Whether a reconciliation that began at `now` is what an administrator asked for. */
const isAnswered = ({ at }: { readonly at: EpochMs }, kind: ReconciliationKind, now: EpochMs): boolean =>
  kind === 'day' && at <= now;

/**
 * Makes the index equal to Jira where events were lost: reads what changed by Jira's search, the site's lists where they are due,
 * compares counts and lists what does not match twice in a row; what it finds is read by the consumer of marks, or at once. Each
 * part is complete in itself: whatever ends it, the next one begins anew.
 */
export const reconcile = async (
  job: Job,
  kind: ReconciliationKind,
  { whole, isReading, marks, events }: ReconcileInput,
): Promise<UpkeepRun> => {
  const state = await readUpkeepState();
  const overlap = Math.max(OVERLAP_MINUTES[kind], searchMinutes(marks, job.now));
  const looked = await lookAtAll(job, overlap);
  const site = await keepSite(job, state);
  const doubtful = doubtfulProjects(marks.keys());
  const isDoubtful = kind === 'day' || doubtful.size > 0;
  const live = await findLiveProjects(job.app, await readUpkeepState(), {
    indexed: (await listSearched()).all,
    isDoubtful,
  });
  const projectIds = live.filter((id) => whole.has(id));
  const compared = await compare(job, { projectIds, isThorough: kind === 'day', doubtful });
  const isWhole = kind === 'day' && !isReading;
  const checked = isWhole ? await checkAll(job, site, projectIds) : NOTHING_BROUGHT;
  // The consumer of marks looks at what is beside the programs' projects.
  if (isWhole) await markSite('around', job.now);
  await forgetSiteMarks(marks);
  await sweepIndex(job.now);
  const later = addBrought(compared, checked);
  const { repaired, missed } = addBrought(looked, later);
  const { counted, drilled } = compared;
  const run = { at: job.now, kind, repaired, missed, counted, drilled, points: job.meter.spent().high };
  await updateUpkeep(({ asked, ...stored }) => ({
    ...stored,
    ...(asked === undefined || isAnswered(asked, kind, job.now) ? {} : { asked }),
    repaired: stored.repaired + later.repaired,
    missed: stored.missed + later.missed,
    hourAt: job.now,
    eventsAtHour: events,
    ...(isWhole ? { dayAt: job.now } : {}),
    lastRun: run,
  }));
  return run;
};
