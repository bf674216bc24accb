/** Guidance of developer.atlassian.com/cloud/jira/platform/rate-limiting: at most 4 retries, 2 s to 30 s, jitter 0.7 to 1.3. */
const MAX_RETRIES = 4;
const BASE_WAIT_MS = 2_000;
const RETRY_CAP_MS = 30_000;

export interface Attempt {
  /** 0 for an answer that never came. */
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** Retries made so far. */
  readonly retries: number;
  /** Whether doing it twice does no harm. */
  readonly isSafe: boolean;
}

const secondsAsMs = (value: string | null): number | undefined => {
  const seconds = Number(value);
  return value === null || value === '' || !Number.isFinite(seconds) ? undefined : Math.max(0, seconds * 1000);
};

const untilReset = (value: string | null, now: number): number | undefined => {
  const at = Date.parse(value ?? '');
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
};

/**
 * How long to wait before asking again, in milliseconds; undefined where asking again makes no sense. Retry-After wins, then
 * the reset time (ISO 8601), then capped exponential. `chance` is 0 to 1.
 */
export const retryWait = (attempt: Attempt, now: number, chance: number): number | undefined => {
  const { status, header, retries, isSafe } = attempt;
  const isRefused = status === 429;
  const isPassing = status === 0 || status === 502 || status === 503 || status === 504;
  // A refused request was not carried out; after any other failure it may have been.
  if (retries >= MAX_RETRIES || !(isRefused || (isPassing && isSafe))) return undefined;
  const asked =
    secondsAsMs(header('Retry-After')) ?? (isRefused ? untilReset(header('X-RateLimit-Reset'), now) : undefined);
  const jitter = 0.7 + 0.6 * chance;
  // An asked-for wait is never shortened: jitter only spreads those who wait for the same moment.
  if (asked !== undefined) return Math.round(asked + 1_000 * chance);
  return Math.round(Math.min(RETRY_CAP_MS, BASE_WAIT_MS * 2 ** retries) * jitter);
};
