import { expect, test } from '@jest/globals';
import { choosePeriod } from '../../../src/core/period/choose-period.ts';
import { buildPeriod } from '../build.ts';

const past = buildPeriod('2026-01-05', '2026-03-15');
const now = buildPeriod('2026-03-16', '2026-05-24');
const next = buildPeriod('2026-05-25', '2026-08-02');
const periods = [past, now, next];

test.each([
  ['the current one with work', '2026-04-01', [past, now, next], now, 'current'],
  ['the latest with work, where the current one has none', '2026-04-01', [past], past, 'latestWithWork'],
  ['a later one with work', '2026-04-01', [past, next], next, 'latestWithWork'],
  ['the latest with work, where today is in none', '2027-01-01', [past, now], now, 'latestWithWork'],
  ['the current one, where none has work', '2026-04-01', [], now, 'currentWithoutWork'],
  ['the next one, where none has work and today is before all', '2025-12-01', [], past, 'nearest'],
  ['the last one, where none has work and today is after all', '2027-01-01', [], next, 'nearest'],
])('opens %s', (_name, today, withWork, expected, kind) => {
  const chosen = choosePeriod(periods, today, new Set(withWork.map((period) => period.id)));
  expect(chosen?.period).toBe(expected);
  expect(chosen?.choice.kind).toBe(kind);
  expect(chosen?.choice.sentence).toContain(expected.name);
});

test('there is none to open without periods', () => expect(choosePeriod([], '2026-04-01', new Set())).toBeUndefined());
