import type { Quota } from '../../jira/quota.ts';
import type { HourBudget } from '../../storage/quota.ts';

/** What background work may take of an hour's points; the rest is for pages (issue 3, Backfill). */
export const BACKGROUND_SHARE = 0.5;
/** What changed comes in even where a backfill has had its half: what pages show would be old else. It takes little. */
export const FRESHNESS_SHARE = 0.7;
/** Under this share of the limit Jira says NearLimit (platform.md 2.4): then pages alone go on. */
const RESERVE_SHARE = 0.2;
/**
 * Granted to the first steps of an hour, whose answers tell what is left of it: a page of 5,000 ids by the dearest reading fits.
 * Several, since a step may crash before it reports.
 */
const PROBE_POINTS = 6_000;
const MAX_PROBES = 3;
const HOUR_MS = 3_600_000;

/** The hour's account at `now`: the stored one, or a new one when its hour is over. Quotas reset at the top of the UTC hour. */
export const openHour = (stored: HourBudget | undefined, now: number): HourBudget =>
  stored !== undefined && now < stored.resetAt && stored.resetAt - now <= HOUR_MS + 60_000
    ? stored
    : { resetAt: (Math.floor(now / HOUR_MS) + 1) * HOUR_MS, granted: 0 };

/** Whether so little is left that only pages may go on until the reset. */
export const isNearLimit = ({ remaining, limit }: Pick<HourBudget, 'remaining' | 'limit'>): boolean =>
  remaining !== undefined && limit !== undefined && remaining < limit * RESERVE_SHARE;

const allowanceOf = (hour: HourBudget, share: number): number => {
  const { atStart, remaining, granted } = hour;
  if (atStart === undefined || remaining === undefined) {
    return Math.min(PROBE_POINTS, PROBE_POINTS * MAX_PROBES - granted);
  }
  if (isNearLimit(hour)) return 0;
  return Math.min(atStart * share - granted, remaining * share);
};

/** Grants a step at most `wanted` points, within its share of what was left when the hour was first seen, and notes them as gone. */
export const grantPoints = (
  hour: HourBudget,
  wanted: number,
  share: number = BACKGROUND_SHARE,
): { hour: HourBudget; points: number } => {
  const points = Math.max(0, Math.min(wanted, Math.floor(allowanceOf(hour, share))));
  return { hour: { ...hour, granted: hour.granted + points }, points };
};

export interface StepReport {
  /** The end of the hour in which the step was granted its points. */
  readonly resetAt: number;
  readonly granted: number;
  /** What it spent by the cheapest and the dearest reading of prices. */
  readonly low: number;
  readonly high: number;
  /** What was left of the hour as far as was known when it was granted its points. */
  readonly remainingBefore: number | undefined;
  readonly quota: Quota | undefined;
}

/**
 * What a step spent at most: what is left tells better than the dearest reading. All that was spent since the step was granted its points,
 * by whomever, is more than what it spent itself.
 */
const spentOf = ({ resetAt, low, high, remainingBefore, quota }: StepReport): number => {
  if (quota === undefined || remainingBefore === undefined || !isOfHour(quota, resetAt)) return high;
  return Math.min(high, Math.max(low, remainingBefore - quota.remaining));
};

/** A quota of another hour says nothing of this one; Jira rounds the reset to minutes or seconds. */
const isOfHour = (quota: Quota, resetAt: number): boolean => Math.abs(quota.resetAt - resetAt) <= 90_000;

/** Takes what a step did not spend back into the account, and what its answers told of the quota. */
export const settleStep = (hour: HourBudget, report: StepReport): HourBudget => {
  const { resetAt, granted, quota } = report;
  const spent = spentOf(report);
  const isSameHour = resetAt === hour.resetAt;
  const rest = isSameHour ? { granted: Math.max(0, hour.granted - granted + spent) } : { granted: hour.granted };
  if (quota === undefined || !isOfHour(quota, hour.resetAt)) return { ...hour, ...rest };
  const { remaining, limit } = quota;
  return { ...hour, ...rest, remaining, limit, atStart: hour.atStart ?? remaining + (isSameHour ? spent : 0) };
};
