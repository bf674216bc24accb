import { expect, test } from '@jest/globals';
import { ageWords, asOfWords, untilOtherWords } from '../../../static/app/freshness/age-words.ts';

const MINUTE_MS = 60_000;

test('an age is told in tens of seconds, minutes, hours and days, never in future', () => {
  const told = [-5_000, 0, 9_999, 10_000, 29_000, 59_999, MINUTE_MS, 119_999, 59 * MINUTE_MS, 60 * MINUTE_MS].map(
    ageWords,
  );
  expect(told).toEqual([
    'just now',
    'just now',
    'just now',
    '10 seconds ago',
    '20 seconds ago',
    '50 seconds ago',
    '1 minute ago',
    '1 minute ago',
    '59 minutes ago',
    '1 hour ago',
  ]);
  expect(ageWords(50 * 60 * MINUTE_MS)).toBe('2 days ago');
});

test('the words change when it is said that they do, and not before', () => {
  for (const age of [0, 4_321, 10_000, 59_999, 61_000, 3_599_000, 3_700_000, 90_000_000]) {
    const wait = untilOtherWords(age);
    expect(ageWords(age + wait - 1)).toBe(ageWords(age));
    expect(ageWords(age + wait)).not.toBe(ageWords(age));
  }
});

test('the time of day is enough for today, older readings name their day', () => {
  const local = new Date(2026, 10, 22, 9, 41).toISOString();
  expect(asOfWords(local, 25_000)).toBe('as of 09:41, 20 seconds ago');
  expect(asOfWords(local, 48 * 60 * MINUTE_MS)).toBe('as of 22 Nov, 09:41, 2 days ago');
});
