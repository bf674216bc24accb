import { expect, test } from '@jest/globals';
import { assignLanes, findCurrentSprint, findSprintOfDay } from '../../../src/core/sprint/find-sprint.ts';
import { buildDated } from '../build.ts';

const one = buildDated('1', '2026-03-02', '2026-03-13');
const two = buildDated('2', '2026-03-16', '2026-03-27');
const forgotten = buildDated('0', '2024-01-01', '2024-01-14', { state: 'active' });
const overdue = buildDated('3', '2026-03-30', '2026-04-10', { state: 'active' });

test.each([
  ['2026-03-01', undefined],
  ['2026-03-02', ['1', false]],
  ['2026-03-13', ['1', false]],
  ['2026-03-15', ['1', true]],
  ['2026-03-16', ['2', false]],
  ['2026-04-05', ['2', true]],
  ['2026-06-01', undefined],
])('%s belongs to %p', (day, expected) => {
  const found = findSprintOfDay([one, two], day);
  expect(found === undefined ? undefined : [found.sprint.id, found.between]).toEqual(expected);
});

test('the current sprint is the active one around today, an overdue one, or the one just before; never a forgotten one', () => {
  expect(findCurrentSprint([forgotten, one, two, overdue], '2026-04-02')?.id).toBe('3');
  expect(findCurrentSprint([forgotten, one, two, overdue], '2026-05-01')?.id).toBe('3');
  expect(findCurrentSprint([forgotten, one, two], '2026-03-30')?.id).toBe('2');
  expect(findCurrentSprint([forgotten], '2026-03-30')).toBeUndefined();
});

test('sprints side by side get lanes of their own, and a lane is used again', () => {
  const beside = buildDated('b', '2026-03-09', '2026-03-20');
  expect([...assignLanes([one, beside, overdue])]).toEqual([
    ['1', 0],
    ['b', 1],
    ['3', 0],
  ]);
});
