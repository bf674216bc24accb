import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { applyMoves } from '../../../src/core/move/apply-moves.ts';
import type { Wish } from '../../../src/core/move/move.ts';
import { rankBetween } from '../../../src/core/move/rank-between.ts';
import { buildItem, EPIC, SUBTASK } from '../build.ts';
import { planOf, sourceOf } from './source.ts';

const after = (wish: Wish, changes = {}) => {
  const source = sourceOf([buildItem('s', changes), buildItem('sub', { type: SUBTASK, parentId: 's', ...changes })]);
  return applyMoves(source, [{ itemId: 's', seen: {}, wish }]);
};

describe('a browser shows after a move', () => {
  test('the new sprint, with closed ones as history, and sub-tasks with their story', () => {
    const { items } = after({ sprintId: 'A4' }, { sprintIds: ['A1', 'A3'] });
    expect(items.map(({ sprintIds }) => sprintIds)).toEqual([
      ['A1', 'A4'],
      ['A1', 'A4'],
    ]);
    expect(after({ sprintId: null }, { sprintIds: ['A1', 'A3'] }).items[0]?.sprintIds).toEqual(['A1']);
  });
  test('days set and emptied', () => {
    expect(after({ dueDay: '2026-11-20' }).items[0]).toMatchObject({ dueDay: '2026-11-20' });
    expect(after({ dueDay: null }, { dueDay: '2026-11-20' }).items[0]).not.toHaveProperty('dueDay');
  });
  test('the new team', () => {
    const source = sourceOf([buildItem('s'), buildItem('f', { type: EPIC })]);
    const moved = applyMoves(
      source,
      ['s', 'f'].map((itemId) => ({ itemId, seen: {}, wish: { teamId: 'cirrus' } })),
    );
    expect([...planOf(moved).teamOf.values()]).toEqual(['cirrus', 'cirrus']);
  });
  test('items one behind the other, in the order of the moves', () => {
    const items = ['a', 'b', 'c', 'd'].map((id, n) => buildItem(id, { rank: `0|i0000${n}:` }));
    const { compare } = planOf(sourceOf(items));
    const moved = applyMoves(sourceOf(items), [
      { itemId: 'd', seen: {}, wish: { rank: { after: 'a', before: 'b' } } },
      { itemId: 'c', seen: {}, wish: { rank: { after: 'a', before: 'b' } } },
    ]);
    expect([...moved.items].sort(compare).map(({ id }) => id)).toEqual(['a', 'd', 'c', 'b']);
  });
});

test('a rank between two of Jira’s ranks lies between them', () => {
  const rank = fc
    .tuple(fc.nat(30 ** 4), fc.constantFrom('', 'i', 'zz'))
    .map(([n, rest]) => `0|${n.toString(36).padStart(6, '0')}:${rest}`);
  fc.assert(
    fc.property(rank, rank, (one, two) => {
      fc.pre(one !== two);
      const [low, high] = one < two ? [one, two] : [two, one];
      const between = rankBetween(low, high);
      expect(low < between && between < high).toBe(true);
      expect(rankBetween(undefined, low) < low).toBe(true);
      expect(rankBetween(high, undefined) > high).toBe(true);
      // And once more, so that a cell can be filled from both sides.
      expect(between < rankBetween(between, high) && rankBetween(between, high) < high).toBe(true);
    }),
  );
});
