import { Queue } from '@forge/events';
import type { EpochMs } from '../../core/ids.ts';
import { claimUpkeep, updateUpkeep, type UpkeepState } from '../../storage/upkeep.ts';

/** Named in manifest.yml. */
const QUEUE = 'index-reconcile';
/** One at a time: a second one would only do the same again. */
const ONE = { key: QUEUE, limit: 1 };
/** What was begun so long ago was lost: longer than a reconciliation may run. */
const LOST_AFTER_MS = 360_000;
/** platform.md 1.5. */
const MAX_DELAY_S = 900;

const isOnItsWay = ({ asked }: UpkeepState, now: EpochMs): boolean =>
  asked !== undefined && now - Math.max(asked.at, asked.startedAt ?? 0) < LOST_AFTER_MS;

const push = (delayInSeconds: number): Promise<unknown> =>
  new Queue({ key: QUEUE }).push({ body: { format: 1 }, delayInSeconds, concurrency: ONE });

/**
 * Asks for a thorough reconciliation now; nothing where one that was asked for is on its way. Noted first: if this dies before the
 * queue event, the schedule finds the note.
 */
export const askToReconcile = async (now: EpochMs): Promise<void> => {
  let mustPush = false;
  await updateUpkeep((state) => {
    mustPush = !isOnItsWay(state, now);
    return mustPush ? { ...state, asked: { at: now } } : state;
  });
  if (mustPush) await push(0);
};

/** Gives it back, to be taken again at an instant, where the hour's points do not suffice now. */
export const askAgainAt = async (until: EpochMs, now: EpochMs): Promise<void> => {
  await updateUpkeep((state) => (state.asked === undefined ? state : { ...state, asked: { at: state.asked.at } }));
  await push(Math.min(MAX_DELAY_S, Math.max(0, Math.ceil((until - now) / 1_000))));
};

/** Takes what was asked for upon this invocation; false where nothing is asked for, or somebody is at it. */
export const takeAsked = async (now: EpochMs): Promise<boolean> => {
  const claimed = await claimUpkeep((state) => {
    const { asked } = state;
    const isTaken = asked?.startedAt !== undefined && now - asked.startedAt < LOST_AFTER_MS;
    return asked === undefined || isTaken ? undefined : { ...state, asked: { ...asked, startedAt: now } };
  });
  return claimed !== undefined;
};
