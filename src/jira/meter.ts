import type { Price } from './price.ts';
import type { Quota } from './quota.ts';

/** What one invocation's calls have cost so far. */
export interface Spent extends Price {
  readonly calls: number;
  /** As the last answer told it. */
  readonly quota: Quota | undefined;
}
export interface Meter {
  /** Sets aside what a call may cost; false where that would pass the invocation's points. */
  readonly reserve: (ceiling: number) => boolean;
  /** Replaces what was set aside by what the call cost. */
  readonly note: (ceiling: number, price: Price, quota: Quota | undefined) => void;
  readonly spent: () => Spent;
}

/** Counts the points of one invocation's clients; `maxPoints` is kept by the dearest reading of prices, calls under way included. */
export const createMeter = (maxPoints: number = Number.POSITIVE_INFINITY): Meter => {
  let spent: Spent = { calls: 0, low: 0, high: 0, quota: undefined };
  let reserved = 0;
  return {
    reserve: (ceiling) => {
      if (spent.high + reserved + ceiling > maxPoints) return false;
      reserved += ceiling;
      return true;
    },
    note: (ceiling, { low, high }, quota) => {
      reserved -= ceiling;
      const { calls, low: lowBefore, high: highBefore } = spent;
      spent = { calls: calls + 1, low: lowBefore + low, high: highBefore + high, quota: quota ?? spent.quota };
    },
    spent: () => spent,
  };
};
