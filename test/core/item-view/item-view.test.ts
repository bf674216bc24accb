import { expect, test } from '@jest/globals';
import type { PlanInput } from '../../../src/core/board/plan.ts';
import { viewItem } from '../../../src/core/item-view/item-view.ts';
import { findOwnTeams } from '../../../src/core/team/assign-teams.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { at, blocks, buildItem, buildPeriod, buildProgram, buildSprint, buildTeam, SUBTASK } from '../build.ts';

const period = buildPeriod('2026-03-02', '2026-05-10');
const program = buildProgram({
  periods: [period],
  teams: [
    buildTeam('a'),
    buildTeam('b', { projectIds: ['20'], rules: [{ kind: 'project', projectId: '20' }], boardIds: ['2'] }),
  ],
});
const sprints = [
  buildSprint('1', '2026-03-02', '2026-03-15', { state: 'active' }),
  buildSprint('2', '2026-03-16', '2026-03-29', { state: 'future' }),
  buildSprint('3', '2026-03-02', '2026-03-15', { state: 'active', boardId: '2' }),
];
const input = (items: readonly WorkItem[]): PlanInput => ({
  program,
  period,
  items,
  sprints,
  priorities: [],
  own: findOwnTeams(items, program.teams),
  now: at('2026-03-04'),
});
const inB = { projectId: '20' };
/** A-1 blocks B-1 (broken: it ends after B-1 needs it) and B-2, and needs B-3, which is done with. */
const site = (): WorkItem[] => [
  buildItem('A-1', {
    sprintIds: ['2'],
    links: [blocks('B-2'), blocks('B-1'), { ...blocks('B-3'), direction: 'inward' }],
  }),
  buildItem('B-1', { ...inB, sprintIds: ['3'] }),
  buildItem('B-2', { ...inB, dueDay: '2026-05-01' }),
  buildItem('B-3', { ...inB, sprintIds: ['3'], links: [blocks('A-1')] }),
];

test('an item says its team and sprint, what it needs, and what it owes, worst first', () => {
  expect(viewItem(input(site()), 'A-1')).toMatchObject({
    programId: 'prog',
    teamName: 'Team a',
    sprint: { name: 'Sprint 2', start: '2026-03-16', end: '2026-03-29', assumed: false },
    reason: { kind: 'openSprint' },
    needs: [{ key: 'B-3', teamName: 'Team b', health: { state: 'onTrack' } }],
    owes: [
      { key: 'B-1', health: { state: 'broken' } },
      { key: 'B-2', health: { state: 'onTrack' } },
    ],
  });
});

test('the other side sees the same dependency with the same health', () => {
  expect(viewItem(input(site()), 'B-1')?.needs).toMatchObject([{ key: 'A-1', health: { state: 'broken' } }]);
});

test('a link with an end that the viewer cannot see changes nothing', () => {
  const hidden = site().filter((item) => item.key !== 'B-1');
  const without = hidden.map((item) => ({ ...item, links: item.links.filter((link) => link.otherId !== 'B-1') }));
  expect(viewItem(input(hidden), 'A-1')).toEqual(viewItem(input(without), 'A-1'));
});

test('a sub-task stands where its parent does and speaks of its dependencies', () => {
  const items = [...site(), buildItem('A-9', { type: SUBTASK, parentId: 'A-1' })];
  expect(viewItem(input(items), 'A-9')).toEqual(viewItem(input(items), 'A-1'));
});

test('an item without team, sprint or day says so; one that is not there is not there', () => {
  const stray = buildItem('C-1', { projectId: '99' });
  const view = viewItem(input([stray]), 'C-1');
  expect(view).toMatchObject({ reason: { kind: 'noDateNoSprint' }, needs: [], owes: [] });
  expect(view).not.toHaveProperty('teamName');
  expect(viewItem(input([stray]), 'C-2')).toBeUndefined();
});
