import { expect, test } from '@jest/globals';
import { createCompare } from '../../../src/core/rank/rank.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { at, buildItem } from '../build.ts';

const high = { id: '1', name: 'High' };
const low = { id: '2', name: 'Low' };
const order = (items: readonly WorkItem[]) => items.toSorted(createCompare([high, low])).map((item) => item.id);

test('Jira’s rank decides; an item without one comes last', () => {
  expect(order([buildItem('n'), buildItem('b', { rank: '0|i2:' }), buildItem('a', { rank: '0|i1:' })])).toEqual([
    'a',
    'b',
    'n',
  ]);
});

test('equal or missing ranks: priority, then created, then id', () => {
  const items = [
    buildItem('4', { priority: low }),
    buildItem('3', { priority: high, created: at('2026-02-01') }),
    buildItem('2', { priority: high }),
    buildItem('1', { priority: high }),
    buildItem('5'),
  ];
  expect(order(items)).toEqual(['1', '2', '3', '4', '5']);
});
