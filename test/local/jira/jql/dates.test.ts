import { expect, test } from '@jest/globals';
import { parseInstant, periodEdge } from '../../../../local/jira/jql/dates.ts';

// Sunday 22 November 2026, 12:00 in Berlin.
const moment = { now: Date.UTC(2026, 10, 22, 11), zone: 'Europe/Berlin', locale: 'en_GB' };
const iso = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString().replace('.000Z', 'Z');

test.each([
  ['2026-11-22', '2026-11-21T23:00:00Z'],
  ['2026/07/01', '2026-06-30T22:00:00Z'],
  ['2026-11-22 10:30', '2026-11-22T09:30:00Z'],
  ['-1d', '2026-11-21T11:00:00Z'],
  ['2w', '2026-12-06T11:00:00Z'],
  ['-1w 2d', '2026-11-13T11:00:00Z'],
  ['-30m', '2026-11-22T10:30:00Z'],
  ['-1M', '2026-10-22T10:00:00Z'],
  ['1790000000000', '2026-09-21T14:13:20Z'],
  ['soon', undefined],
  ['2026-13-01', undefined],
])('%s is %s', (text, expected) => {
  expect(iso(parseInstant(text, moment))).toBe(expected);
});

test.each([
  ['start', 'day', undefined, 'en_GB', '2026-11-21T23:00:00Z'],
  ['start', 'day', '-1d', 'en_GB', '2026-11-20T23:00:00Z'],
  ['start', 'day', '+1', 'en_GB', '2026-11-22T23:00:00Z'],
  ['end', 'day', undefined, 'en_GB', '2026-11-22T22:59:59.999Z'],
  ['start', 'week', undefined, 'en_GB', '2026-11-15T23:00:00Z'],
  ['start', 'week', undefined, 'en_US', '2026-11-21T23:00:00Z'],
  ['start', 'week', '-1', 'en_GB', '2026-11-08T23:00:00Z'],
  ['end', 'month', '-1M', 'en_GB', '2026-10-31T22:59:59.999Z'],
  ['start', 'year', undefined, 'en_GB', '2025-12-31T23:00:00Z'],
] as const)('%s of %s %s in %s', (edge, period, increment, locale, expected) => {
  expect(iso(periodEdge(edge, period, increment, { ...moment, locale }))).toBe(expected);
});
