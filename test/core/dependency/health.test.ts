import { describe, expect, test } from '@jest/globals';
import { createDayOf } from '../../../src/core/day/time-zone.ts';
import type { HealthState } from '../../../src/core/dependency/dependency.ts';
import { healthOf, TONES, worstOf } from '../../../src/core/health/health.ts';
import { placeItem } from '../../../src/core/placement/place-item.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { at, buildDated, buildItem, DOING, DONE } from '../build.ts';

const sprints = [
  buildDated('1', '2026-03-02', '2026-03-15'),
  buildDated('2', '2026-03-16', '2026-03-29', { state: 'active' }),
  buildDated('3', '2026-03-30', '2026-04-12', { state: 'future' }),
  buildDated('x', '2026-03-23', '2026-04-05', { state: 'future', boardId: '2' }),
];
const context = {
  teamSprints: sprints,
  sprints: new Map(sprints.map((sprint) => [sprint.id, sprint])),
  today: '2026-03-18',
  dayOf: createDayOf('UTC'),
};
const side = (key: string, changes: Partial<WorkItem>) => {
  const item = buildItem(key, changes);
  return { item, spot: placeItem(item, [], context), teamName: `Team ${key}` };
};
const health = (give: Partial<WorkItem>, need: Partial<WorkItem>, inCircle = false) =>
  healthOf({
    provider: side('GIVE', give),
    consumer: side('NEED', need),
    inCircle,
    today: context.today,
    period: { start: '2026-03-02', end: '2026-05-10' },
  });
const isDone: Partial<WorkItem> = { status: DONE, resolved: at('2026-03-10') };

test.each<[string, Partial<WorkItem>, Partial<WorkItem>, HealthState]>([
  ['consumer done', {}, isDone, 'moot'],
  ['consumer cancelled', {}, { ...isDone, resolution: "Won't Do" }, 'moot'],
  ['provider done', isDone, { sprintIds: ['3'] }, 'delivered'],
  ['provider done with a delivering resolution', { ...isDone, resolution: 'Fixed' }, { sprintIds: ['3'] }, 'delivered'],
  ['provider cancelled', { ...isDone, resolution: 'Duplicate' }, { sprintIds: ['3'] }, 'broken'],
  ['provider’s sprint before the consumer’s', { sprintIds: ['2'] }, { sprintIds: ['3'] }, 'onTrack'],
  ['both in one sprint', { sprintIds: ['2'] }, { sprintIds: ['2'] }, 'tight'],
  ['overlapping sprints', { sprintIds: ['2'] }, { sprintIds: ['x'] }, 'tight'],
  ['provider’s sprint after the consumer’s', { sprintIds: ['3'] }, { sprintIds: ['2'] }, 'broken'],
  ['provider nowhere, needed in the period', {}, { sprintIds: ['3'] }, 'unplanned'],
  ['provider nowhere, needed after the period', {}, { dueDay: '2026-06-01' }, 'notPlannedYet'],
  ['provider planned, consumer not', { sprintIds: ['2'] }, {}, 'notPlannedYet'],
  ['nobody planned', {}, {}, 'notPlannedYet'],
  ['due on the very day it is needed', { dueDay: '2026-04-01' }, { dueDay: '2026-04-01' }, 'onTrack'],
  ['due a day late', { dueDay: '2026-04-02' }, { dueDay: '2026-04-01' }, 'broken'],
  ['need passed', { sprintIds: ['3'] }, { dueDay: '2026-03-10' }, 'broken'],
  ['provider overdue, needed ahead: expected today', { dueDay: '2026-03-05' }, { sprintIds: ['3'] }, 'onTrack'],
  ['provider overdue, needed yesterday', { dueDay: '2026-03-05' }, { dueDay: '2026-03-17' }, 'broken'],
  ['consumer started without a plan', { sprintIds: ['3'] }, { status: DOING }, 'tight'],
])('%s', (_name, give, need, expected) => {
  expect(health(give, need).state).toBe(expected);
});

describe('a circle', () => {
  test('is deadlocked', () =>
    expect(health({ sprintIds: ['2'] }, { sprintIds: ['3'] }, true).state).toBe('deadlocked'));
  test('is worse when it is broken too', () =>
    expect(health({ sprintIds: ['3'] }, { sprintIds: ['2'] }, true).state).toBe('broken'));
});

test('every sentence names both items and a team that acts', () => {
  const states = [health({}, isDone), health(isDone, {}), health({}, { sprintIds: ['3'] }), health({}, {})];
  for (const { sentence } of states) {
    expect(sentence).toContain('NEED');
    expect(sentence).toContain('GIVE');
    expect(sentence).toMatch(/: .*Team (GIVE|NEED)|; Team NEED/);
  }
});

test('tone follows state, and broken is the worst', () => {
  expect(health({}, { sprintIds: ['3'] }).tone).toBe(TONES.unplanned);
  expect(worstOf(['delivered', 'tight', 'broken', 'moot'])).toBe('broken');
  expect(worstOf([])).toBeUndefined();
});
