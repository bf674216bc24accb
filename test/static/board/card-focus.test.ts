import { expect, test } from '@jest/globals';
import { layOutRows } from '../../../static/app/board/board-layout.ts';
import { nextCard, type Direction } from '../../../static/app/board/card-focus.ts';
import { buildBoard, buildItem, buildRow, buildSprint, inSprint } from './build-board.ts';

/** Atlas: a, b in sprint 1; c in sprint 2. Borealis: d in sprint 3, later. */
const rows = (() => {
  const boardRows = [
    buildRow('atlas', [buildSprint('1', '2026-10-05', '2026-10-18'), buildSprint('2', '2026-10-19', '2026-11-01')]),
    buildRow('borealis', [buildSprint('3', '2026-11-02', '2026-11-22')]),
  ];
  const items = [
    buildItem('a', inSprint('1')),
    buildItem('b', inSprint('1')),
    buildItem('c', inSprint('2')),
    buildItem('d', inSprint('3'), { teamId: 'borealis' }),
  ];
  const board = buildBoard(boardRows, items);
  const [period] = board.periods;
  if (period === undefined) throw new Error('no period');
  return layOutRows({ board, period, rows: boardRows, items, density: 'compact', width: 700, opened: new Set() });
})();

test.each<[string, Direction, string]>([
  ['a', 'down', 'b'],
  ['b', 'up', 'a'],
  ['a', 'up', 'a'],
  ['b', 'right', 'c'],
  ['c', 'left', 'a'],
  ['b', 'down', 'd'],
  ['d', 'up', 'c'],
  ['d', 'down', 'd'],
  ['b', 'last', 'c'],
  ['c', 'first', 'a'],
])('from %s, %s leads to %s', (from, direction, to) => {
  expect(nextCard(rows, from, direction)).toBe(to);
});

test('Ctrl with Home and End leads to the ends of the grid', () => {
  expect(nextCard(rows, 'c', 'top')).toBe('a');
  expect(nextCard(rows, 'a', 'bottom')).toBe('d');
});

test('below the cards that fit, the button for the rest is a stop of its own', () => {
  const row = buildRow('atlas', [buildSprint('1', '2026-10-05', '2026-10-25')]);
  const items = Array.from({ length: 14 }, (_, at) => buildItem(`i${at}`, inSprint('1')));
  const board = buildBoard([row], items);
  const [period] = board.periods;
  if (period === undefined) throw new Error('no period');
  const crowded = layOutRows({ board, period, rows: [row], items, density: 'compact', width: 700, opened: new Set() });
  expect(nextCard(crowded, 'i11', 'down')).toBe('more/atlas/1');
  expect(nextCard(crowded, 'more/atlas/1', 'up')).toBe('i11');
  expect(nextCard(crowded, 'more/atlas/1', 'down')).toBe('more/atlas/1');
});
