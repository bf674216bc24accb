import type { EpochMs, ProjectId } from '../../core/ids.ts';
import { readUpkeepState, updateUpkeep, type CutRun, type UpkeepRun, type UpkeepState } from '../../storage/upkeep.ts';
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
import { compareCounts, NOTHING_COMPARED, type Compared } from './compare-counts.ts';
import { findInconsistent } from './inconsistent.ts';
import { findLiveProjects } from './live-projects.ts';
import { look } from './refresh-from-jira.ts';
import { openCut, openParts, type Parts } from './parts.ts';
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

/** Everything after the look; gives what it found. */
const compareAll = async (
  job: Job,
  kind: ReconciliationKind,
  { parts, whole, isReading, marks }: ReconcileInput & { readonly parts: Parts },
): Promise<Compared> => {
  const site = await parts.run('site', async () => keepSite(job, await readUpkeepState()));
  const doubtful = doubtfulProjects(marks.keys());
  const isDoubtful = kind === 'day' || doubtful.size > 0;
  const { all } = await listSearched();
  const live = await findLiveProjects(job.app, await readUpkeepState(), { indexed: all, isDoubtful });
  const projectIds = live.filter((id) => whole.has(id));
  const isThorough = kind === 'day';
  const compared =
    (await parts.run('counts', () => compareCounts(job, { projectIds, isThorough, doubtful }))) ?? NOTHING_COMPARED;
  if (!isThorough || isReading) return compared;
  const lists = site ?? (await loadSite());
  const checked = await parts.run('check', async () =>
    lists === undefined ? NOTHING_BROUGHT : checkAll(job, lists, projectIds),
  );
  // The consumer of marks looks at what is beside the programs' projects.
  await markSite('around', job.now);
  return { ...compared, ...addBrought(compared, checked ?? NOTHING_BROUGHT) };
};

/** Of a reconciliation that goes on with one of before: what was marked since waits for the next one. */
const marksUntil = (marks: ReconcileInput['marks'], until: EpochMs): ReconcileInput['marks'] =>
  new Map([...marks].filter(([, at]) => at <= until));

interface Outcome extends ReconcileInput {
  readonly run: UpkeepRun;
  readonly compared: BroughtIn;
  readonly cut: CutRun | undefined;
}

/** Writes down how it went: one that was cut off is due again. */
const settle = (state: UpkeepState, { run, compared, cut, isReading, events }: Outcome, now: EpochMs): UpkeepState => {
  const { asked, cut: _, ...stored } = state;
  const { repaired, missed } = addBrought(stored, compared);
  const counted = { ...stored, repaired, missed };
  const stillAsked = asked === undefined ? {} : { asked };
  if (cut !== undefined) return { ...counted, ...stillAsked, cut, lastRun: { ...run, isCut: true } };
  return {
    ...counted,
    ...(asked !== undefined && isAnswered(asked, run.kind, now) ? {} : stillAsked),
    hourAt: now,
    eventsAtHour: events,
    ...(run.kind === 'day' && !isReading ? { dayAt: now } : {}),
    lastRun: run,
  };
};

/**
 * Makes the index equal to Jira where events were lost: reads what changed by Jira's search, the site's lists where they are due,
 * compares counts and lists what does not match twice in a row; what it finds is read by the consumer of marks, or at once. Where its
 * points end it notes how far it came, and the next one goes on from there; whatever else ends it, the next one begins anew.
 */
export const reconcile = async (job: Job, kind: ReconciliationKind, input: ReconcileInput): Promise<UpkeepRun> => {
  const before = openCut((await readUpkeepState()).cut, kind, job.now);
  const parts = openParts(before?.done ?? []);
  const marks = before === undefined ? input.marks : marksUntil(input.marks, before.at);
  let [looked, compared] = [NOTHING_BROUGHT, NOTHING_COMPARED];
  let done: readonly string[] | undefined;
  try {
    const overlap = Math.max(OVERLAP_MINUTES[kind], searchMinutes(input.marks, job.now));
    looked = (await parts.run('look', () => lookAtAll(job, overlap), true)) ?? NOTHING_BROUGHT;
    compared = await compareAll(job, kind, { ...input, parts });
    await forgetSiteMarks(marks);
  } catch (error) {
    done = parts.cutBy(error);
    if (done === undefined) throw error;
  }
  await sweepIndex(job.now);
  const { counted, drilled } = compared;
  const points = job.meter.spent().high;
  const run: UpkeepRun = { at: job.now, kind, ...addBrought(looked, compared), counted, drilled, points };
  const cut = done === undefined ? undefined : { at: before?.at ?? job.now, kind, done: [...done] };
  await updateUpkeep((state) => settle(state, { ...input, run, compared, cut }, job.now));
  return run;
};
