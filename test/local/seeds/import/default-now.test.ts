import { expect, test } from '@jest/globals';
import { addBoard, addIssue, addProject, addSprint, newStore } from '../../../../local/seeds/defaults.ts';
import { defaultNow } from '../../../../local/seeds/import/index.ts';
import type { Store } from '../../../../local/jira/store.ts';

const WEEK = 7 * 86_400_000;
const START = Date.UTC(2014, 0, 6, 10);

const siteWith = (weeks: readonly number[], hasWork = true): Store => {
  const store = newStore();
  addProject(store, { key: 'PAY' });
  const board = addBoard(store, { project: 'PAY' });
  for (const week of weeks) {
    const sprint = addSprint(store, {
      boardId: board.id,
      state: 'closed',
      startDate: START + week * WEEK,
      endDate: START + (week + 2) * WEEK,
    });
    if (hasWork) addIssue(store, { sprintIds: [sprint.id] });
  }
  addIssue(store, { updated: START + 90 * WEEK, created: START });
  return store;
};
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

test('the clock starts in the middle of the last ten weeks with sprints, at nine', () => {
  const weeks = Array.from({ length: 20 }, (_, i) => i * 2);
  expect(toDay(defaultNow(siteWith(weeks)))).toBe(toDay(Date.UTC(2014, 0, 6, 9) + 35 * WEEK));
});

test('a last stretch that is shorter than ten weeks has its own middle', () => {
  expect(toDay(defaultNow(siteWith([0, 2, 50, 52])))).toBe(toDay(Date.UTC(2014, 0, 6, 9) + 52 * WEEK));
});

test('sprints that are planned far ahead do not carry the clock away from what has begun', () => {
  const store = siteWith([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]);
  for (const sprint of [...store.sprints.values()].slice(6)) store.sprints.put({ ...sprint, state: 'future' });
  // Six sprints have begun: they end in week 12, so the period ends in week 17.
  expect(toDay(defaultNow(store))).toBe(toDay(Date.UTC(2014, 0, 6, 9) + 12 * WEEK));
});

test('without sprints that hold work it starts when anything last changed', () => {
  expect(defaultNow(siteWith([0, 2], false))).toBe(START + 90 * WEEK);
});
