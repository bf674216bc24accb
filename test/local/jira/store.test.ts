import { expect, test } from '@jest/globals';
import { Collection } from '../../../local/jira/store.ts';

interface Card {
  readonly id: string;
  readonly tags: readonly string[];
}

test('an index follows a write, a change and a deletion', () => {
  const cards = new Collection<Card>('cards');
  const byTag = cards.index((card) => card.tags);
  cards.put({ id: '1', tags: ['a', 'b'] });
  cards.put({ id: '2', tags: ['a'] });
  expect(byTag.of('a').map((card) => card.id)).toEqual(['1', '2']);
  cards.put({ id: '1', tags: ['b'] });
  expect(byTag.of('a').map((card) => card.id)).toEqual(['2']);
  cards.delete('1');
  expect(byTag.of('b')).toEqual([]);
});

test('every write is told with what was there before', () => {
  const told: unknown[] = [];
  const cards = new Collection<Card>('cards', (change) => told.push(change));
  cards.put({ id: '1', tags: [] });
  cards.delete('1');
  expect(told).toEqual([
    { collection: 'cards', id: '1', before: undefined, after: { id: '1', tags: [] } },
    { collection: 'cards', id: '1', before: { id: '1', tags: [] }, after: undefined },
  ]);
});
