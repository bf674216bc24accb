import { expect, test } from '@jest/globals';
import { findHistoryStart } from '../../../src/core/period/history-from.ts';
import { buildPeriod } from '../build.ts';

const quarters = ['2025-10-06', '2026-01-05', '2026-04-06', '2026-07-06', '2026-10-05', '2027-01-04'].map((start) =>
  buildPeriod(start, `${start.slice(0, 8)}28`),
);

test('histories go back to the third last period that has begun', () => {
  expect(findHistoryStart([{ periods: quarters }], '2026-11-22')).toBe('2026-04-06');
  expect(findHistoryStart([{ periods: quarters.slice(0, 2) }], '2026-11-22')).toBe('2025-10-06');
});

test('of several programs the one that goes back farthest counts', () => {
  const two = [{ periods: quarters }, { periods: quarters.slice(0, 4) }, { periods: [] }];
  expect(findHistoryStart(two, '2026-11-22')).toBe('2026-01-05');
});

test('without a period that has begun there is no such day', () => {
  expect(findHistoryStart([{ periods: quarters }], '2025-01-01')).toBeUndefined();
  expect(findHistoryStart([], '2026-11-22')).toBeUndefined();
});
