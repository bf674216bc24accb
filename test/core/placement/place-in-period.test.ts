import { describe, expect, test } from '@jest/globals';
import { placeInPeriod } from '../../../src/core/placement/place-in-period.ts';
import type { Spot } from '../../../src/core/placement/place-item.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { buildDated, buildItem, buildPeriod, buildTeam, DOING, DONE, EPIC } from '../build.ts';

const before = buildPeriod('2026-01-05', '2026-03-01');
const current = buildPeriod('2026-03-02', '2026-05-10');
const next = buildPeriod('2026-05-11', '2026-07-12');
const TODAY = '2026-04-01';
const old = buildDated('9', '2026-02-16', '2026-03-01', { state: 'active' });
const across = buildDated('10', '2026-02-23', '2026-03-08', { state: 'active' });

const due = (day: string): Spot => ({ kind: 'day', day, reason: { kind: 'dueDay', day } });
const release: Spot = {
  kind: 'sprint',
  sprint: old,
  day: '2026-02-20',
  reason: { kind: 'releaseDay', day: '2026-02-20', version: '1.0' },
};
const inSprint = (sprint = old): Spot => ({ kind: 'sprint', sprint, reason: { kind: 'openSprint' } });
const foreign: Spot = { kind: 'day', day: '2026-02-10', reason: { kind: 'otherBoardSprint', sprintName: 'Theirs' } };
const children: Spot = { kind: 'day', day: '2026-02-10', reason: { kind: 'children', day: '2026-02-10' } };
const doneThen: Spot = { kind: 'day', day: '2026-02-10', reason: { kind: 'done', day: '2026-02-10' } };

const story = buildItem('A');
const place = (item: WorkItem, spot: Spot, period = current, team = buildTeam('a')) =>
  placeInPeriod(item, spot, { team, period, today: TODAY });

describe('unfinished work that was planned for before the current period', () => {
  test.each<[string, Spot, object]>([
    ['by its due day', due('2026-02-10'), { kind: 'overdue', day: '2026-02-10' }],
    [
      'by the release of its version',
      release,
      { kind: 'overdue', day: '2026-02-20', of: { kind: 'release', name: '1.0' } },
    ],
    [
      'by a sprint that nobody closed',
      inSprint(),
      { kind: 'overdue', day: '2026-03-01', of: { kind: 'sprint', name: 'Sprint 9' } },
    ],
    [
      'by a sprint of another board',
      foreign,
      { kind: 'overdue', day: '2026-02-10', of: { kind: 'sprint', name: 'Theirs' } },
    ],
  ])('%s stands in it without a place, with what it missed', (_, spot, reason) => {
    expect(place(story, spot)).toEqual({ kind: 'unplaced', reason });
    expect(place({ ...story, status: DOING }, spot)).toEqual({ kind: 'unplaced', reason });
  });

  test.each<[string, WorkItem, Spot]>([
    ['done work', buildItem('A', { status: DONE }), doneThen],
    ['a feature whose children ended then', buildItem('F', { type: EPIC }), children],
  ])('does not hold %s', (_, item, spot) => {
    expect(place(item, spot)).toMatchObject({ kind: 'outside', side: 'before' });
  });

  test('stays where it was planned in the period of that time, and out of the next', () => {
    expect(place(story, due('2026-02-10'), before)).toMatchObject({ kind: 'day', day: '2026-02-10' });
    expect(place(story, due('2026-02-10'), next)).toMatchObject({ kind: 'outside', side: 'before' });
  });

  test('waits in the row of a kanban team, with its day', () => {
    const kanban = buildTeam('k', { mode: 'kanban' });
    const spot = due('2026-02-10');
    const expected = { kind: 'kanban', column: 'next', day: '2026-02-10' };
    expect(place(story, spot, current, kanban)).toMatchObject(expected);
    expect(place(story, spot, next, kanban)).toMatchObject({ kind: 'outside' });
  });
});

test.each<[string, Spot, object]>([
  ['due in the period, though today is later', due('2026-03-10'), { kind: 'day', day: '2026-03-10' }],
  ['on the first day', due('2026-03-02'), { kind: 'day' }],
  ['on the last day', due('2026-05-10'), { kind: 'day' }],
  ['a day after it', due('2026-05-11'), { kind: 'outside', side: 'after' }],
  ['in a sprint across its beginning', inSprint(across), { kind: 'sprint', sprintId: '10' }],
])('work %s', (_, spot, expected) => {
  expect(place(story, spot)).toMatchObject(expected);
});
