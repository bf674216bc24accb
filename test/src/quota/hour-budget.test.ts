import { expect, test } from '@jest/globals';
import {
  FRESHNESS_SHARE,
  grantPoints,
  isNearLimit,
  openHour,
  settleStep,
} from '../../../src/work-index/quota/hour-budget.ts';
import type { HourBudget } from '../../../src/storage/quota.ts';

const NOW = Date.parse('2026-11-20T12:40:00Z');
const RESET = Date.parse('2026-11-20T13:00:00Z');
const hour = (more: Partial<HourBudget> = {}): HourBudget => ({
  resetAt: RESET,
  atStart: 60_000,
  remaining: 60_000,
  limit: 65_000,
  granted: 0,
  ...more,
});

test.each([
  ['none yet', undefined, { resetAt: RESET, granted: 0 }],
  ['one that is over', hour({ resetAt: NOW }), { resetAt: RESET, granted: 0 }],
  ['one that ends far in the future', hour({ resetAt: NOW + 7_200_000 }), { resetAt: RESET, granted: 0 }],
  ['one that goes on', hour({ granted: 5 }), hour({ granted: 5 })],
])('the hour’s account: %s', (_name, stored, expected) => {
  expect(openHour(stored, NOW)).toEqual(expected);
});

test.each([
  ['all that it wants', hour(), 2_000, 2_000],
  ['half of what was left', hour(), 100_000, 30_000],
  ['what half leaves after others', hour({ granted: 29_000 }), 5_000, 1_000],
  ['nothing after its half', hour({ granted: 30_000 }), 5_000, 0],
  ['half of what is left now, where pages used much', hour({ remaining: 14_000 }), 10_000, 7_000],
  ['nothing near the limit', hour({ remaining: 12_999 }), 10, 0],
  ['a probe while nothing is known', { resetAt: RESET, granted: 0 }, 10_000, 6_000],
  ['another probe after a crash', { resetAt: RESET, granted: 6_000 }, 10_000, 6_000],
  ['not one probe after the other', { resetAt: RESET, granted: 18_000 }, 10_000, 0],
])('a step is granted %s', (_name, before, wanted, expected) => {
  const { hour: after, points } = grantPoints(before, wanted);
  expect(points).toBe(expected);
  expect(after).toEqual({ ...before, granted: before.granted + expected });
});

const quota = { limit: 65_000, remaining: 40_000, resetAt: RESET };
test.each([
  [
    'what it did not spend',
    hour({ granted: 2_000 }),
    { granted: 2_000, low: 700, high: 700, quota: undefined },
    hour({ granted: 700 }),
  ],
  [
    'what the first answers told',
    { resetAt: RESET, granted: 1_500 },
    { granted: 1_500, low: 1_000, high: 1_000, quota },
    { resetAt: RESET, granted: 1_000, remaining: 40_000, limit: 65_000, atStart: 41_000 },
  ],
  [
    'what is left now, the start unchanged',
    hour({ granted: 2_000 }),
    { granted: 2_000, low: 2_000, high: 2_000, quota },
    hour({ granted: 2_000, remaining: 40_000 }),
  ],
  [
    'nothing of a quota of another hour',
    hour({ granted: 5 }),
    { granted: 0, low: 0, high: 0, quota: { ...quota, resetAt: RESET + 3_600_000 } },
    hour({ granted: 5 }),
  ],
])('a step gives back %s', (_name, before, report, expected) => {
  expect(settleStep(before, { resetAt: RESET, remainingBefore: undefined, ...report })).toEqual(expected);
});

test('where backfill has had its half, what changed still has points', () => {
  const spent = hour({ granted: 30_000, remaining: 30_000 });
  expect(grantPoints(spent, 500).points).toBe(0);
  expect(grantPoints(spent, 500, FRESHNESS_SHARE).points).toBe(500);
});

test('a step of the hour before changes nothing of this one’s grants', () => {
  const report = { resetAt: RESET - 3_600_000, granted: 900, low: 100, high: 100, remainingBefore: undefined, quota };
  expect(settleStep(hour({ granted: 1_000 }), report)).toEqual(hour({ granted: 1_000, remaining: 40_000 }));
});

test('an hour of steps, with pages beside them, takes half of what was left and no more', () => {
  let account: HourBudget = { resetAt: RESET, granted: 0 };
  let [remaining, spentInAll] = [50_000, 0];
  for (let step = 0; step < 200; step += 1) {
    const before = account.remaining;
    const { hour: after, points } = grantPoints(openHour(account, NOW), 1_001);
    const spent = Math.min(points, 900 + (step % 3) * 50);
    remaining -= spent + 30;
    spentInAll += spent;
    // By the dearest reading it may have been twice as much.
    const prices = { low: spent / 2, high: Math.min(points, spent * 2) };
    const told = { ...quota, remaining };
    account = settleStep(after, { resetAt: RESET, granted: points, ...prices, remainingBefore: before, quota: told });
  }
  expect(spentInAll).toBeLessThanOrEqual(25_000);
  expect(spentInAll).toBeGreaterThan(20_000);
});

test.each([
  ['what was spent meanwhile, where that is less than the dearest reading', 50_000, 1_500],
  ['no less than the cheapest reading', 40_500, 1_000],
  ['no more than the dearest reading', 60_000, 3_000],
  ['the dearest reading, where nothing was known before', undefined, 3_000],
])('a step counts as having spent %s', (_name, remainingBefore, spent) => {
  const remaining = remainingBefore === 50_000 ? 48_500 : 40_000;
  const told = { ...quota, remaining };
  const report = { resetAt: RESET, granted: 4_000, low: 1_000, high: 3_000, remainingBefore, quota: told };
  expect(settleStep(hour({ granted: 4_000 }), report)).toEqual(hour({ granted: spent, remaining }));
});

test('Jira’s own line of near: a fifth of the limit', () => {
  expect(isNearLimit({ limit: 65_000, remaining: 12_999 })).toBe(true);
  expect(isNearLimit({ limit: 65_000, remaining: 13_000 })).toBe(false);
  expect(isNearLimit({})).toBe(false);
});
