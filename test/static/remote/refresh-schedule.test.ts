import { expect, test } from '@jest/globals';
import { nextRefreshAt } from '../../../static/app/remote/refresh-schedule.ts';

test('a page asks again after 30 seconds at the earliest, and by chance up to 9 seconds later', () => {
  expect(nextRefreshAt({ askedAt: 1_000, failures: 0 }, 0)).toBe(31_000);
  expect(nextRefreshAt({ askedAt: 1_000, failures: 0 }, 1)).toBe(40_000);
});

test('each failure in a row doubles the wait, up to five minutes', () => {
  const waits = [0, 1, 2, 3, 4, 20].map((failures) => nextRefreshAt({ askedAt: 0, failures }, 0));
  expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
});

test('what a refusal asks to wait is waited, however long, and a short one never makes a page ask sooner', () => {
  expect(nextRefreshAt({ askedAt: 0, failures: 1, retryAfterMs: 1_200_000 }, 0)).toBe(1_200_000);
  expect(nextRefreshAt({ askedAt: 0, failures: 0, retryAfterMs: 500 }, 0)).toBe(30_000);
});
