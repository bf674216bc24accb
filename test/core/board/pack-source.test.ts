import { expect, test } from '@jest/globals';
import { buildBoard, findLacking } from '../../../src/core/board/build-board.ts';
import { isIncomplete } from '../../../src/core/board/is-incomplete.ts';
import { packChanges, packSource, unpackChanges, unpackSource } from '../../../src/core/board/pack-source.ts';
import { applyChanges, type BoardSource, type SourceChanges } from '../../../src/core/board/source.ts';
import { cutProgram } from '../../../src/core/program/cut-program.ts';
import { findOwnTeams } from '../../../src/core/team/assign-teams.ts';
import type { ThinItem } from '../../../src/core/work-item/thin-item.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { at, blocks, buildItem, buildPeriod, buildProgram, buildSprint, buildTeam, DONE, EPIC } from '../build.ts';

const period = buildPeriod('2026-03-02', '2026-05-10');
const sprints = [
  buildSprint('1', '2026-02-16', '2026-03-01'),
  buildSprint('2', '2026-03-02', '2026-03-15', { state: 'active' }),
];
const program = buildProgram({
  periods: [period],
  teams: [buildTeam('f', { rules: [{ kind: 'teamField', value: 'uuid' }], projectIds: ['20'] }), buildTeam('a')],
});
const buildSource = (items: readonly WorkItem[], thin: readonly ThinItem[] = []): BoardSource => {
  const own = findOwnTeams([...items, ...thin.map((one) => ({ componentIds: [], ...one }))], program.teams);
  return {
    asOf: '2026-03-04T12:00:00.000Z',
    now: at('2026-03-04'),
    program: cutProgram(program, { projectIds: new Set(['10']), own, sprints }),
    periodId: period.id,
    choice: { kind: 'asked', sentence: 'as chosen' },
    items,
    thin,
    own,
    sprints,
    priorities: [],
    coverage: { read: items.length, of: items.length },
  };
};
const rich: WorkItem = buildItem('102', {
  key: 'PAY-7',
  priority: { id: '1', name: 'High' },
  rank: '0|i0001r:',
  assigneeId: 'ada',
  flagged: true,
  parentId: '100',
  sprintIds: ['1', '2'],
  startDay: '2026-03-02',
  dueDay: '2026-03-09',
  status: DONE,
  resolved: at('2026-03-03'),
  resolution: 'Fixed',
  categoryChanged: at('2026-03-03'),
  fixVersions: [{ id: '5', name: '1.0', released: false, releaseDay: '2026-04-01' }],
  labels: ['web'],
  componentIds: ['77'],
  teamFieldId: 'uuid',
  estimates: { sp: 3 },
  links: [blocks('101')],
});
const items = [
  buildItem('100', { key: 'PAY-5', type: EPIC }),
  buildItem('101', { key: 'no number', parentId: '100', sprintIds: ['2'] }),
  rich,
];
const old: ThinItem = {
  id: '7',
  projectId: '10',
  parentId: '100',
  level: 0,
  category: 'done',
  sprintIds: ['1'],
  estimates: { sp: 5 },
  doneAt: at('2025-11-02'),
};
const thin: readonly ThinItem[] = [
  old,
  { id: '9', projectId: '10', level: 0, category: 'todo', sprintIds: [], estimates: {} },
];

test('a source comes out of its wire form as it went in, and builds the same board', () => {
  const source = buildSource(items, thin);
  const crossed = unpackSource(JSON.parse(JSON.stringify(packSource(source))) as ReturnType<typeof packSource>);
  expect(crossed).toEqual(source);
  expect(buildBoard(crossed)).toEqual(buildBoard(source));
});

test('the same items in another order have the same wire form', () => {
  const [one, other] = [buildSource(items, thin), buildSource(items.toReversed(), thin.toReversed())];
  expect(JSON.stringify(packSource(other))).toBe(JSON.stringify(packSource(one)));
});

test('a thin item counts for its parent and is never shown', () => {
  const board = buildBoard(buildSource(items, thin));
  expect(board.items.find(({ id }) => id === '100')?.rollup).toMatchObject({ done: 2, todo: 1 });
  expect(board.items.map(({ id }) => id)).not.toContain('7');
});

test('a thin item that belongs on the board is lacking, so that it is read first', () => {
  const here: ThinItem = { ...old, doneAt: at('2026-03-03') };
  expect(findLacking(buildSource(items, [here]))).toEqual(['7']);
  expect(findLacking(buildSource(items, thin))).toEqual([]);
});

test('a team of which nothing is visible is not in a cut program; one of a visible item is, without its rules and projects', () => {
  expect(buildSource([]).program.teams.map(({ id }) => id)).toEqual(['a']);
  expect(buildSource(items).program.teams).toEqual([
    expect.objectContaining({ id: 'f', projectIds: [] }),
    expect.objectContaining({ id: 'a', projectIds: ['10'] }),
  ]);
  expect(JSON.stringify(buildSource(items).program)).not.toContain('uuid');
});

test('a team whose boards are hidden does not become one without boards', () => {
  const { teams } = cutProgram(program, { projectIds: new Set(['10']), own: new Map(), sprints: [] });
  expect(teams).toEqual([expect.objectContaining({ id: 'a', boardIds: [], hasHiddenBoards: true })]);
});

test('changes bring a source to what a new reading would give, and take links and parents of what is gone', () => {
  const { links: _, ...linked } = rich;
  const moved = { ...linked, links: [], summary: 'anew' };
  const child = buildItem('101', { key: 'no number', sprintIds: ['2'] });
  const after = buildSource([child, moved].map(({ parentId: _gone, ...item }) => item));
  const changes: SourceChanges = {
    asOf: after.asOf,
    now: after.now,
    items: [{ ...moved, parentId: '100' }],
    own: findOwnTeams([moved], program.teams),
    goneIds: ['100'],
  };
  const crossed = unpackChanges(JSON.parse(JSON.stringify(packChanges(changes))) as ReturnType<typeof packChanges>);
  const { coverage: _coverage, ...found } = applyChanges(buildSource(items), crossed);
  expect(after).toMatchObject(found);
  expect(buildBoard(applyChanges(buildSource(items), crossed)).items).toEqual(buildBoard(after).items);
  expect(isIncomplete(buildSource(items), crossed, after)).toBe(false);
});

test('a change that names a sprint which the source does not know asks for a new load', () => {
  const before = buildSource(items);
  const [joined] = items.map((item) => ({ ...item, sprintIds: ['unknown'] }));
  const own = new Map();
  const changes = { asOf: before.asOf, now: before.now, items: joined === undefined ? [] : [joined], own, goneIds: [] };
  expect(isIncomplete(before, changes, applyChanges(before, changes))).toBe(true);
});
