import type { EpochMs, ProjectId, WorkItemId } from '../../core/ids.ts';
import { BudgetSpentError } from '../../jira/errors.ts';
import { isDead } from '../entry/directory-block.ts';
import type { Job } from '../job.ts';
import { openIndex } from '../store/open-index.ts';
import { readStamps } from '../store/read-stamps.ts';
import { listPrograms } from '../../storage/programs.ts';
import { markDirty } from '../sync/mark.ts';
import { pointsAnItem, pointsLeft, POINTS_BESIDE } from '../sync/run-points.ts';
import { readShards } from '../../storage/index-marks.ts';
import { syncIds } from '../sync/sync-ids.ts';

/** So many are read at once, in a few seconds; more are left to the consumer of marks. */
const MAX_AT_ONCE = 300;
/** Left for what comes after them. */
const RESERVE_MS = 10_000;
/** Events come up to three minutes late (platform.md 1.7): a change that is younger may still be announced. */
const EVENT_MS = 4 * 60_000;

/** A work item as a search found it. */
export interface Found {
  readonly id: WorkItemId;
  readonly projectId: ProjectId;
  readonly updated: EpochMs;
}
/** What was read again. */
export interface BroughtIn {
  readonly repaired: number;
  /** Of those, changes that no event announced. */
  readonly missed: number;
}
export const NOTHING_BROUGHT: BroughtIn = { repaired: 0, missed: 0 };
/** What was brought in just now. */
export interface Bringing extends BroughtIn {
  /** Whether some were only marked, for the consumer: the index does not have them yet. */
  readonly isLeft: boolean;
}

export const addBrought = (a: BroughtIn, b: BroughtIn): BroughtIn => ({
  repaired: a.repaired + b.repaired,
  missed: a.missed + b.missed,
});

/**
 * Those that Jira has and the index has not, or as they were earlier; outside of the programs' projects those that the index has. What
 * search has not heard of yet is known already.
 */
export const findStale = async (found: readonly Found[], indexed: readonly ProjectId[]): Promise<readonly Found[]> => {
  if (found.length === 0) return [];
  const stamps = await readStamps(
    await openIndex(),
    found.map(({ id }) => id),
  );
  const isWhole = new Set(indexed);
  return found.filter(({ id, projectId, updated }) => {
    const stamp = stamps.get(id);
    if (stamp === undefined || isDead(stamp)) return isWhole.has(projectId);
    return stamp.updated < updated;
  });
};

/** Which of these no event announces any more. */
const countMissed = async (stale: readonly Found[], now: EpochMs): Promise<number> => {
  const old = stale.filter(({ updated }) => now - updated > EVENT_MS);
  if (old.length === 0) return 0;
  const shards = await readShards();
  return old.filter(({ id }) => !shards.some(({ ids, farIds }) => ids.has(id) || farIds.has(id))).length;
};

/** Reads them now; false where the points did not suffice. */
const trySync = async (job: Job, ids: readonly WorkItemId[]): Promise<boolean> => {
  try {
    await syncIds(job, ids);
    return true;
  } catch (error) {
    if (error instanceof BudgetSpentError) return false;
    throw error;
  }
};

/** Has items read again from Jira's own store: at once, or, where they are many, or time or points are short, by the consumer of marks. */
export const bringIn = async (job: Job, stale: readonly Found[]): Promise<Bringing> => {
  if (stale.length === 0) return { ...NOTHING_BROUGHT, isLeft: false };
  const missed = await countMissed(stale, job.now);
  const ids = stale.map(({ id }) => id);
  const isCheap = ids.length * pointsAnItem(await listPrograms()) + POINTS_BESIDE <= pointsLeft(job);
  const isNow = ids.length <= MAX_AT_ONCE && job.remainingMs() > RESERVE_MS && isCheap;
  const isRead = isNow && (await trySync(job, ids));
  if (!isRead) await markDirty(ids, job.now);
  return { repaired: ids.length, missed, isLeft: !isRead };
};
