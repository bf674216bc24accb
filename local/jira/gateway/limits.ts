import type { Operation } from '../operation.ts';

/** Burst limits per second by method, per site and endpoint (platform.md 2.2; bucket size is not published: one second's worth). */
const BURST_PER_SECOND: Readonly<Record<Operation['method'], number>> = { GET: 100, POST: 100, PUT: 50, DELETE: 50 };
const BURST_OVERRIDES: ReadonlyMap<string, number> = new Map([
  ['GET /rest/api/3/issue/{issueIdOrKey}', 150],
  ['GET /rest/api/3/issue/{issueIdOrKey}/changelog', 200],
  ['GET /rest/api/3/user', 150],
  ['POST /rest/api/3/search/approximate-count', 150],
  ['POST /rest/api/3/expression/evaluate', 150],
]);
/** Writes on one issue (platform.md 2.3): as many in so many ms. */
const ISSUE_WRITE_WINDOWS = [
  { writes: 20, windowMs: 2_000 },
  { writes: 100, windowMs: 30_000 },
] as const;
/** Tier 1, shared by all sites of an app, reset at the top of the UTC hour (platform.md 2.1). */
export const GLOBAL_POOL_POINTS = 65_000;
/** Tier 2's cap, of one customer (platform.md 2.1). */
export const TENANT_POOL_POINTS_MAX = 500_000;
const HOUR_MS = 3_600_000;
/** Fractions of tokens are floating point: a wait of 500.0000001 ms is 500. */
const ROUNDING_MS = 1e-6;
const NEAR_LIMIT_SHARE = 0.2;

/** A token bucket: `tokens` at the instant `atMs`. */
export interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}
export interface BucketSize {
  readonly capacity: number;
  readonly refillPerMs: number;
}

/** Takes one token: the bucket after it, and how long to wait where there was none. A clock set back refills nothing. */
export const takeToken = (
  bucket: Bucket | undefined,
  size: BucketSize,
  nowMs: number,
): { bucket: Bucket; waitMs: number } => {
  const before = bucket ?? { tokens: size.capacity, atMs: nowMs };
  const refilled = Math.max(0, nowMs - before.atMs) * size.refillPerMs;
  const tokens = Math.min(size.capacity, before.tokens + refilled);
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, atMs: nowMs }, waitMs: 0 };
  return { bucket: { tokens, atMs: nowMs }, waitMs: Math.ceil((1 - tokens) / size.refillPerMs - ROUNDING_MS) };
};

/** A refusal: the RateLimit-Reason, when to come back, and the limit that was met. */
export interface Refusal {
  readonly reason:
    'jira-quota-global-based' | 'jira-quota-tenant-based' | 'jira-burst-based' | 'jira-per-issue-on-write';
  readonly waitMs: number;
  readonly limit: number;
}

/** The app's hourly points; several sites of one app may share one. */
export class PointsPool {
  readonly limit: number;
  readonly reason: Refusal['reason'];
  #hour = -1;
  #used = 0;

  /** Default: Tier 1, one pool over all customers; `jira-quota-tenant-based` is Tier 2's, a pool for each (platform.md 2.1). */
  constructor(limit: number = GLOBAL_POOL_POINTS, reason: Refusal['reason'] = 'jira-quota-global-based') {
    this.limit = limit;
    this.reason = reason;
  }
  used(nowMs: number): number {
    const hour = Math.floor(nowMs / HOUR_MS);
    if (hour !== this.#hour) {
      this.#hour = hour;
      this.#used = 0;
    }
    return this.#used;
  }
  draw(points: number, nowMs: number): void {
    this.#used = this.used(nowMs) + points;
  }
  refusal(nowMs: number): Refusal | undefined {
    if (this.used(nowMs) < this.limit) return undefined;
    return { reason: this.reason, waitMs: msToNextHour(nowMs), limit: this.limit };
  }
}

const msToNextHour = (nowMs: number): number => HOUR_MS - (nowMs % HOUR_MS);

/** Burst and per-issue buckets of one site. */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>();

  #take(key: string, size: BucketSize, nowMs: number): number {
    const { bucket, waitMs } = takeToken(this.#buckets.get(key), size, nowMs);
    this.#buckets.set(key, bucket);
    return waitMs;
  }
  burst(operation: Operation, nowMs: number): Refusal | undefined {
    const name = `${operation.method} ${operation.path}`;
    const limit = BURST_OVERRIDES.get(name) ?? BURST_PER_SECOND[operation.method];
    const waitMs = this.#take(name, { capacity: limit, refillPerMs: limit / 1_000 }, nowMs);
    return waitMs === 0 ? undefined : { reason: 'jira-burst-based', waitMs, limit };
  }
  issueWrite(issueId: string, nowMs: number): Refusal | undefined {
    for (const { writes, windowMs } of ISSUE_WRITE_WINDOWS) {
      const size = { capacity: writes, refillPerMs: writes / windowMs };
      const waitMs = this.#take(`issue/${issueId}/${windowMs}`, size, nowMs);
      if (waitMs > 0) return { reason: 'jira-per-issue-on-write', waitMs, limit: writes };
    }
    return undefined;
  }
}

/** `yyyy-MM-ddTHH:mmZ`, as Jira writes X-RateLimit-Reset (JRACLOUD-69262): rounded up, never before the real reset. */
const resetStamp = (atMs: number): string => {
  const minute = 60_000;
  return `${new Date(Math.ceil(atMs / minute) * minute).toISOString().slice(0, 16)}Z`;
};

/** The headers that every answer to a call that draws points carries (platform.md 2.4). */
export const quotaHeaders = (pool: PointsPool, nowMs: number): Record<string, string> => {
  const remaining = Math.max(0, pool.limit - pool.used(nowMs));
  return {
    'x-ratelimit-limit': String(pool.limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': resetStamp(nowMs + msToNextHour(nowMs)),
    'x-ratelimit-nearlimit': String(remaining < pool.limit * NEAR_LIMIT_SHARE),
    'ratelimit-policy': `"global-app-quota";q=${pool.limit};w=3600`,
    ratelimit: `"global-app-quota";r=${remaining};t=${Math.ceil(msToNextHour(nowMs) / 1_000)}`,
  };
};

/** The headers of a 429. Retry-After is in whole seconds, rounded up. */
export const refusalHeaders = (refusal: Refusal, nowMs: number): Record<string, string> => ({
  'retry-after': String(Math.max(1, Math.ceil(refusal.waitMs / 1_000))),
  'ratelimit-reason': refusal.reason,
  'x-ratelimit-limit': String(refusal.limit),
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': resetStamp(nowMs + refusal.waitMs),
  'x-ratelimit-nearlimit': 'true',
});
