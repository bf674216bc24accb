import { expect, test } from '@jest/globals';
import type { UpkeepState } from '../../../../src/storage/upkeep.ts';
import { dueKind, isSiteDue } from '../../../../src/work-index/upkeep/cadence.ts';
import { planCounts } from '../../../../src/work-index/upkeep/count-plan.ts';
import { claimLook, lookJql, minutesBack, nextLookAfter } from '../../../../src/work-index/upkeep/look-plan.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 22, 12);
const state = (changes: Partial<UpkeepState> = {}): UpkeepState => ({
  lookedAt: NOW - MINUTE,
  nextLookAt: 0,
  deepAt: NOW - MINUTE,
  indexed: [],
  live: [],
  wantedAt: 0,
  hourAt: NOW - HOUR,
  dayAt: NOW - HOUR,
  eventsAtHour: 7,
  mismatches: {},
  repaired: 0,
  missed: 0,
  ...changes,
});

test('a look is for one in 30 seconds, and a claim of a clock that went wrong binds nobody', () => {
  const claimed = claimLook(state(), NOW);
  expect(claimed?.nextLookAt).toBe(NOW + 30_000);
  expect(claimLook(state({ nextLookAt: NOW + 1 }), NOW)).toBeUndefined();
  expect(claimLook(state({ nextLookAt: NOW }), NOW)).toBeDefined();
  expect(claimLook(state({ nextLookAt: NOW + HOUR }), NOW)).toBeDefined();
});

test('looks that cost much come less often, and never less than every five minutes', () => {
  expect(nextLookAfter(NOW, 2)).toBe(NOW + 30_000);
  expect(nextLookAfter(NOW, 200)).toBe(NOW + 100_000);
  expect(nextLookAfter(NOW, 5_000)).toBe(NOW + 5 * MINUTE);
});

test('a look goes back to the last one, as far as search lags, and a minute for what is cut off', () => {
  expect(minutesBack(state(), NOW, undefined)).toBe(1 + 2 + 1);
  expect(minutesBack(state({ lookedAt: NOW - 61_000 }), NOW, undefined)).toBe(2 + 2 + 1);
  expect(minutesBack(state({ deepAt: NOW - 10 * MINUTE }), NOW, undefined)).toBe(1 + 15 + 1);
  expect(minutesBack(state(), NOW, 60)).toBe(1 + 60 + 1);
  expect(minutesBack(state({ lookedAt: 0 }), NOW, undefined)).toBe(120);
  expect(minutesBack(state({ lookedAt: 0 }), NOW, undefined, NOW - 300 * MINUTE)).toBe(300 + 2 + 1);
  // The last look ran on a clock that is ahead.
  expect(minutesBack(state({ lookedAt: NOW + 5_000 }), NOW, undefined)).toBe(3);
  expect(lookJql(['100', '7'], 4)).toBe('project in (100, 7) AND updated >= -4m ORDER BY updated ASC, key ASC');
});

const activity = { events: 7, hasMarks: false, isReading: false };

test('an hour in which nothing happened is passed over, a day is not', () => {
  expect(dueKind(state(), activity, NOW)).toBeUndefined();
  expect(dueKind(state(), { ...activity, events: 8 }, NOW)).toBe('hour');
  expect(dueKind(state(), { ...activity, hasMarks: true }, NOW)).toBe('hour');
  expect(dueKind(state({ wantedAt: NOW - 1 }), activity, NOW)).toBe('hour');
  expect(dueKind(state({ mismatches: { 1: { jira: 1, index: 2, drilledAt: 0 } } }), activity, NOW)).toBe('hour');
  expect(dueKind(state({ mismatches: { 1: { jira: 1, index: 2, drilledAt: 5 } } }), activity, NOW)).toBeUndefined();
  expect(dueKind(state({ dayAt: NOW - 24 * HOUR }), activity, NOW)).toBe('day');
  const reading = { ...activity, isReading: true };
  expect(dueKind(state({ dayAt: NOW - 24 * HOUR }), reading, NOW)).toBeUndefined();
  expect(dueKind(state({ dayAt: NOW - 24 * HOUR }), { ...reading, events: 8 }, NOW)).toBe('hour');
  // The platform ran the schedule twice.
  expect(dueKind(state({ dayAt: 0, hourAt: NOW - 5_000 }), { ...activity, events: 8 }, NOW)).toBeUndefined();
});

test('lists of the site are read every six hours where somebody looks, else every week', () => {
  const used = state({ wantedAt: NOW - HOUR });
  expect(isSiteDue(undefined, state(), NOW)).toBe(true);
  expect(isSiteDue(NOW - 5 * HOUR, used, NOW)).toBe(false);
  expect(isSiteDue(NOW - 6 * HOUR, used, NOW)).toBe(true);
  expect(isSiteDue(NOW - 24 * HOUR, state(), NOW)).toBe(false);
  expect(isSiteDue(NOW - 7 * 24 * HOUR, state(), NOW)).toBe(true);
});

const counts = (jira: number, index: number) => ({ jira: new Map([['1', jira]]), index: new Map([['1', index]]) });

test('a difference is looked into once it is there twice in a row, and again only after a day or when it changes', () => {
  const first = planCounts(counts(10, 9), { mismatches: {} }, NOW);
  expect(first).toEqual({ mismatches: { 1: { jira: 10, index: 9, drilledAt: 0 } }, drill: [] });
  const second = planCounts(counts(11, 10), first, NOW + HOUR);
  expect(second).toEqual({ mismatches: { 1: { jira: 11, index: 10, drilledAt: NOW + HOUR } }, drill: ['1'] });
  expect(planCounts(counts(12, 11), second, NOW + 2 * HOUR).drill).toEqual([]);
  expect(planCounts(counts(12, 10), second, NOW + 2 * HOUR).drill).toEqual(['1']);
  expect(planCounts(counts(11, 10), second, NOW + 26 * HOUR).drill).toEqual(['1']);
  expect(planCounts(counts(11, 11), second, NOW + 2 * HOUR)).toEqual({ mismatches: {}, drill: [] });
});

test('what was not counted stays as it was remembered', () => {
  const before = { mismatches: { 2: { jira: 1, index: 2, drilledAt: 0 } } };
  expect(planCounts({ jira: new Map([['1', 3]]), index: new Map([['1', 3]]) }, before, NOW)).toEqual({
    ...before,
    drill: [],
  });
});
