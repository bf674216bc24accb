import { expect, test } from '@jest/globals';
import { unpackBoard } from '../../../src/core/board/pack-board.ts';
import type { BoardSource } from '../../../src/core/board/source.ts';
import { cutProgram } from '../../../src/core/program/cut-program.ts';
import { findOwnTeams } from '../../../src/core/team/assign-teams.ts';
import type { BoardReply } from '../../../src/operations/operations.ts';
import { toBoardReply } from '../../../src/resolvers/board-reply.ts';
import { at, buildItem, buildPeriod, buildProgram, buildSprint, buildTeam } from '../../core/build.ts';

const period = buildPeriod('2026-03-02', '2026-05-10');
const sprints = [buildSprint('2', '2026-03-02', '2026-03-15', { state: 'active' })];
const ruleOf = (componentId: string) => ({ rules: [{ kind: 'component', componentId } as const] });
const teams = ['a', 'b', 'c'].map((id) => buildTeam(id, ruleOf(id)));
const program = buildProgram({ periods: [period], teams });
const storyOf = (id: string, teamId: string) => buildItem(id, { sprintIds: ['2'], componentIds: [teamId] });
const items = [storyOf('101', 'a'), storyOf('102', 'b'), storyOf('103', 'c')];
const own = findOwnTeams(items, teams);
/** More done work than a browser is sent to compute from. */
const MANY = 12_001;
const source: BoardSource = {
  asOf: '2026-03-04T11:59:00.000Z',
  now: at('2026-03-04'),
  program: cutProgram(program, { projectIds: new Set(['10']), own, sprints }),
  periodId: period.id,
  choice: { kind: 'asked', sentence: 'as chosen' },
  items,
  thin: Array.from({ length: MANY }, (_, n) => ({
    id: String(1_000 + n),
    projectId: '10',
    level: 0,
    category: 'done',
    sprintIds: [],
    estimates: {},
  })),
  own,
  sprints,
  priorities: [],
  coverage: { read: MANY, of: MANY },
};
const cutTo = (wish: Parameters<typeof toBoardReply>[1]): Extract<BoardReply, { readonly kind: 'board' }> => {
  const reply = toBoardReply(source, wish, { state: 's', notices: {} });
  if (reply.kind !== 'board') throw new Error('This source fits into a reply.');
  return reply;
};
const idsOf = (wish: Parameters<typeof toBoardReply>[1]) => unpackBoard(cutTo(wish).board).items.map(({ id }) => id);

test('a cut board names all its teams and how many work items it has, whatever it shows', () => {
  const whole = { items: 3, teams: teams.map(({ id, name }) => ({ teamId: id, name })) };
  expect(cutTo({}).whole).toEqual(whole);
  expect(cutTo({ lens: 'close', fromTeam: 2 }).whole).toEqual(whole);
  expect(idsOf({})).toEqual([]);
});

test('one team is a page of its own, with its place among all; a team that is not there changes nothing', () => {
  expect(idsOf({ lens: 'close', teamId: 'b' })).toEqual(['102']);
  expect(cutTo({ lens: 'close', teamId: 'b' }).page).toEqual({ from: 1, count: 1, of: 3 });
  expect(cutTo({ lens: 'close', teamId: 'z' }).page).toEqual({ from: 0, count: 3, of: 3 });
});

test('a cut board says with which team a work item is, where it is on the board', () => {
  expect(cutTo({ itemId: '103' }).whole.itemTeamId).toBe('c');
  expect(cutTo({ itemId: '999' }).whole).not.toHaveProperty('itemTeamId');
});
