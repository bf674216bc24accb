import { expect, test } from '@jest/globals';
import { progressOf, type ProjectProgress } from '../../../src/core/backfill/progress.ts';
import { progressSentence } from '../../../src/core/backfill/sentence.ts';

const NOW = Date.UTC(2026, 10, 22, 9);
const one = (projectId: string, read: number, about: number, isIndexed = false): ProjectProgress => ({
  projectId,
  read,
  about,
  isIndexed,
});
const all = [one('1', 12_400, 31_000), one('2', 500, 500, true), one('3', 10, 90_000)];
const view = (projectIds: readonly string[], plain: readonly string[]) => ({
  projectIds,
  plainIds: new Set(plain),
  now: NOW,
});

test('items are counted in the projects that are still being read', () => {
  const progress = progressOf(all, undefined, view(['1', '2'], ['1', '2']));
  expect(progress).toEqual({ projects: { done: 1, of: 2 }, items: { read: 12_400, about: 31_000 }, etaMs: 93_000 });
  expect(progress && progressSentence(progress, NOW)).toBe('12,400 of about 31,000 work items, about 2 minutes');
});

test('nothing is told once every project is read', () => {
  expect(progressOf(all, undefined, view(['2'], []))).toBeUndefined();
});

test('a checked project is told by projects alone, whatever its count', () => {
  const asked = view(['1', '2'], ['2']);
  const progress = progressOf(all, undefined, asked);
  expect(progress).toEqual({ projects: { done: 1, of: 2 } });
  expect(progressOf([one('1', 99, 100), ...all.slice(1)], undefined, asked)).toEqual(progress);
  expect(progress && progressSentence(progress, NOW)).toBe('1 of 2 projects are read');
});

test('projects of others change nothing', () => {
  const asked = view(['1'], ['1']);
  expect(progressOf(all.slice(0, 1), undefined, asked)).toEqual(progressOf(all, undefined, asked));
});

test('a project that was not looked at yet has no count, and one that nobody listed is not read', () => {
  const { about: _, ...unknown } = one('1', 0, 0);
  expect(progressOf([unknown], undefined, view(['1'], ['1']))).toEqual({ projects: { done: 0, of: 1 } });
  expect(progressOf([], undefined, view(['1'], ['1']))).toEqual({ projects: { done: 0, of: 1 } });
});

test('an empty project that waits hides no count', () => {
  const some = [one('1', 0, 0), one('2', 5, 10)];
  expect(progressOf(some, undefined, view(['1', '2'], ['1', '2']))).toMatchObject({ items: { read: 5, about: 10 } });
});

test('what takes more points than an hour has is estimated in hours', () => {
  const progress = progressOf([one('1', 0, 100_000)], undefined, view(['1'], ['1']));
  expect(progress && progressSentence(progress, NOW)).toBe('0 of about 100,000 work items, about 3 hours');
});

test('more items than were expected never count as more than all', () => {
  const progress = progressOf([one('1', 120, 100)], undefined, view(['1'], ['1']));
  expect(progress).toMatchObject({ items: { read: 120, about: 120 }, etaMs: 0 });
});

test('a rest is told with its reason and its end, and waited for in the estimate', () => {
  const rest = { until: NOW + 23 * 60_000, because: 'share' } as const;
  const progress = progressOf(all, rest, view(['1'], ['1']));
  expect(progress).toMatchObject({ rest, etaMs: 93_000 + 23 * 60_000 });
  expect(progress && progressSentence(progress, NOW)).toBe(
    '12,400 of about 31,000 work items, about 25 minutes; goes on in about 23 minutes: this hour’s share of Jira’s limit is used; the rest is kept for pages',
  );
  expect(progressOf(all, { ...rest, until: NOW }, view(['1'], ['1']))).not.toHaveProperty('rest');
});
