import { expect, test } from '@jest/globals';
import { prettyDuration } from '../../../../local/jira/wire/duration.ts';
import { pageOf } from '../../../../local/jira/wire/page.ts';

const letters = [...'abcdefg'];
const page = (query: string, limits: { max: number; standard?: number } = { max: 3 }) =>
  pageOf(letters, new URLSearchParams(query), {
    ...limits,
    url: 'http://x/y',
    render: (letter) => letter.toUpperCase(),
  });

test('a page tells where it stands and where the next one is', () => {
  expect(page('startAt=3&filter=a%26b')).toEqual({
    self: 'http://x/y?startAt=3&filter=a%26b&maxResults=3',
    nextPage: 'http://x/y?startAt=6&filter=a%26b&maxResults=3',
    startAt: 3,
    maxResults: 3,
    total: 7,
    isLast: false,
    values: ['D', 'E', 'F'],
  });
});

test('the last page has no next one, nor has a page after the end', () => {
  expect(page('startAt=6')).toMatchObject({ isLast: true, values: ['G'] });
  expect(page('startAt=6')).not.toHaveProperty('nextPage');
  expect(page('startAt=100')).toMatchObject({ startAt: 100, isLast: true, total: 7, values: [] });
});

test('larger wishes are cut to the maximum, and the standard holds without one', () => {
  expect(page('maxResults=100')).toMatchObject({ maxResults: 3 });
  expect(page('', { max: 5, standard: 2 })).toMatchObject({ maxResults: 2, values: ['A', 'B'] });
});

test.each(['startAt=-1', 'startAt=x', 'maxResults=-1', 'maxResults=1.5'])('%s is refused', (query) => {
  expect(() => page(query)).toThrow(expect.objectContaining({ status: 400 }));
});

test('durations are written in working weeks, days, hours and minutes', () => {
  expect(prettyDuration(151_200)).toBe('1w 2h');
  expect(prettyDuration(8 * 3600 + 90 * 60)).toBe('1d 1h 30m');
  expect(prettyDuration(0)).toBe('0m');
});
