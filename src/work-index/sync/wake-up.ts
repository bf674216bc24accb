import { Queue } from '@forge/events';
import type { EpochMs } from '../../core/ids.ts';
import { countError, updateSyncHead } from '../../storage/sync-head.ts';

/** The queue of manifest.yml that the consumer of marks reads. */
const QUEUE = 'index-dirty';
/** Forge ends a chain after 1,000 pushes that descend from one invocation (platform.md 1.5); a schedule goes on with the rest. */
const MAX_DEPTH = 500;

/** How many pushes lie between a queue event and the first invocation of its chain; 0 for one that does not tell. */
export const depthOf = ({ depth }: Readonly<Record<string, unknown>>): number =>
  typeof depth === 'number' && depth > 0 ? depth : 0;

export interface WakeUp {
  readonly dueAt: EpochMs;
  readonly now: EpochMs;
  /** Of the event whose consumer asks; 0 for any other. */
  readonly depth: number;
}

/**
 * Calls the consumer of marks: one queue event. Where the queue takes none that is counted, and no failure: the marks are stored,
 * and a wake-up that is overdue is found out.
 */
export const pushWakeUp = async ({ dueAt, now, depth }: WakeUp): Promise<void> => {
  if (depth >= MAX_DEPTH) return;
  const delayInSeconds = Math.max(0, Math.ceil((dueAt - now) / 1_000));
  // Two consumers at once do no harm, but the second does the first's work again.
  const concurrency = { key: QUEUE, limit: 1 };
  try {
    await new Queue({ key: QUEUE }).push({ body: { format: 1, depth: depth + 1 }, delayInSeconds, concurrency });
  } catch {
    await updateSyncHead((head) => countError(head, 'push'));
  }
};
