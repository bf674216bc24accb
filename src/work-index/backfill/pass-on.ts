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

/** When the next turn comes: after a rest, which pages tell, or a pause, which they need not. */
export interface Wait {
  readonly rest?: Rest | undefined;
  readonly pauseMs: number;
}

/**
 * Sends the next turn's event, or none where nothing is left to do; whoever asks for more after that sends one. At the end work outside
 * of the projects is looked for that theirs leads to. Nothing is sent where another event has taken the turn meanwhile. Gives whether
 * there will be another turn.
 */
export const passOn = async (turn: number, { rest, pauseMs }: Wait, now: EpochMs): Promise<boolean> => {
  let mustPush = false;
  const until = rest?.until ?? now + pauseMs;
  await updateBackfill((stored) => {
    if (stored.turn !== turn) return stored;
    const { wakeAt: _, rest: _before, ...idle } = stored;
    mustPush = hasWork(stored, now);
    return mustPush ? { ...idle, wakeAt: until, ...(rest === undefined ? {} : { rest }) } : idle;
  });
  if (mustPush) await pushStep(turn, { now, until });
  else await markSite('around', now);
  return mustPush;
};
