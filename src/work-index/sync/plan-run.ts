import { readShards } from '../../storage/index-marks.ts';
import { listPrograms } from '../../storage/programs.ts';
import { readSiteHead } from '../../storage/site.ts';
import type { SyncHead } from '../../storage/sync-head.ts';
import { pointsAnItem, POINTS_BESIDE } from './run-points.ts';
import { takeMarks } from './take.ts';

/** Ids of one pass: one page of Jira's bulk reading. */
export const PASS_IDS = 1_000;
/** Beyond that a run ends for its time first. */
const MAX_ITEMS = 5_000;
/** For fewer no step is worth its start. */
const FEW_ITEMS = 50;
/** For lists of the site; what is dearer is read where the hour gives more, see `pointsOfScope`. */
const FACTS_POINTS = 3_000;
/** The whole site, where nothing is known of it: it comes in pieces. */
const SITE_POINTS = 8_000;

/** The largest pass after a run: half of what its points did not suffice for; else up again, twice as many each time. */
export const nextMost = (before: number | undefined, failed: number | undefined): number | undefined => {
  if (failed !== undefined) return Math.max(1, Math.floor(failed / 2));
  return before === undefined || before * 2 >= PASS_IDS ? undefined : before * 2;
};

/** What a run of the consumer has to do, and what that may cost. */
export interface RunPlan {
  /** Marks. */
  readonly waiting: number;
  /** Items of one pass at most. */
  readonly most: number;
  readonly pointsAnItem: number;
  readonly wanted: number;
  /** Under these nothing would come of it. */
  readonly needed: number;
}

/** Looks at what is marked; `wanted` are points that suffice for all of it. */
export const planRun = async ({ most = PASS_IDS }: Pick<SyncHead, 'most'>): Promise<RunPlan> => {
  const [shards, programs, { head }] = await Promise.all([readShards(), listPrograms(), readSiteHead()]);
  const { ids, farIds, site } = takeMarks(shards, Number.POSITIVE_INFINITY);
  const items = Math.min(MAX_ITEMS, ids.size + farIds.size);
  const each = pointsAnItem(programs);
  const facts = head === undefined ? SITE_POINTS : site.size > 0 ? FACTS_POINTS : 0;
  return {
    waiting: ids.size + farIds.size + site.size,
    most,
    pointsAnItem: each,
    wanted: facts + POINTS_BESIDE + Math.max(items, FEW_ITEMS) * each,
    needed: POINTS_BESIDE + Math.max(1, Math.min(items, FEW_ITEMS)) * each,
  };
};
