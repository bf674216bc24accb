import { expect, test } from '@jest/globals';
import {
  doneWords,
  loadWords,
  sentenceWords,
  sprintWords,
  unestimatedWords,
} from '../../../static/app/board/board-words.ts';

test.each([
  ['Falcon Sprint 19', 'Sprint 19'],
  ['falcon: Sprint 19', 'Sprint 19'],
  ['FAL-19', '19'],
  ['Falcon', 'Falcon'],
  ['Falconry 3', 'Falconry 3'],
  ['5.0 Sprint 1', '5.0 Sprint 1'],
])('in the row of Falcon (FAL), %s reads %s', (name, expected) => {
  expect(sprintWords(name, ['Falcon', 'FAL'])).toBe(expected);
});

const POINTS = { kind: 'points', fieldId: 'customfield_1', name: 'Story points' } as const;
const load = { planned: 38, done: 34.04, items: 9, itemsDone: 6, estimated: 4, unestimated: 5 };

test('a load in points names what is not estimated beside it', () => {
  expect(loadWords(load, POINTS)).toBe('34 of 38 pts done, 5 unestimated');
});

test('a load without estimates is told in items', () => {
  const uncounted = { ...load, estimated: 0 };
  expect(doneWords(uncounted, POINTS)).toBe('6 of 9 items done');
  expect(unestimatedWords(uncounted, POINTS)).toBe('');
  expect(doneWords({ ...load, items: 1, itemsDone: 0 }, { kind: 'count' })).toBe('0 of 1 item done');
});

test('days in a sentence read as people write them', () => {
  expect(sentenceWords('PAY-1 ends on 2026-11-26, before 2027-03-09.')).toBe(
    'PAY-1 ends on 26 Nov 2026, before 9 Mar 2027.',
  );
});
