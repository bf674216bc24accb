import { expect, test } from '@jest/globals';
import { addDays, daysBetween, lengthOf, sharedDays, weekday, workingDays } from '../../../src/core/day/day.ts';
import { createDayOf, isTimeZone } from '../../../src/core/day/time-zone.ts';

test.each([
  ['2026-02-27', 2, '2026-03-01'],
  ['2026-03-28', 1, '2026-03-29'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
])('%s and %i days is %s', (day, days, expected) => {
  expect(addDays(day, days)).toBe(expected);
  expect(daysBetween(day, expected)).toBe(days);
});

test.each([
  ['a week', '2026-03-02', '2026-03-08', 5],
  ['a weekend', '2026-03-07', '2026-03-08', 0],
  ['Friday to Monday', '2026-03-06', '2026-03-09', 2],
  ['two weeks and a day', '2026-03-02', '2026-03-16', 11],
  ['an empty span', '2026-03-02', '2026-03-01', 0],
])('counts the working days of %s', (_name, start, end, expected) => {
  expect(workingDays({ start, end })).toBe(expected);
});

test('a Sunday is day 7 and a span includes both of its ends', () => {
  expect(weekday('2026-03-08')).toBe(7);
  expect(lengthOf({ start: '2026-03-02', end: '2026-03-02' })).toBe(1);
  expect(sharedDays({ start: '2026-03-02', end: '2026-03-08' }, { start: '2026-03-08', end: '2026-03-10' })).toBe(1);
});

test('an instant is another day in another zone', () => {
  const late = Date.parse('2026-03-02T23:30:00Z');
  expect(createDayOf('UTC')(late)).toBe('2026-03-02');
  expect(createDayOf('Europe/Berlin')(late)).toBe('2026-03-03');
  expect(createDayOf('America/Los_Angeles')(late)).toBe('2026-03-02');
});

test('a zone that does not exist is told apart', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Europe/Atlantis')).toBe(false);
});
