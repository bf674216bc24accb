import { expect, test } from '@jest/globals';
import { packBoard } from '../../../src/core/board/pack-board.ts';
import { unpackIds } from '../../../src/core/columns/columns.ts';
import type { TeamPage } from '../../../src/operations/operations.ts';
import { holdCut, holdOn, isOfAnotherDay, type HeldBoard } from '../../../static/app/remote/held-board.ts';
import { addTeams, nextTeam } from '../../../static/app/remote/team-pages.ts';
import { buildBoard, buildItem, buildRow, inSprint } from '../board/build-board.ts';

const RECEIVED = 5_000_000;
const NOW = Date.parse('2026-10-20T09:42:00.000Z');
const held = (page: TeamPage, teams: readonly string[], ids: readonly string[], asOf?: string): HeldBoard => {
  const board = buildBoard(
    teams.map((team) => buildRow(team, [])),
    ids.map((id) => buildItem(id, inSprint('s1'))),
  );
  const whole = { items: 4, teams: [] };
  const packed = packBoard(asOf === undefined ? board : { ...board, asOf });
  return holdCut(
    { kind: 'board', board: packed, now: NOW, lens: 'close', page, whole, state: 's', notices: {} },
    RECEIVED,
  );
};
const first = held({ from: 0, count: 2, of: 3 }, ['a', 'b'], ['9', '10']);

test('the age of a board is told by Forge’s clock, whatever that of the page says', () => {
  expect(first).toMatchObject({ ageMs: 60_000, receivedAt: RECEIVED });
  const later = { asOf: '2026-10-20T09:44:00.000Z', now: NOW + 150_000, notices: {} };
  expect(holdOn(first, ['t'], later, RECEIVED + 1)).toMatchObject({
    ageMs: 30_000,
    receivedAt: RECEIVED + 1,
    parts: [{ ids: first.parts[0]?.ids, state: 't' }],
  });
  expect(holdOn(first, ['t'], { ...later, now: NOW - 600_000 }, RECEIVED).ageMs).toBe(0);
});

test('a board is of another day from midnight in its program’s zone on', () => {
  expect(isOfAnotherDay(first, Date.parse('2026-10-20T23:59:59Z'))).toBe(false);
  expect(isOfAnotherDay(first, Date.parse('2026-10-21T00:00:00Z'))).toBe(true);
});

test('the next teams stand below those that are here, work that both pages name is there once', () => {
  expect(nextTeam(first)).toBe(2);
  const joined = addTeams(first, held({ from: 2, count: 1, of: 3 }, ['c'], ['10', '11']));
  expect(joined.board.rows.map(({ teamId }) => teamId)).toEqual(['a', 'b', 'c']);
  expect(joined.board.items.map(({ id }) => id)).toEqual(['9', '10', '11']);
  expect(joined.parts.map(({ ids }) => unpackIds(ids))).toEqual([
    ['9', '10'],
    ['10', '11'],
  ]);
  expect(joined.cut?.page).toEqual({ from: 0, count: 3, of: 3 });
  expect(nextTeam(joined)).toBeUndefined();
});

test('two pages together are as old as the older', () => {
  const older = held({ from: 2, count: 1, of: 3 }, ['c'], [], '2026-10-20T09:40:00.000Z');
  expect(addTeams(first, older)).toMatchObject({ asOf: '2026-10-20T09:40:00.000Z', ageMs: 120_000 });
});

test('a page that does not follow changes nothing', () => {
  expect(addTeams(first, held({ from: 4, count: 1, of: 5 }, ['x'], ['1']))).toBe(first);
});
