import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Board } from '../../../src/core/board/board.ts';
import { buildBoard } from '../../../src/core/board/build-board.ts';
import type { BoardSource } from '../../../src/core/board/source.ts';
import { cutProgram } from '../../../src/core/program/cut-program.ts';
import { findOwnTeams } from '../../../src/core/team/assign-teams.ts';
import type { Link, WorkItem } from '../../../src/core/work-item/work-item.ts';
import {
  at,
  blocks,
  buildItem,
  buildPeriod,
  buildProgram,
  buildSprint,
  buildTeam,
  DOING,
  DONE,
  EPIC,
  SUBTASK,
  TODO,
} from '../build.ts';

const period = buildPeriod('2026-03-02', '2026-05-10');
const program = buildProgram({
  periods: [period],
  teams: [
    buildTeam('a'),
    buildTeam('b', { rules: [{ kind: 'project', projectId: '20' }], projectIds: ['20'], boardIds: ['2'] }),
    buildTeam('k', {
      rules: [{ kind: 'project', projectId: '30' }],
      projectIds: ['30'],
      boardIds: [],
      mode: 'kanban',
      unit: { kind: 'count' },
    }),
  ],
});
const sprints = [
  buildSprint('1', '2026-03-02', '2026-03-15'),
  buildSprint('2', '2026-03-16', '2026-03-29', { state: 'active' }),
  buildSprint('3', '2026-05-04', '2026-05-17', { state: 'future' }),
  buildSprint('21', '2026-03-02', '2026-03-22', { boardId: '2' }),
  buildSprint('22', '2026-03-23', '2026-04-12', { boardId: '2', state: 'active' }),
];
const board = (items: readonly WorkItem[], browsable: readonly string[] = ['10', '20', '30']): Board =>
  buildBoard(buildSource(items, browsable));
const buildSource = (items: readonly WorkItem[], browsable: readonly string[]): BoardSource => {
  const own = findOwnTeams(items, program.teams);
  return {
    asOf: '2026-03-24T12:00:00.000Z',
    now: at('2026-03-24'),
    program: cutProgram(program, { projectIds: new Set(browsable), own, sprints }),
    periodId: period.id,
    choice: { kind: 'asked', sentence: 'as chosen' },
    items,
    thin: [],
    own,
    sprints,
    priorities: [],
    coverage: { read: items.length, of: items.length },
  };
};
const item = (of: Board, id: string) => of.items.find((one) => one.id === id);
const sprint = (of: Board, id: string) => of.rows.flatMap((row) => row.sprints).find((one) => one.id === id);

test('a sprint across the period’s end is drawn, and counted where it ends', () => {
  const shown = board([buildItem('A', { sprintIds: ['3'], estimates: { sp: 5 } })]);
  expect(sprint(shown, '3')).toMatchObject({ countedHere: false, load: { planned: 5 } });
  expect(item(shown, 'A')?.place).toMatchObject({ kind: 'sprint', sprintId: '3' });
  expect(shown.rows[0]?.load.planned).toBe(0);
});

test('spilled work is a ghost where it was planned and loaded once where it is', () => {
  const shown = board([buildItem('A', { sprintIds: ['1', '2'], estimates: { sp: 3 } })]);
  expect(item(shown, 'A')?.ghosts).toEqual([{ sprintId: '1', spilledTo: 'Sprint 2' }]);
  expect(sprint(shown, '1')?.load).toMatchObject({ planned: 3, done: 0 });
  expect(sprint(shown, '2')?.load).toMatchObject({ planned: 3 });
});

test('a kanban row reads done by day, now, next', () => {
  const shown = board([
    buildItem('D', { projectId: '30', status: DONE, resolved: at('2026-03-10') }),
    buildItem('W', { projectId: '30', status: DOING }),
    buildItem('N', { projectId: '30', status: TODO }),
  ]);
  expect(['D', 'W', 'N'].map((id) => item(shown, id)?.place)).toMatchObject([
    { kind: 'kanban', column: 'done', day: '2026-03-10' },
    { kind: 'kanban', column: 'now' },
    { kind: 'kanban', column: 'next' },
  ]);
});

test('a feature sits in its lead team’s row and says when its children end after its due day', () => {
  const shown = board([
    buildItem('F', { type: EPIC, projectId: '99', dueDay: '2026-03-10' }),
    buildItem('A', { parentId: 'F', sprintIds: ['2'] }),
    buildItem('B', { parentId: 'F', projectId: '20', sprintIds: ['22'], status: DONE, resolved: at('2026-03-24') }),
  ]);
  expect(item(shown, 'F')).toMatchObject({
    teamId: 'a',
    mismatch: { dueDay: '2026-03-10', childrenEnd: '2026-03-29', sprintsApart: 1 },
    contributions: [{ teamId: 'b', count: 1 }],
    rollup: { todo: 1, done: 1, progress: 0.5 },
  });
});

test('unplaced work shows with its reason below what is placed; the rest is one count', () => {
  const shown = board([
    buildItem('F', { type: EPIC, dueDay: '2026-04-01' }),
    buildItem('U', { parentId: 'F' }),
    buildItem('L', { sprintIds: ['1'] }),
    buildItem('X'),
  ]);
  expect(item(shown, 'U')?.place).toEqual({ kind: 'unplaced', reason: { kind: 'noDateNoSprint' } });
  expect(item(shown, 'L')?.place).toEqual({ kind: 'unplaced', reason: { kind: 'leftSprint', sprintName: 'Sprint 1' } });
  expect(item(shown, 'X')).toBeUndefined();
  expect(shown.counts).toMatchObject({ unplaced: 2, backlog: 1 });
});

test('what is said to be not placed is what the board holds without a place, whatever brought it there', () => {
  const shown = board([
    buildItem('A', { sprintIds: ['2'], links: [blocks('B')] }),
    // The other end of a dependency, and work of an earlier period.
    buildItem('B', { projectId: '20' }),
    buildItem('O', { dueDay: '2026-01-15' }),
    buildItem('X'),
  ]);
  const unplaced = shown.items.filter((one) => one.place.kind === 'unplaced').map((one) => one.id);
  expect(unplaced.toSorted()).toEqual(['B', 'O']);
  expect(shown.unplaced).toEqual(unplaced);
  expect(shown.counts).toMatchObject({ placed: 1, unplaced: 2, backlog: 1 });
});

test('a sub-task’s link counts as its story’s, and both ends’ links are one dependency', () => {
  const link: Link = { id: 'l', typeId: 'blocks', direction: 'outward', otherId: 'B' };
  const shown = board([
    buildItem('S', { sprintIds: ['2'] }),
    buildItem('T', { type: SUBTASK, parentId: 'S', links: [link] }),
    buildItem('B', { projectId: '20', sprintIds: ['22'], links: [{ ...link, direction: 'inward', otherId: 'T' }] }),
  ]);
  expect(shown.dependencies).toMatchObject([
    { providerId: 'S', consumerId: 'B', linkIds: ['l'], health: { state: 'tight' } },
  ]);
});

test('a link inside one team is no dependency', () => {
  expect(
    board([buildItem('A', { links: [blocks('B')], sprintIds: ['2'] }), buildItem('B', { sprintIds: ['2'] })])
      .dependencies,
  ).toEqual([]);
});

test('started work that waits is blocked, work that is flagged too, and done work never', () => {
  const shown = board([
    buildItem('P', { sprintIds: ['2'], links: [blocks('C')] }),
    buildItem('C', { projectId: '20', sprintIds: ['22'], status: DOING }),
    buildItem('G', { sprintIds: ['2'], flagged: true }),
    buildItem('H', { flagged: true, status: DONE, resolved: at('2026-03-20') }),
  ]);
  expect(shown.blocked.map((one) => [one.itemId, one.sentence])).toEqual([
    ['C', 'C is blocked: it waits for P.'],
    ['G', 'G is blocked: it is flagged.'],
  ]);
});

test('a row shows to those who may browse one of its projects', () => {
  expect(board([], ['20']).rows.map((row) => row.teamId)).toEqual(['b']);
});

const statuses = [TODO, DOING, DONE];
const anyItem = (id: string): fc.Arbitrary<WorkItem> =>
  fc
    .record({
      projectId: fc.constantFrom('10', '20', '30', '99'),
      status: fc.constantFrom(...statuses),
      type: fc.constantFrom(buildItem('x').type, EPIC, SUBTASK),
      sprintIds: fc.subarray(['1', '2', '3', '21', '22']),
      estimates: fc.option(fc.record({ sp: fc.integer({ min: 0, max: 9 }) }), { nil: {} }),
      flagged: fc.boolean(),
      links: fc
        .subarray(['0', '1', '2', '3', '4', '5', '6', '7'])
        .map((ids) => ids.filter((to) => to !== id).map((to) => ({ ...blocks(to), id: `${id}-${to}` }))),
      dueDay: fc.option(fc.constantFrom('2026-02-20', '2026-03-10', '2026-04-30', '2026-06-01'), { nil: undefined }),
      parentId: fc.option(fc.constantFrom('0', '1', '2'), { nil: undefined }),
      resolved: fc.option(fc.constantFrom(at('2026-03-05'), at('2026-03-20'), at('2026-02-01')), { nil: undefined }),
    })
    .map(({ dueDay, parentId, resolved, ...rest }) =>
      buildItem(id, {
        ...rest,
        ...(dueDay === undefined ? {} : { dueDay }),
        ...(parentId === undefined || parentId === id ? {} : { parentId }),
        ...(resolved === undefined || rest.status !== DONE ? {} : { resolved }),
      }),
    );
const anyItems = fc.tuple(...['0', '1', '2', '3', '4', '5', '6', '7'].map(anyItem));

test('hidden work changes nothing visible: a board of what someone sees names nothing else', () => {
  fc.assert(
    fc.property(anyItems, fc.subarray(['0', '1', '2', '3', '4', '5', '6', '7']), (items, hidden) => {
      const visible = items.filter((one) => !hidden.includes(one.id));
      const unlinked = visible.map(({ parentId, ...one }) => ({
        ...one,
        links: one.links.filter((link) => !hidden.includes(link.otherId)),
        ...(parentId === undefined || hidden.includes(parentId) ? {} : { parentId }),
      }));
      // What is left of a hidden item (a link's far end, a parent's id) makes no difference.
      expect(board(visible)).toEqual(board(unlinked));
    }),
    { seed: 11, numRuns: 60 },
  );
});

test('counts are kept: every visible story of a team is placed, unplaced, elsewhere or in the backlog, once', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      const shown = board(items);
      const ids = shown.items.map((one) => one.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const row of shown.rows) {
        for (const { load } of [row, ...row.sprints]) {
          expect(load.estimated + load.unestimated).toBe(load.items);
          expect(load.itemsDone).toBeLessThanOrEqual(load.items);
          expect(load.done).toBeLessThanOrEqual(load.planned);
        }
      }
      const known = new Set(ids);
      for (const one of shown.dependencies) expect(known.has(one.providerId) && known.has(one.consumerId)).toBe(true);
    }),
    { seed: 12, numRuns: 60 },
  );
});

test('the order in which work was read makes no difference', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      const [a, b] = [board(items), board(items.toReversed())];
      expect(b.items).toEqual(a.items);
      expect(b.rows).toEqual(a.rows);
    }),
    { seed: 13, numRuns: 40 },
  );
});
