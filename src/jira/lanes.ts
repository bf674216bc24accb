/** Requests in flight at once: enough to hide latency, few enough to stay clear of bursts (platform.md 2.2). */
const MAX_IN_FLIGHT = 6;

export type LimitScope = 'endpoint' | 'issue' | 'site';

/** Which of Jira's limits refused (platform.md 2.4): a quota stops everything, an issue's writes only that issue's. */
export const scopeOf = (reason: string | null): LimitScope => {
  if (reason?.includes('quota') === true) return 'site';
  return reason === 'jira-per-issue-on-write' ? 'issue' : 'endpoint';
};

export interface Lanes {
  /** Runs when a place is free. */
  readonly enter: <T>(work: () => Promise<T>) => Promise<T>;
  /** Nobody in this lane asks again before `until`. */
  readonly pause: (lane: string, until: number) => void;
  /** The later end of the pauses of these lanes; 0 where there is none. */
  readonly pausedUntil: (lanes: readonly string[]) => number;
}

/** The queues of one invocation's client. */
export const createLanes = (maxInFlight = MAX_IN_FLIGHT): Lanes => {
  const pauses = new Map<string, number>();
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  const enter = async <T>(work: () => Promise<T>): Promise<T> => {
    if (inFlight >= maxInFlight) await new Promise<void>((resolve) => waiting.push(resolve));
    else inFlight += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inFlight -= 1;
      else next();
    }
  };
  return {
    enter,
    pause: (lane, until) => void pauses.set(lane, Math.max(until, pauses.get(lane) ?? 0)),
    pausedUntil: (lanes) => Math.max(0, ...lanes.map((lane) => pauses.get(lane) ?? 0)),
  };
};
