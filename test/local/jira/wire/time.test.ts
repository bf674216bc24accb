import { expect, test } from '@jest/globals';
import { dayIn, utcTime, zonedTime } from '../../../../local/jira/wire/time.ts';

test('an instant carries the offset that the zone has at that instant', () => {
  expect(zonedTime('Europe/Berlin', Date.UTC(2026, 10, 22, 10, 5, 6))).toBe('2026-11-22T11:05:06.000+0100');
  expect(zonedTime('Europe/Berlin', Date.UTC(2026, 6, 1, 10))).toBe('2026-07-01T12:00:00.000+0200');
  expect(zonedTime('America/St_Johns', Date.UTC(2026, 0, 1))).toBe('2025-12-31T20:30:00.000-0330');
  expect(zonedTime('UTC', Date.UTC(2026, 0, 1))).toBe('2026-01-01T00:00:00.000+0000');
});

test('the offset changes in the very minute in which the zone changes its clocks', () => {
  const change = Date.UTC(2026, 2, 29, 1);
  expect(zonedTime('Europe/Berlin', change - 1)).toBe('2026-03-29T01:59:59.999+0100');
  expect(zonedTime('Europe/Berlin', change)).toBe('2026-03-29T03:00:00.000+0200');
  const back = Date.UTC(2026, 9, 25, 1);
  expect(zonedTime('Europe/Berlin', back - 1)).toBe('2026-10-25T02:59:59.999+0200');
  expect(zonedTime('Europe/Berlin', back)).toBe('2026-10-25T02:00:00.000+0100');
});

test('sprint dates are UTC, days are of the zone', () => {
  const lateInUtc = Date.UTC(2026, 10, 22, 23, 30);
  expect(utcTime(lateInUtc)).toBe('2026-11-22T23:30:00.000Z');
  expect(dayIn('Europe/Berlin', lateInUtc)).toBe('2026-11-23');
});
