import { expect, test } from '@jest/globals';
import { createDayOf } from '../../../src/core/day/time-zone.ts';
import { dateSprints } from '../../../src/core/sprint/date-sprints.ts';
import type { Sprint } from '../../../src/core/sprint/sprint.ts';
import { buildSprint } from '../build.ts';

const date = (sprints: readonly Sprint[], today = '2026-03-10') =>
  dateSprints(sprints, createDayOf('UTC'), today).map(({ id, start, end, assumed }) => [id, start, end, assumed]);
const undated = (id: string, changes: Partial<Sprint> = {}): Sprint => ({
  id,
  name: id,
  state: 'future',
  boardId: '1',
  ...changes,
});

test('a last day that is the next one’s first belongs to the next', () => {
  const sprints = [buildSprint('1', '2026-03-02', '2026-03-16'), buildSprint('2', '2026-03-16', '2026-03-30')];
  expect(date(sprints)).toEqual([
    ['1', '2026-03-02', '2026-03-15', false],
    ['2', '2026-03-16', '2026-03-30', false],
  ]);
});

test('another board’s sprint takes no day away', () => {
  const sprints = [
    buildSprint('1', '2026-03-02', '2026-03-16'),
    buildSprint('2', '2026-03-16', '2026-03-30', { boardId: '2' }),
  ];
  expect(date(sprints)[0]).toEqual(['1', '2026-03-02', '2026-03-16', false]);
});

test('undated future sprints follow the board’s last at its usual length, dates assumed', () => {
  const sprints = [
    buildSprint('1', '2026-02-16', '2026-03-01'),
    buildSprint('2', '2026-03-02', '2026-03-15', { state: 'active' }),
    undated('3'),
    undated('4'),
  ];
  expect(date(sprints).slice(2)).toEqual([
    ['3', '2026-03-16', '2026-03-29', true],
    ['4', '2026-03-30', '2026-04-12', true],
  ]);
});

test('a board that rests at weekends keeps doing so', () => {
  const sprints = [
    buildSprint('1', '2026-02-16', '2026-02-27'),
    buildSprint('2', '2026-03-02', '2026-03-13', { state: 'active' }),
    undated('3'),
  ];
  expect(date(sprints)[2]).toEqual(['3', '2026-03-16', '2026-03-27', true]);
});

test('a board that has been idle starts its next sprint today, for two weeks if it never had one', () => {
  expect(date([buildSprint('1', '2025-01-06', '2025-01-12'), undated('2')])[1]).toEqual([
    '2',
    '2026-03-10',
    '2026-03-16',
    true,
  ]);
  expect(date([undated('9')])).toEqual([['9', '2026-03-10', '2026-03-23', true]]);
});

test('a future sprint with a start only gets its usual end', () => {
  const sprints = [
    buildSprint('1', '2026-02-16', '2026-03-01'),
    undated('2', { start: Date.parse('2026-03-18T09:00:00Z') }),
  ];
  expect(date(sprints)[1]).toEqual(['2', '2026-03-18', '2026-03-31', true]);
});

test('a closed sprint without dates is left out; one without an end ends where it was completed', () => {
  const { end: _end, ...noEnd } = buildSprint('1', '2026-03-02', '2026-03-15');
  expect(date([undated('0', { state: 'closed' })])).toEqual([]);
  expect(date([{ ...noEnd, completed: Date.parse('2026-03-13T17:00:00Z') }])).toEqual([
    ['1', '2026-03-02', '2026-03-13', false],
  ]);
});

test('days are those of the program’s time zone', () => {
  const sprint = { ...buildSprint('1', '2026-03-02', '2026-03-15'), start: Date.parse('2026-03-01T23:30:00Z') };
  expect(dateSprints([sprint], createDayOf('Europe/Berlin'), '2026-03-10')[0]?.start).toBe('2026-03-02');
});

test('the input is not changed', () => {
  const sprints = [buildSprint('2', '2026-03-16', '2026-03-30'), buildSprint('1', '2026-03-02', '2026-03-16')];
  const before = structuredClone(sprints);
  date(sprints);
  expect(sprints).toEqual(before);
});
