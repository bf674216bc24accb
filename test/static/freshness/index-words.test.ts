import { expect, test } from '@jest/globals';
import { pauseWords, progressShare, progressWords } from '../../../static/app/freshness/index-words.ts';

const projects = { done: 2, of: 5 };
const TEN = new Date(2026, 10, 22, 10).getTime();

test('progress is told in work items and time where they may be counted', () => {
  const items = { read: 12_400, about: 31_000 };
  expect(progressWords({ projects, items, etaMs: 4 * 60_000 })).toBe(
    '12,400 of about 31,000 work items, about 4 minutes',
  );
  expect(progressWords({ projects, items, etaMs: 20_000 })).toContain('less than a minute');
  expect(progressWords({ projects, items, etaMs: 7_200_000 })).toContain('about 2 hours');
  expect(progressShare({ projects, items })).toBeCloseTo(0.4);
});

test('else in projects, and a rest says until when and why', () => {
  expect(progressWords({ projects })).toBe('2 of 5 projects');
  expect(progressShare({ projects })).toBeCloseTo(0.4);
  expect(progressWords({ projects, rest: { until: TEN, because: 'quota' } })).toBe(
    '2 of 5 projects. It goes on at 10:00: Jira’s hourly quota is used up',
  );
});

test('a bar is never more than full', () => {
  expect(progressShare({ projects, items: { read: 12, about: 10 } })).toBe(1);
  expect(progressShare({ projects: { done: 0, of: 0 } })).toBe(0);
});

test('a pause says until when, and of when what is shown is', () => {
  const asOf = new Date(2026, 10, 22, 9, 41).toISOString();
  expect(pauseWords(TEN, asOf, 60_000)).toBe('Jira’s hourly quota is used up until 10:00: what you see is of 09:41.');
});
