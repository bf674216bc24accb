import { expect, test } from '@jest/globals';
import { parseInstant } from '../../local/instant.ts';

test.each([
  ['2026-11-22T09:00:00Z', Date.UTC(2026, 10, 22, 9)],
  ['2026-11-22T09:00:00+02:00', Date.UTC(2026, 10, 22, 7)],
  ['2026-11-22T09:00', Date.UTC(2026, 10, 22, 9)],
  ['2026-11-22', Date.UTC(2026, 10, 22)],
])('%s is an instant', (text, ms) => {
  expect(parseInstant(text)).toBe(ms);
});

test.each(['', 'soon', 'monday 5', '2026-13-01', '2026-02-30', '+010000-01-01T00:00:00Z', '1969-12-31'])(
  '%j is none',
  (text) => {
    expect(parseInstant(text)).toBeUndefined();
  },
);
