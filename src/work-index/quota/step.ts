import type { EpochMs } from '../../core/ids.ts';
import type { Spent } from '../../jira/meter.ts';
import { findPause, updateHour } from '../../storage/quota.ts';
import { grantPoints, openHour, settleStep } from './hour-budget.ts';

/** What a background step may do now. */
export type Step =
  | {
      readonly kind: 'go';
      /** For its meter: what its clients may spend. */
      readonly points: number;
      readonly resetAt: EpochMs;
      /** What was left of the hour's quota as far as was known then. */
      readonly remaining?: number;
    }
  /** Try again at `until`: Jira's quota refused this app, or background work has had its share of the hour. */
  | { readonly kind: 'rest'; readonly until: EpochMs; readonly because: 'quota' | 'share' };

export interface StepWish {
  readonly now: EpochMs;
  /** Points with which the step would do all that it plans. */
  readonly wanted: number;
  /** Points under which it could do nothing. */
  readonly needed: number;
  /** Of what was left when the hour was first seen, all background work together may take; absent: half. */
  readonly share?: number;
}

/**
 * The first thing that a background step does: rests while Jira's quota is used up, else takes points from this hour's share. A
 * step that never reports back has spent them, as far as the account knows.
 */
export const beginStep = async ({ now, wanted, needed, share }: StepWish): Promise<Step> => {
  const pause = await findPause(now);
  if (pause !== undefined) return { kind: 'rest', until: pause.until, because: 'quota' };
  let step: Step = { kind: 'rest', until: now, because: 'share' };
  await updateHour((stored) => {
    const before = openHour(stored, now);
    const { hour, points } = grantPoints(before, wanted, share);
    const { remaining } = before;
    const suffices = points >= needed;
    step = suffices
      ? { kind: 'go', points, resetAt: hour.resetAt, ...(remaining === undefined ? {} : { remaining }) }
      : { kind: 'rest', until: hour.resetAt, because: 'share' };
    return suffices ? hour : before;
  });
  return step;
};

/** The last thing that a step does: gives back what it did not spend, and tells what Jira said of the quota. */
export const endStep = (step: Step, { low, high, quota }: Spent, now: EpochMs): Promise<void> =>
  step.kind === 'rest'
    ? Promise.resolve()
    : updateHour((stored) => {
        const { resetAt, points: granted, remaining: remainingBefore } = step;
        return settleStep(openHour(stored, now), { resetAt, granted, low, high, remainingBefore, quota });
      });
