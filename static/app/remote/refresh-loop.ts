import { nextRefreshAt, type LastRefresh } from './refresh-schedule.ts';

/** How an attempt ended: `retryAfterMs` is what a refusal asked to wait. */
export interface Attempt {
  readonly isAnswered: boolean;
  readonly retryAfterMs?: number;
}
export interface LoopEnvironment {
  /** Epoch ms. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly isHidden: () => boolean;
  /** Calls `then` after so many milliseconds, unless the returned function is called before. */
  readonly wait: (ms: number, then: () => void) => () => void;
}
export interface RefreshLoop {
  /** How to ask from now on; never throws. */
  readonly use: (ask: () => Promise<Attempt>) => void;
  /** Begins, or goes on after `stop`: at once if it is time. */
  readonly start: () => void;
  readonly stop: () => void;
  /** The tab was hidden, or is looked at again. */
  readonly look: () => void;
  /** Asks right now; while an attempt is under way, after that one, which may have begun before what the caller wants to see. */
  readonly askNow: () => Promise<void>;
  /** The next time comes after so many milliseconds at the latest: what someone did in Jira is on its way. */
  readonly hurry: (ms: number) => void;
}

/** Asks again and again as `nextRefreshAt` says: never twice at a time, never in a hidden tab. */
export const createRefreshLoop = (environment: LoopEnvironment): RefreshLoop => {
  const { now, chance, isHidden, wait } = environment;
  let isOn = false;
  let ask: (() => Promise<Attempt>) | undefined;
  let last: LastRefresh | undefined;
  let underWay: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  let hurriedTo = Infinity;

  const attempt = async (): Promise<void> => {
    const askedAt = now();
    // Who hurries while this is under way hurries the next one.
    if (hurriedTo <= askedAt) hurriedTo = Infinity;
    const { isAnswered, retryAfterMs } = (await ask?.()) ?? { isAnswered: true };
    const failures = isAnswered ? 0 : (last?.failures ?? 0) + 1;
    last = { askedAt, failures, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    underWay = undefined;
    arm();
  };
  const begin = (): Promise<void> => (underWay ??= attempt());
  const arm = (): void => {
    cancel?.();
    if (!isOn || isHidden() || underWay !== undefined) return;
    const at = Math.min(hurriedTo, last === undefined ? now() : nextRefreshAt(last, chance()));
    cancel = wait(Math.max(0, at - now()), () => void begin());
  };
  const askNow = (): Promise<void> => {
    if (underWay === undefined) return begin();
    following ??= underWay.then(() => {
      following = undefined;
      return begin();
    });
    return following;
  };
  return {
    use: (how) => {
      ask = how;
    },
    start: () => {
      isOn = true;
      arm();
    },
    stop: () => {
      isOn = false;
      cancel?.();
    },
    hurry: (ms) => {
      hurriedTo = now() + ms;
      arm();
    },
    look: arm,
    askNow,
  };
};
