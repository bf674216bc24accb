import { scopeOf } from './lanes.ts';

/** The hourly points that this app's calls draw from, as Jira's headers told last. */
export interface Quota {
  readonly limit: number;
  readonly remaining: number;
  /** When it is full again, epoch ms. */
  readonly resetAt: number;
}
type Header = (name: string) => string | null;

const toNumber = (value: string | null | undefined): number | undefined => {
  const number = Number(value);
  return value === null || value === undefined || value.trim() === '' || !Number.isFinite(number) ? undefined : number;
};

/** A parameter of a structured header: `r` of `"global-app-quota";r=120;t=30` is 120. */
const parameterOf = (value: string | null, name: string): number | undefined =>
  toNumber(
    value
      ?.split(';')
      .map((part) => part.trim().split('='))
      .find(([key]) => key === name)?.[1],
  );

/** The structured headers speak of a quota or of a burst limit: only the former is the hour's. */
const structured = (header: Header, now: number): Quota | undefined => {
  const [state, policy] = [header('RateLimit'), header('RateLimit-Policy')];
  if (state?.includes('quota') !== true) return undefined;
  const [remaining, seconds] = [parameterOf(state, 'r'), parameterOf(state, 't')];
  const limit = parameterOf(policy, 'q') ?? toNumber(header('X-RateLimit-Limit'));
  if (remaining === undefined || seconds === undefined || limit === undefined) return undefined;
  return { limit, remaining, resetAt: now + seconds * 1_000 };
};

/**
 * The quota that a response's headers tell (platform.md 2.4): RateLimit and RateLimit-Policy, else X-RateLimit-Limit, -Remaining
 * and -Reset (ISO 8601, JRACLOUD-69262). Undefined where they tell none, or are those of a burst or of one issue's writes.
 */
export const readQuota = (header: Header, now: number): Quota | undefined => {
  const reason = header('RateLimit-Reason');
  if (reason !== null && scopeOf(reason) !== 'site') return undefined;
  const known = structured(header, now);
  if (known !== undefined) return known;
  const [limit, remaining] = [toNumber(header('X-RateLimit-Limit')), toNumber(header('X-RateLimit-Remaining'))];
  const resetAt = Date.parse(header('X-RateLimit-Reset') ?? '');
  if (limit === undefined || remaining === undefined || Number.isNaN(resetAt)) return undefined;
  return { limit, remaining, resetAt };
};
