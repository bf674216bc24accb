import { expect, test } from '@jest/globals';
import { buildBoard } from '../../../src/core/board/build-board.ts';
import { packChanges, packSource, type PackedChanges } from '../../../src/core/board/pack-source.ts';
import type { BoardSource } from '../../../src/core/board/source.ts';
import { unpackIds } from '../../../src/core/columns/columns.ts';
import { cutProgram } from '../../../src/core/program/cut-program.ts';
import { findOwnTeams } from '../../../src/core/team/assign-teams.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { createDesk } from '../../../static/app/computing/desk.ts';
import { at, buildItem, buildPeriod, buildProgram, buildSprint, buildTeam } from '../../core/build.ts';

const period = buildPeriod('2026-03-02', '2026-05-10');
const sprints = [buildSprint('2', '2026-03-02', '2026-03-15', { state: 'active' })];
const program = buildProgram({ periods: [period], teams: [buildTeam('a')] });
const ownOf = (items: readonly WorkItem[]) => findOwnTeams(items, program.teams);
const sourceOf = (items: readonly WorkItem[]): BoardSource => ({
  asOf: '2026-03-04T11:59:00.000Z',
  now: at('2026-03-04'),
  program: cutProgram(program, { projectIds: new Set(['10']), own: ownOf(items), sprints }),
  periodId: period.id,
  choice: { kind: 'asked', sentence: 'as chosen' },
  items,
  thin: [],
  own: ownOf(items),
  sprints,
  priorities: [],
  coverage: { read: items.length, of: items.length },
});
const changesOf = (items: readonly WorkItem[], goneIds: readonly string[], day = '2026-03-04'): PackedChanges =>
  packChanges({ asOf: '2026-03-04T12:01:00.000Z', now: at(day), items, own: ownOf(items), goneIds });
const story = (id: string, more: Partial<WorkItem> = {}): WorkItem => buildItem(id, { sprintIds: ['2'], ...more });
const stories = [story('101'), story('102'), story('103')];

test('the desk builds the board of a source, and names the work it was made from in order of ids', () => {
  const opened = createDesk().open(packSource(sourceOf(stories.toReversed())));
  expect(opened.board).toEqual(buildBoard(sourceOf(stories)));
  expect(unpackIds(opened.ids)).toEqual(['101', '102', '103']);
  expect(opened.changes.changed.size + opened.changes.gone.size).toBe(0);
});

test('changes are laid over the source: the board is that of a new reading, and says what is other than before', () => {
  const desk = createDesk();
  const { deskId } = desk.open(packSource(sourceOf(stories)));
  const renamed = story('102', { summary: 'Renamed' });
  const updated = desk.update(deskId, { changes: changesOf([renamed, story('104')], ['103']) });
  const fresh = buildBoard(sourceOf([story('101'), renamed, story('104')]));
  expect(updated?.board.items).toEqual(fresh.items);
  expect(updated?.board.rows).toEqual(fresh.rows);
  expect(updated?.changes).toEqual({ changed: new Set(['102', '104']), gone: new Set(['103']) });
  expect(unpackIds(updated?.ids ?? [])).toEqual(['101', '102', '104']);
  expect(updated?.board.counts).toEqual(fresh.counts);
});

test('a second difference is laid over the first', () => {
  const desk = createDesk();
  const { deskId } = desk.open(packSource(sourceOf(stories)));
  desk.update(deskId, { changes: changesOf([], ['101']) });
  const updated = desk.update(deskId, { changes: changesOf([], ['102']) });
  expect(updated?.board.items.map(({ id }) => id)).toEqual(['103']);
  expect(updated?.board.counts.coverage).toEqual({ read: 1, of: 1 });
});

test('a new day is a new board, without any change in Jira', () => {
  const desk = createDesk();
  const { deskId, board } = desk.open(packSource(sourceOf(stories)));
  const updated = desk.update(deskId, { now: at('2026-03-05') });
  expect([board.today, updated?.board.today]).toEqual(['2026-03-04', '2026-03-05']);
});

test('the desk forgets the oldest of many sources and says so; one that is in use stays', () => {
  const desk = createDesk();
  const first = desk.open(packSource(sourceOf(stories)));
  const second = desk.open(packSource(sourceOf(stories)));
  for (let n = 0; n < 5; n += 1) {
    desk.open(packSource(sourceOf([])));
    desk.update(first.deskId, { now: at('2026-03-05') });
  }
  expect(desk.update(first.deskId, { now: at('2026-03-06') })?.board.today).toBe('2026-03-06');
  expect(desk.update(second.deskId, { now: at('2026-03-06') })).toBeUndefined();
});

test('a change that names a sprint which the source does not hold is not laid over it: the board is to be loaded again', () => {
  const desk = createDesk();
  const { deskId } = desk.open(packSource(sourceOf(stories)));
  expect(desk.update(deskId, { changes: changesOf([story('102', { sprintIds: ['9'] })], []) })).toBeUndefined();
});
