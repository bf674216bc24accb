import { expect, test } from '@jest/globals';
import { planWake, takeWake, windowAfter } from '../../../../src/work-index/sync/wake.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

test('the first mark calls the consumer, the next ones do not', () => {
  const wake = planWake({}, NOW, 5_000);
  expect(wake).toEqual({ dueAt: NOW + 5_000 });
  expect(planWake(wake ?? {}, NOW + 4_000, 5_000)).toBeUndefined();
});

test('a wake-up that is overdue is pushed again', () => {
  const wake = { windowMs: 5_000, dueAt: NOW };
  expect(planWake(wake, NOW + 29_000, 5_000)).toBeUndefined();
  expect(planWake(wake, NOW + 31_000, 5_000)?.dueAt).toBe(NOW + 36_000);
});

test('who cannot wait for the wake-up that is coming calls an earlier one', () => {
  const wake = { windowMs: 5_000, dueAt: NOW + 60_000 };
  expect(planWake(wake, NOW, 5_000)?.dueAt).toBe(NOW + 5_000);
  expect(planWake(wake, NOW, 60_000)).toBeUndefined();
});

test('nobody is called before Jira may be asked again', () => {
  const wake = { windowMs: 5_000, restUntil: NOW + 600_000 };
  expect(planWake(wake, NOW, 5_000)?.dueAt).toBe(NOW + 600_000);
  expect(planWake({ ...wake, dueAt: NOW + 600_000 }, NOW + 1_000, 5_000)).toBeUndefined();
  // A queue delays no event for longer.
  expect(planWake({ windowMs: 5_000, restUntil: NOW + 1_500_000 }, NOW, 5_000)?.dueAt).toBe(NOW + 900_000);
});

test('when the consumer is there, marks need another wake-up, unless one is still to come', () => {
  expect(takeWake({ windowMs: 5_000, dueAt: NOW }, NOW)).toEqual({ windowMs: 5_000 });
  expect(takeWake({ windowMs: 5_000, dueAt: NOW + 1_000 }, NOW)).toEqual({ windowMs: 5_000 });
  const coming = { windowMs: 5_000, dueAt: NOW + 4_000 };
  expect(takeWake(coming, NOW)).toEqual(coming);
  expect(takeWake({ ...coming, restUntil: NOW }, NOW)).toEqual(coming);
});

test.each([
  [0, 5_000],
  [19, 5_000],
  [20, 15_000],
  [100, 30_000],
  [5_000, 30_000],
])('after a run of %i items marks gather for %i ms', (items, windowMs) => {
  expect(windowAfter(items)).toBe(windowMs);
});
