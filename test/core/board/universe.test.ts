import { expect, test } from '@jest/globals';
import { findUniverse, type Tied } from '../../../src/core/board/universe.ts';

const SCOPE = { projectIds: new Set(['own']), linkTypeIds: new Set(['needs']) };

const own = (id: string, more: Partial<Tied> = {}): Tied => ({ id, projectId: 'own', type: { level: 1 }, ...more });
const other = (id: string, more: Partial<Tied> = {}): Tied => ({ ...own(id, more), projectId: 'other' });
const linked = (otherId: string): Partial<Tied> => ({
  links: [{ id: `to-${otherId}`, typeId: 'needs', direction: 'outward', otherId }],
});

const detailOf = (items: readonly Tied[], needed: readonly string[], rest: readonly Tied[] = []): readonly string[] => {
  const isNeeded = (id: string): boolean => needed.includes(id);
  return [...findUniverse(new Map(items.map((item) => [item.id, item])), SCOPE, { isNeeded, rest })].sort();
};

test('needed work comes with what it leads to, step by step', () => {
  const items = [
    own('1', linked('2')),
    own('2', { parentId: '3' }),
    other('3', { parentId: '4' }),
    other('4'),
    other('5', { parentId: '4' }),
    other('6', { parentId: '5' }),
  ];
  expect(detailOf(items, ['1'])).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('what was read for other reasons is not in it: no other end, no child of what is not, nothing below a story elsewhere', () => {
  const items = [
    own('1'),
    own('2', linked('3')),
    other('3'),
    other('4', { parentId: '2' }),
    own('5', linked('6')),
    other('6', { type: { level: 0 } }),
    other('7', { parentId: '6', type: { level: -1 } }),
  ];
  expect(detailOf(items, ['1', '5'])).toEqual(['1', '5', '6']);
});

test('parents in other projects of all own work are in it, of the same project only those of needed work', () => {
  const items = [other('1'), other('2'), own('3', { parentId: '1' }), own('4'), own('5')];
  expect(detailOf(items, [], [own('6', { parentId: '2' }), own('7', { parentId: '4' })])).toEqual(['1', '2']);
});
