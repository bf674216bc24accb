import { isFirstReading } from '../../core/backfill/state.ts';
import type { EpochMs } from '../../core/ids.ts';
import { readBackfill } from '../../storage/backfill.ts';
import { lookAround } from '../around/bring-around.ts';
import { SEARCH_POINTS } from '../around/find-children.ts';
import type { Job } from '../job.ts';
import { setMarks } from './mark.ts';
import type { Taken } from './marks.ts';
import { pointsLeft } from './run-points.ts';

/** Marks of items in all shards are some thousands at most, and others set some too. */
const MARKS_AT_ONCE = 1_500;
/** Where points are short. */
const AGAIN_MS = 300_000;

/** What became of the mark `around`. */
export interface Followed {
  /** Whether it stays: there is more. */
  readonly isLeft: boolean;
  /** Whether another pass has something to do. */
  readonly isMore: boolean;
  readonly againAt?: EpochMs;
}

const NOTHING: Followed = { isLeft: false, isMore: false };

/**
 * Looks at what is beside the programs' projects where that is marked, and marks what is to be read there. It comes after items that
 * wait: what they name is read by themselves.
 */
export const followAround = async (job: Job, { ids, farIds, site }: Taken): Promise<Followed> => {
  if (!site.has('around')) return NOTHING;
  // The end of the backfill sets the mark again.
  if (isFirstReading(await readBackfill(), job.now)) return NOTHING;
  if (ids.size + farIds.size > 0) return { isLeft: true, isMore: true };
  if (pointsLeft(job) < 2 * SEARCH_POINTS) return { isLeft: true, isMore: false, againAt: Date.now() + AGAIN_MS };
  const around = await lookAround(job);
  if (around.ids.length > 0) await setMarks({ ids: around.ids.slice(0, MARKS_AT_ONCE) }, Date.now());
  // What was dropped may have been named while it was looked for.
  const isLeft = around.dropped > 0 || around.ids.length > MARKS_AT_ONCE;
  return { isLeft, isMore: isLeft || around.ids.length > 0 };
};
