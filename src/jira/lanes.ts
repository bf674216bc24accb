/** Requests in flight at once: enough to hide latency, few enough to stay clear of bursts (platform.md 2.2). */
const MAX_IN_FLIGHT = 6;
/** Of these, what background work may take: a page always finds a place. */
const BACKGROUND_IN_FLIGHT = 2;

export type LimitScope = 'endpoint' | 'issue' | 'site';
/** Whether somebody waits for it. */
export type Priority = 'page' | 'background';

/** Which of Jira's limits refused (platform.md 2.4): a quota stops everything, an issue's writes only that issue's. */
export const scopeOf = (reason: string | null): LimitScope => {
  if (reason?.includes('quota') === true) return 'site';
  return reason === 'jira-per-issue-on-write' ? 'issue' : 'endpoint';
};

export interface Lanes {
  /** Runs when a place is free; pages before background work. */
  readonly enter: <T>(work: () => Promise<T>, priority: Priority) => Promise<T>;
  /** Nobody in this lane asks again before `until`. */
  readonly pause: (lane: string, until: number) => void;
  /** The later end of the pauses of these lanes; 0 where there is none. */
  readonly pausedUntil: (lanes: readonly string[]) => number;
}

/** The places of one invocation: who waits is let in by priority, then in order. */
const createPlaces = (maxInFlight: number): Lanes['enter'] => {
  const waiting: Readonly<Record<Priority, (() => void)[]>> = { page: [], background: [] };
  const inFlight: Record<Priority, number> = { page: 0, background: 0 };
  const hasPlace = (priority: Priority): boolean =>
    inFlight.page + inFlight.background < maxInFlight &&
    (priority === 'page' || inFlight.background < BACKGROUND_IN_FLIGHT);
  const letIn = (): void => {
    for (const priority of ['page', 'background'] as const) {
      while (waiting[priority].length > 0 && hasPlace(priority)) {
        inFlight[priority] += 1;
        waiting[priority].shift()?.();
      }
    }
  };
  return async (work, priority) => {
    await new Promise<void>((resolve) => {
      waiting[priority].push(resolve);
      letIn();
    });
    try {
      return await work();
    } finally {
      inFlight[priority] -= 1;
      letIn();
    }
  };
};

/** The queues of one invocation, shared by its clients. */
export const createLanes = (maxInFlight = MAX_IN_FLIGHT): Lanes => {
  const pauses = new Map<string, number>();
  return {
    enter: createPlaces(maxInFlight),
    pause: (lane, until) => void pauses.set(lane, Math.max(until, pauses.get(lane) ?? 0)),
    pausedUntil: (lanes) => Math.max(0, ...lanes.map((lane) => pauses.get(lane) ?? 0)),
  };
};
