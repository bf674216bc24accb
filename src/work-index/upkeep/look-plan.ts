import type { EpochMs, ProjectId } from '../../core/ids.ts';
import { isIn } from '../../jira/jql.ts';
import type { UpkeepState } from '../../storage/upkeep.ts';

const MINUTE_MS = 60_000;
/** However many people look: issue 3. */
const LOOK_EVERY_MS = 30_000;
/** A look that cost much is followed by a longer pause, so that looks take 7,200 points an hour at most ... */
const PAUSE_A_POINT_MS = 500;
/** ... but never so long that the page's age would worry anyone. */
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;

/** Search lags behind by seconds to minutes (platform.md 3.1): each look goes back so much further than it must ... */
const OVERLAP_MINUTES = 2;
/** ... and one in so many minutes goes back far, for bulk changes, whose lag is longer. */
const DEEP_EVERY_MS = 10 * MINUTE_MS;
const DEEP_OVERLAP_MINUTES = 15;
/** Where nothing is known of when reading began. */
const FIRST_MINUTES = 120;

/** The claim of a look: nobody else looks meanwhile, nor soon after one that died. Undefined where it is too early. */
export const claimLook = (state: UpkeepState, now: EpochMs): UpkeepState | undefined => {
  const wait = state.nextLookAt - now;
  // A claim further away than any pause is of a clock that went wrong.
  if (wait > 0 && wait <= LONGEST_PAUSE_MS) return undefined;
  return { ...state, nextLookAt: now + LOOK_EVERY_MS };
};

/** When the next look may begin, after one that began at `startedAt` and cost so much. */
export const nextLookAfter = (startedAt: EpochMs, points: number): EpochMs =>
  startedAt + Math.min(LONGEST_PAUSE_MS, Math.max(LOOK_EVERY_MS, points * PAUSE_A_POINT_MS));

export const isDeepDue = (state: UpkeepState, now: EpochMs): boolean => Math.abs(now - state.deepAt) >= DEEP_EVERY_MS;

/**
 * How many minutes a look goes back: to the beginning of the last one that came to its end, and an overlap. By how long ago that is,
 * not by Jira's instants: no two clocks are compared. JQL counts in minutes: one more for what is cut off. `readAt`: as of
 * when the index was read: the first look goes back to then, however late it comes.
 */
export const minutesBack = (
  state: UpkeepState,
  now: EpochMs,
  overlapMinutes: number | undefined,
  readAt: EpochMs = 0,
): number => {
  const overlap = overlapMinutes ?? (isDeepDue(state, now) ? DEEP_OVERLAP_MINUTES : OVERLAP_MINUTES);
  const since = state.lookedAt === 0 ? readAt : state.lookedAt;
  if (since === 0) return Math.max(FIRST_MINUTES, overlap);
  return Math.ceil(Math.max(0, now - since) / MINUTE_MS) + overlap + 1;
};

/** The oldest change first: what changes while pages are read comes at their end, and is not passed over. */
export const lookJql = (projectIds: readonly ProjectId[], minutes: number): string =>
  `${isIn('project', projectIds)} AND updated >= -${minutes}m ORDER BY updated ASC, key ASC`;
