import type { Rest } from '../../core/backfill/progress.ts';
import { claimTurn, hasWork, type BackfillState } from '../../core/backfill/state.ts';
import type { EpochMs } from '../../core/ids.ts';
import { updateBackfill } from '../../storage/backfill.ts';
import { markSite } from '../sync/mark.ts';
import { pushStep } from './queue.ts';

/** What a queue event of the backfill says. */
export interface StepEvent {
  readonly turn: number;
  readonly eventId: string;
}

/** Takes the turn of an event; undefined where another event has it: then there is nothing to do. */
export const takeTurn = async (event: StepEvent, now: EpochMs): Promise<BackfillState | undefined> => {
  let mine = true;
  const state = await updateBackfill((stored) => {
    const claimed = claimTurn(stored, event, now);
    mine = claimed !== undefined;
    return claimed ?? stored;
  });
  return mine ? state : undefined;
};

/**
 * Sends the next turn's event, after a rest if there is one, or none where nothing is left to do; whoever asks for more after
 * that sends one. At the end work outside of the projects is looked for that theirs leads to. Nothing is sent where another event has taken
 * the turn meanwhile.
 */
export const passOn = async (turn: number, rest: Rest | undefined, now: EpochMs): Promise<void> => {
  let mustPush = false;
  const until = rest?.until ?? now;
  await updateBackfill((stored) => {
    if (stored.turn !== turn) return stored;
    const { wakeAt: _, rest: _before, ...idle } = stored;
    mustPush = hasWork(stored, now);
    return mustPush ? { ...idle, wakeAt: until, ...(rest === undefined ? {} : { rest }) } : idle;
  });
  if (mustPush) await pushStep(turn, { now, until });
  else await markSite('around', now);
};
