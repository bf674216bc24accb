import { expect, test } from '@jest/globals';
import { createCompare } from '../../../src/core/rank/rank.ts';
import { addLoads, loadOf, NO_LOAD } from '../../../src/core/rollup/load.ts';
import { rollUp } from '../../../src/core/rollup/rollup.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { buildItem, buildTeam, DOING, DONE } from '../build.ts';

const points = buildTeam('a');
const hours = buildTeam('h', { unit: { kind: 'hours', fieldId: 'time', name: 'Original estimate' } });
const counting = buildTeam('n', { unit: { kind: 'count' } });
const story = (id: string, estimate?: number, changes: Partial<WorkItem> = {}): WorkItem =>
  buildItem(id, { ...(estimate === undefined ? {} : { estimates: { sp: estimate } }), ...changes });

test('load sums estimates and counts unestimated work beside them, never as 0', () => {
  const placed = [story('1', 3, { status: DONE }), story('2', 5), story('3')];
  expect(loadOf(points, placed)).toEqual({ planned: 8, done: 3, items: 3, itemsDone: 1, estimated: 2, unestimated: 1 });
});

test('an estimate of zero is an estimate', () => {
  expect(loadOf(points, [story('1', 0)])).toMatchObject({ estimated: 1, unestimated: 0, planned: 0 });
});

test('a ghost counts as planned where it was left, never as done there', () => {
  expect(loadOf(points, [], [story('1', 3, { status: DONE })])).toMatchObject({ planned: 3, done: 0, items: 1 });
});

test('hours come from seconds, and a team that counts plans items', () => {
  const item = buildItem('1', { estimates: { time: 5400, sp: 8 } });
  expect(loadOf(hours, [item]).planned).toBe(1.5);
  expect(loadOf(counting, [item])).toMatchObject({ planned: 1, unestimated: 0 });
});

test('loads of one team add up', () => {
  const a = loadOf(points, [story('1', 3)]);
  const b = loadOf(points, [story('2'), story('3', 2, { status: DONE })]);
  expect(addLoads([a, b])).toEqual(loadOf(points, [story('1', 3), story('2'), story('3', 2, { status: DONE })]));
  expect(addLoads([])).toEqual(NO_LOAD);
});

const rollup = (leaves: readonly WorkItem[], teamOf: Record<string, string> = {}) =>
  rollUp(leaves, {
    teamOf: new Map(leaves.map((leaf) => [leaf.id, teamOf[leaf.id] ?? 'a'])),
    teams: new Map([points, hours].map((team) => [team.id, team])),
    spots: new Map(),
    blocked: new Set(['2']),
    compare: createCompare([]),
  });

test('progress is by estimate from 80 % coverage, else by count', () => {
  const four = [story('1', 6, { status: DONE }), story('2', 1), story('3', 1), story('4', 2)];
  expect(rollup([...four, story('5')])).toMatchObject({ estimated: 4, progress: 0.6, progressBy: 'estimate' });
  expect(rollup([...four, story('5'), story('6')])).toMatchObject({ progress: 1 / 6, progressBy: 'count' });
});

test('units of different teams are never added', () => {
  const leaves = [story('1', 3, { status: DONE }), buildItem('2', { estimates: { time: 7200 } })];
  const both = rollup(leaves, { 2: 'h' });
  expect(both).toMatchObject({ estimated: 2, progress: 0.5, progressBy: 'count' });
  expect(both?.size).toBeUndefined();
});

test('counts by category, blocked, and the next one by rank', () => {
  const leaves = [story('1', 1, { status: DOING }), story('2', 1, { rank: '0|b' }), story('3', 1, { rank: '0|a' })];
  expect(rollup(leaves)).toMatchObject({ todo: 2, inProgress: 1, done: 0, blocked: 1, nextId: '3' });
});

test('nothing below gives no rollup', () => expect(rollup([])).toBeUndefined());
