import { Queue } from '@forge/events';
import type { EpochMs } from '../../core/ids.ts';

/** Named in manifest.yml. */
const QUEUE = 'index-backfill';
/** platform.md 1.5. */
const MAX_DELAY_S = 900;
/** One step at a time: a second one would only read the same again. */
const ONE = { key: QUEUE, limit: 1 };

/** Sends the event of a turn for an instant; later ones than the queue takes come early and find out. */
export const pushStep = async (
  turn: number,
  wait: { readonly now: EpochMs; readonly until: EpochMs },
): Promise<void> => {
  const seconds = Math.ceil((wait.until - wait.now) / 1_000);
  const delayInSeconds = Math.min(MAX_DELAY_S, Math.max(0, seconds));
  await new Queue({ key: QUEUE }).push({ body: { turn }, delayInSeconds, concurrency: ONE });
};
