import { expect, test } from '@jest/globals';
import { changesWords, compareBoards } from '../../../static/app/board/changed-items.ts';
import { buildBoard, buildItem, inSprint } from './build-board.ts';

const board = (...ids: readonly string[]) =>
  buildBoard(
    [],
    ids.map((id) => buildItem(id, inSprint('s1'))),
  );

test('the same work, built anew, is unchanged', () => {
  expect(compareBoards(board('1', '2'), board('2', '1'))).toEqual({ changed: new Set(), gone: new Set() });
});

test('what moved or came is changed, what is not here any more is gone', () => {
  const after = buildBoard(
    [],
    [buildItem('1', inSprint('s2')), buildItem('2', inSprint('s1')), buildItem('4', inSprint('s1'))],
  );
  expect(compareBoards(board('1', '2', '3'), after)).toEqual({ changed: new Set(['1', '4']), gone: new Set(['3']) });
});

test('another period is not compared', () => {
  expect(compareBoards(board('1'), { ...board('2'), periodId: 'p2' })).toEqual({ changed: new Set(), gone: new Set() });
});

const told = (changed: readonly string[], gone: readonly string[]) =>
  changesWords({ changed: new Set(changed), gone: new Set(gone) });
test('a refresh is told in words, and silence where nothing changed', () => {
  expect(told([], [])).toBe('');
  expect(told(['1'], [])).toBe('1 work item changed');
  expect(told(['1', '2', '3'], ['4'])).toBe('3 work items changed, 1 no longer here');
  expect(told([], ['4'])).toBe('1 work item is no longer here');
  expect(told([], ['4', '5'])).toBe('2 work items are no longer here');
});
