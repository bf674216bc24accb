import { expect, test } from '@jest/globals';
import type { Board } from '../../../src/core/board/board.ts';
import { buildBoard } from '../../../src/core/board/build-board.ts';
import { closeBoard, wideBoard } from '../../../src/core/board/lens.ts';
import { packBoard, unpackBoard } from '../../../src/core/board/pack-board.ts';
import { packTable, unpackTable } from '../../../src/core/columns/table.ts';
import { cutProgram } from '../../../src/core/program/cut-program.ts';
import { findOwnTeams } from '../../../src/core/team/assign-teams.ts';
import { at, blocks, buildItem, buildPeriod, buildProgram, buildSprint, buildTeam, DOING, EPIC } from '../build.ts';

const period = buildPeriod('2026-03-02', '2026-05-10');
const program = buildProgram({
  periods: [period],
  teams: ['a', 'b', 'c'].map((id, n) =>
    buildTeam(id, {
      projectIds: [`${n + 1}0`],
      boardIds: [String(n + 1)],
      rules: [{ kind: 'project', projectId: `${n + 1}0` }],
    }),
  ),
});
const sprints = ['1', '2', '3'].map((boardId) =>
  buildSprint(`9${boardId}`, '2026-03-02', '2026-03-15', { state: 'active', boardId }),
);
const items = [
  buildItem('1', { type: EPIC }),
  buildItem('2', { parentId: '1', sprintIds: ['91'], status: DOING, estimates: { sp: 3 }, links: [blocks('3')] }),
  buildItem('3', { projectId: '20', sprintIds: ['92'] }),
  buildItem('4', { projectId: '20', sprintIds: ['92'], flagged: true }),
  buildItem('5', { projectId: '30', sprintIds: ['93'] }),
];
const own = findOwnTeams(items, program.teams);
const board: Board = buildBoard({
  asOf: '2026-03-04T12:00:00.000Z',
  now: at('2026-03-04'),
  program: cutProgram(program, { projectIds: new Set(['10', '20', '30']), own, sprints }),
  periodId: period.id,
  choice: { kind: 'asked', sentence: 'as chosen' },
  items,
  thin: [],
  own,
  sprints,
  priorities: [],
  coverage: { read: items.length, of: items.length },
});
const idsOf = (of: Board): readonly string[] => of.items.map(({ id }) => id).toSorted();

test('a board comes out of its wire form as it went in', () => {
  const crossed: unknown = JSON.parse(JSON.stringify(packBoard(board)));
  expect(unpackBoard(crossed as ReturnType<typeof packBoard>)).toEqual(board);
});

test.each([
  ['nothing', []],
  ['rows with and without a member', [{ a: 1 }, { b: [1] }, { a: 1, b: [1] }]],
  ['values that differ', [{ a: 'x' }, { a: 'y' }, { a: 0 }, {}, { a: false }]],
])('a table gives back %s', (_what, rows: readonly object[]) => {
  expect(unpackTable(JSON.parse(JSON.stringify(packTable(rows))) as ReturnType<typeof packTable>)).toEqual(rows);
});

test('from afar features alone are shown, with what lies below them counted, and it says so', () => {
  const wide = wideBoard(board);
  expect(wide.items).toEqual([
    expect.objectContaining({ id: '1', rollup: expect.objectContaining({ inProgress: 1 }) }),
  ]);
  expect(wide.rows).toEqual(board.rows);
  expect(wide.dependencies).toEqual([]);
  expect(wide.counts.coverage.because).toBe('features are shown, 1 of 5 work items here: choose teams to see the rest');
});

test('from afar a feature keeps its dependencies, with their other ends', () => {
  const [feature] = wideBoard(board).items;
  const other = board.items.find(({ id }) => id === '5');
  const [known] = board.dependencies;
  if (feature === undefined || other === undefined || known === undefined) throw new Error('no such item');
  const tie = { ...known, providerId: other.id, consumerId: feature.id };
  const wide = wideBoard({ ...board, dependencies: [...board.dependencies, tie] });
  expect(wide.dependencies).toEqual([tie]);
  expect(idsOf(wide)).toEqual([feature.id, other.id]);
});

test('close, a team’s items are shown with their parents and the other ends of their dependencies', () => {
  expect(idsOf(closeBoard(board, new Set(['a'])))).toEqual(['1', '2', '3']);
  expect(closeBoard(board, new Set(['a'])).dependencies).toHaveLength(1);
  expect(idsOf(closeBoard(board, new Set(['c'])))).toEqual(['5']);
  expect(closeBoard(board, new Set(['c'])).rows.map((row) => row.teamId)).toEqual(['c']);
  expect(closeBoard(board, new Set(['c'])).counts.coverage.because).toBe('1 of 3 teams are shown');
});
