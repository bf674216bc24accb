import { expect, test } from '@jest/globals';
import type { Board, BoardItem, BoardRow } from '../../../src/core/board/board.ts';
import { findHiding, layOutRows, METRICS, type RowLayout } from '../../../static/app/board/board-layout.ts';
import { buildBoard, buildItem, buildRow, buildSprint, inSprint } from './build-board.ts';

const WIDTH = 1400;
const inputOf = (rows: readonly BoardRow[], items: readonly BoardItem[], opened: readonly string[] = []) => {
  const board: Board = buildBoard(rows, items);
  const [period] = board.periods;
  if (period === undefined) throw new Error('no period');
  return { board, period, rows, items, density: 'compact', width: WIDTH, opened: new Set(opened) } as const;
};
const layOut = (...of: Parameters<typeof inputOf>) => layOutRows(inputOf(...of));
const boxes = (layout: RowLayout | undefined) =>
  layout?.segments.map(({ key, x, width, slots }) => [key, x, width, slots.map((slot) => slot.item.id)]);

test('a row is divided at its own sprints, at their true days, cut at the ends of the period', () => {
  const row = buildRow('atlas', [
    buildSprint('1', '2026-09-28', '2026-10-11'),
    buildSprint('2', '2026-10-12', '2026-11-01'),
    buildSprint('3', '2026-12-07', '2026-12-20'),
  ]);
  const [layout] = layOut([row], [buildItem('a', inSprint('2')), buildItem('b', inSprint('1'))]);
  expect(boxes(layout)).toEqual([
    ['atlas/1', 0, 140, ['b']],
    ['atlas/2', 140, 420, ['a']],
    ['atlas/3', 1260, 140, []],
  ]);
});

test('sprints that overlap stand in lanes below one another', () => {
  const row = buildRow('atlas', [
    buildSprint('1', '2026-10-05', '2026-10-18'),
    buildSprint('2', '2026-10-12', '2026-10-25', { lane: 1 }),
  ]);
  const [layout] = layOut([row], []);
  const lane = METRICS.segmentHead + METRICS.minLaneBody + METRICS.lanePadding;
  expect(layout?.segments.map((segment) => segment.y)).toEqual([0, lane]);
  expect(layout?.height).toBe(2 * lane);
});

test('a ghost stands in the sprint it left, and the item where it is now', () => {
  const row = buildRow('atlas', [
    buildSprint('1', '2026-10-05', '2026-10-18'),
    buildSprint('2', '2026-10-19', '2026-11-01'),
  ]);
  const [layout] = layOut(
    [row],
    [buildItem('a', inSprint('2'), { ghosts: [{ sprintId: '1', spilledTo: 'Sprint 2' }] })],
  );
  expect(layout?.segments.map((segment) => segment.slots)).toEqual([
    [{ item: expect.objectContaining({ id: 'a' }), ghost: { sprintId: '1', spilledTo: 'Sprint 2' } }],
    [{ item: expect.objectContaining({ id: 'a' }) }],
  ]);
});

test('more cards than fit are counted, and all are shown once the segment is opened', () => {
  const row = buildRow('atlas', [buildSprint('1', '2026-10-05', '2026-10-18')]);
  const items = Array.from({ length: 40 }, (_, at) => buildItem(String(at), inSprint('1')));
  const [closed] = layOut([row], items);
  expect(closed?.segments[0]).toMatchObject({ total: 40, columns: 1 });
  expect(closed?.segments[0]?.slots).toHaveLength(METRICS.cardRows.compact);
  const [opened] = layOut([row], items, ['atlas/1']);
  expect(opened?.segments[0]?.slots).toHaveLength(40);
  expect(opened?.height).toBeGreaterThan(closed?.height ?? Infinity);
});

const kanban = (column: 'done' | 'now' | 'next', day?: string): BoardItem['place'] => ({
  kind: 'kanban',
  column,
  ...(day === undefined ? {} : { day }),
  reason: { kind: 'inProgress' },
});

test('a sprint cut off by the end of the period shows a count, and its cards once opened', () => {
  const row = buildRow('atlas', [buildSprint('1', '2026-12-12', '2026-12-25')]);
  const items = [buildItem('a', inSprint('1')), buildItem('b', inSprint('1'))];
  const [closed] = layOut([row], items);
  expect(closed?.segments[0]).toMatchObject({ isNarrow: true, width: 40, slots: [], total: 2 });
  const [opened] = layOut([row], items, ['atlas/1']);
  expect(opened?.segments[0]).toMatchObject({ x: WIDTH - METRICS.openedWidth, width: METRICS.openedWidth });
  expect(opened?.segments[0]?.slots).toHaveLength(2);
});

test('a kanban row reads Done, Now, Next, newest done first, and leaves room for each', () => {
  const row = buildRow('cirrus', [], { mode: 'kanban' });
  const items = [
    buildItem('old', kanban('done', '2026-10-06'), { teamId: 'cirrus' }),
    buildItem('new', kanban('done', '2026-10-19'), { teamId: 'cirrus' }),
    buildItem('now', kanban('now'), { teamId: 'cirrus' }),
  ];
  const [layout] = layOut([row], items);
  expect(layout?.segments.map((segment) => [segment.label, segment.slots.map((slot) => slot.item.id)])).toEqual([
    ['Done', ['new', 'old']],
    ['Now', ['now']],
    ['Next', []],
  ]);
  expect(Math.min(...(layout?.segments.map((segment) => segment.width) ?? [0]))).toBeGreaterThan(METRICS.minCardWidth);
});

test('work placed by day stands in its iteration below the sprints; without sprints the row is its iterations', () => {
  const byDay: BoardItem['place'] = {
    kind: 'day',
    day: '2026-11-20',
    iteration: 1,
    reason: { kind: 'dueDay', day: '2026-11-20' },
  };
  const [withSprints] = layOut(
    [buildRow('atlas', [buildSprint('1', '2026-10-05', '2026-10-18')])],
    [buildItem('a', byDay)],
  );
  expect(boxes(withSprints)).toEqual([
    ['atlas/1', 0, 280, []],
    ['atlas/day/1', 700, 700, ['a']],
  ]);
  const [without] = layOut([buildRow('atlas', [])], [buildItem('a', byDay)]);
  expect(boxes(without)).toEqual([
    ['atlas/day/0', 0, 700, []],
    ['atlas/day/1', 700, 700, ['a']],
  ]);
});

test('every placed item of the rows is in exactly one slot that is no ghost', () => {
  const rows = ['atlas', 'borealis'].map((team, at) =>
    buildRow(team, [buildSprint(String(at), '2026-10-05', '2026-10-18')]),
  );
  const items = Array.from({ length: 60 }, (_, at) =>
    buildItem(String(at), inSprint(String(at % 2)), { teamId: rows[at % 2]?.teamId ?? '' }),
  );
  const shown = layOut(rows, items, ['atlas/0', 'borealis/1']).flatMap((row) =>
    row.segments.flatMap((segment) => segment.slots),
  );
  expect(shown.map((slot) => slot.item.id).toSorted()).toEqual(items.map((item) => item.id).toSorted());
});

test('the rest of a cut sprint is as wide as a target when it holds work, at the cost of its neighbour', () => {
  const row = buildRow('atlas', [
    buildSprint('1', '2026-09-22', '2026-10-05'),
    buildSprint('2', '2026-10-06', '2026-10-19'),
    buildSprint('3', '2026-11-29', '2026-12-12'),
    buildSprint('4', '2026-12-13', '2026-12-26'),
  ]);
  const items = ['1', '2', '3', '4'].map((sprint) => buildItem(`in${sprint}`, inSprint(sprint)));
  const [layout] = layOut([row], items);
  expect(boxes(layout)).toEqual([
    ['atlas/1', 0, 24, []],
    ['atlas/2', 24, 276, ['in2']],
    ['atlas/3', 1100, 276, ['in3']],
    ['atlas/4', 1376, 24, []],
  ]);
  expect(boxes(layOut([row], [])[0])?.[0]).toEqual(['atlas/1', 0, 20, []]);
});

test('the segment that keeps a card behind "show all" is found; of a card in sight there is none', () => {
  const row = buildRow('atlas', [buildSprint('1', '2026-10-05', '2026-10-18')]);
  const items = Array.from({ length: 40 }, (_, at) => buildItem(String(at), inSprint('1')));
  expect(findHiding(inputOf([row], items), '0')).toBeUndefined();
  expect(findHiding(inputOf([row], items), '39')).toBe('atlas/1');
  expect(findHiding(inputOf([row], items, ['atlas/1']), '39')).toBeUndefined();
  expect(findHiding(inputOf([row], items), 'elsewhere')).toBeUndefined();
});
