import type { EpochMs } from '../../core/ids.ts';
import { findReadAt, unreadProjects } from '../../core/backfill/state.ts';
import { BudgetSpentError, JiraError } from '../../jira/errors.ts';
import { searchUpdated, type UpdatedPage } from '../../jira/search.ts';
import { readBackfill } from '../../storage/backfill.ts';
import { claimUpkeep, readUpkeepState, updateUpkeep, type Scan, type UpkeepState } from '../../storage/upkeep.ts';
import { indexedProjects } from '../backfill/request.ts';
import type { Job } from '../job.ts';
import { listSearched, type Searched } from '../around/searched.ts';
import { bringIn, findStale, NOTHING_BROUGHT, type Bringing, type BroughtIn } from './bring-in.ts';
import { findLiveProjects } from './live-projects.ts';
import { claimLook, isDeepDue, lookJql, minutesBack, nextLookAfter } from './look-plan.ts';

/** Pages of one look: what a burst of changes leaves is looked at by the next one, from there on. */
const MAX_PAGES = 10;
/** Under this no other page is begun. */
const PAGE_MS = 5_000;

export interface LookOptions {
  /** How far to go back beyond what must be; absent: as far as search lags. */
  readonly overlapMinutes?: number;
}
/** What a look did. */
export interface Look extends BroughtIn {
  /** False where somebody else looked just now. */
  readonly ran: boolean;
  /** Whether there is more to be looked at, from where this one stopped. */
  readonly isCut: boolean;
  /** When the last look began that came to its end: the data is as of then. Undefined before the first. */
  readonly asOf: EpochMs | undefined;
}

const asOfState = ({ lookedAt }: UpkeepState): EpochMs | undefined => (lookedAt === 0 ? undefined : lookedAt);

type Beginning = Omit<Scan, 'token'> & { readonly token?: string };

/** Begins a search, or goes on with one; Jira refuses a query that names a project that went away, and pages of long ago. */
const openScan = async (
  job: Job,
  state: UpkeepState,
  { searched, overlapMinutes }: { readonly searched: Searched; readonly overlapMinutes: number | undefined },
): Promise<{ readonly scan: Beginning; readonly page: UpdatedPage | undefined }> => {
  const begin = async (isDoubtful: boolean) => {
    const [live, backfill] = await Promise.all([
      findLiveProjects(job.app, state, { indexed: searched.all, isDoubtful }),
      readBackfill(),
    ]);
    const unread = unreadProjects(backfill);
    // What changes in a project while it is read for the first time, that reading brings.
    const read = live.filter((id) => !unread.has(id));
    const readAt = state.lookedAt === 0 ? findReadAt(backfill.runs) : undefined;
    const jql = lookJql(read, minutesBack(state, job.now, overlapMinutes, readAt));
    const page = read.length === 0 ? undefined : await searchUpdated(job.app, jql, undefined);
    return { scan: { startedAt: job.now, jql }, page };
  };
  const { scan } = state;
  try {
    if (scan === undefined) return await begin(false);
    return { scan, page: await searchUpdated(job.app, scan.jql, scan.token) };
  } catch (error) {
    if (error instanceof JiraError && error.status < 500) return begin(true);
    throw error;
  }
};

interface Scanned extends Bringing {
  readonly scan: Beginning;
  /** Where the next look goes on. */
  readonly token?: string;
}

/** A page; undefined where the points did not suffice: what was found before it counts, and the next look goes on with it. */
const readPage = async ({ app }: Job, jql: string, token: string): Promise<UpdatedPage | undefined> => {
  try {
    return await searchUpdated(app, jql, token);
  } catch (error) {
    if (error instanceof BudgetSpentError) return undefined;
    throw error;
  }
};

const scanPages = async (job: Job, state: UpkeepState, overlapMinutes: number | undefined): Promise<Scanned> => {
  const searched = await listSearched();
  const { scan, page: first } = await openScan(job, state, { searched, overlapMinutes });
  const found = [...(first?.found ?? [])];
  let token = first?.nextPageToken;
  for (let read = 1; token !== undefined && read < MAX_PAGES && job.remainingMs() > PAGE_MS; read += 1) {
    const page = await readPage(job, scan.jql, token);
    if (page === undefined) break;
    found.push(...page.found);
    token = page.nextPageToken;
  }
  const brought = await bringIn(job, await findStale(found, searched.indexed));
  return { ...brought, scan, ...(token === undefined ? {} : { token }) };
};

/**
 * Writes down how a look went. One that ended late undoes nothing of a later one; one that left items to the consumer of marks does
 * not make the data newer: the next look begins where this one did, and finds what is still missing.
 */
const settle = (state: UpkeepState, scanned: Scanned, nextLookAt: EpochMs): UpkeepState => {
  const { scan, token, repaired, missed } = scanned;
  const isLeft = scanned.isLeft || scan.isLeft === true;
  const { scan: open, ...rest } = state;
  const counted = { ...rest, nextLookAt, repaired: state.repaired + repaired, missed: state.missed + missed };
  if (token !== undefined) {
    const { startedAt, jql } = scan;
    return { ...counted, scan: { startedAt, jql, token, ...(isLeft ? { isLeft } : {}) } };
  }
  const isOther = open !== undefined && open.startedAt > scan.startedAt;
  const lookedAt = isLeft ? state.lookedAt : Math.max(state.lookedAt, scan.startedAt);
  return { ...counted, lookedAt, ...(isOther ? { scan: open } : {}) };
};

/** A look without asking whether it is time: for who claimed it. */
export const look = async (job: Job, state: UpkeepState, options: LookOptions = {}): Promise<Look> => {
  const before = job.meter.spent().high;
  const isDeep = state.scan === undefined && (options.overlapMinutes !== undefined || isDeepDue(state, job.now));
  const scanned = await scanPages(job, state, options.overlapMinutes);
  const nextLookAt = nextLookAfter(job.now, job.meter.spent().high - before);
  const after = await updateUpkeep((stored) => ({
    ...settle(stored, scanned, nextLookAt),
    ...(isDeep ? { deepAt: job.now } : {}),
  }));
  const { repaired, missed, token } = scanned;
  return { ran: true, isCut: token !== undefined, asOf: asOfState(after), repaired, missed };
};

/**
 * Looks at what Jira's search says to have changed since the last look, as the app, and reads what the index does not have in that
 * state. For pages that want fresh data: at most one look in 30 seconds for the whole site, whoever asks; one call of storage
 * where it is too early. Throws the errors of Jira and storage; the next look then begins where this one did.
 */
export const refreshFromJira = async (job: Job, now: EpochMs): Promise<Look> => {
  const known = await readUpkeepState();
  const nothing = { ran: false, isCut: false, asOf: asOfState(known), ...NOTHING_BROUGHT };
  if (claimLook(known, now) === undefined) return nothing;
  // No program, or stopped by an administrator: then nothing may be stored.
  if ((await indexedProjects()).length === 0) return nothing;
  const claimed = await claimUpkeep((state) => {
    const taken = claimLook(state, now);
    return taken === undefined ? undefined : { ...taken, wantedAt: now };
  });
  return claimed === undefined ? nothing : look({ ...job, now }, claimed);
};
