import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { rankBetween, rankAt, ranksBetween } from '../../../local/jira/rank.ts';
import { rankAtEnd, ranksAt, rebalance } from '../../../local/jira/rank-order.ts';
import type { Store } from '../../../local/jira/store.ts';
import { putIssue, writeSite } from './support/write-site.ts';

const orderOf = (store: Store): string[] =>
  [...store.issues.values()].sort((a, b) => (a.rank < b.rank ? -1 : 1)).map((issue) => issue.key);

test('an even order has Jira’s own values', () => {
  expect([0, 1, 2, 8].map((i) => rankAt(i))).toEqual(['0|hzzzzz:', '0|i00007:', '0|i0000f:', '0|i0001r:']);
});

test('after the last and before the first are eight steps away', () => {
  expect(rankBetween('0|i0001r:', undefined)).toBe('0|i0001z:');
  expect(rankBetween(undefined, '0|i0001r:')).toBe('0|i0001j:');
});

test('between neighbours without a whole number between them the fraction grows', () => {
  expect(rankBetween('0|i0001r:', '0|i0001s:')).toBe('0|i0001r:i');
});

test('equal ranks and texts that are no rank leave no room', () => {
  expect(rankBetween('0|i0001r:', '0|i0001r:')).toBeUndefined();
  expect(rankBetween('first', undefined)).toBeUndefined();
  expect(rankBetween('1|i0001r:', '0|i0001r:')).toBeUndefined();
});

test('the ends of the range still have room inside', () => {
  const last = rankBetween('0|zzzzzz:', undefined) ?? '';
  expect(last > '0|zzzzzz:').toBe(true);
  const first = rankBetween(undefined, '0|000001:') ?? '';
  expect(first < '0|000001:' && first > '0|000000:').toBe(true);
});

const digits = fc.string({
  unit: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'),
  minLength: 6,
  maxLength: 12,
});
const rank = digits.map((text) => `0|${text.slice(0, 6)}:${text.slice(6).replace(/0+$/, '')}`);

test('what is put between two ranks sorts between them, in order', () => {
  fc.assert(
    fc.property(rank, rank, fc.integer({ min: 1, max: 60 }), (a, b, count) => {
      fc.pre(a !== b);
      const [low, high] = a < b ? [a, b] : [b, a];
      const ranks = ranksBetween(low, high, count) ?? [];
      expect(ranks).toHaveLength(count);
      const all = [low, ...ranks, high];
      expect(all.toSorted()).toEqual(all);
      expect(new Set(all).size).toBe(count + 2);
    }),
  );
});

test('any sequence of moves gives the order that a plain list would have', () => {
  const move = fc.record({ who: fc.nat(9), target: fc.nat(9), before: fc.boolean(), rebalanced: fc.boolean() });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const { store } = writeSite();
      const ids = Array.from({ length: 10 }, (_, i) => putIssue(store, `PAY-${i}`, { rank: rankAtEnd(store) }).id);
      let list = [...ids];
      for (const { who, target, before, rebalanced } of moves) {
        const [id = '', to = ''] = [ids[who], ids[target]];
        if (id === to) continue;
        const issue = store.issues.get(id);
        const [newRank] = ranksAt(store, before ? { before: to } : { after: to }, [id]);
        if (issue !== undefined && newRank !== undefined) store.issues.put({ ...issue, rank: newRank });
        list = list.filter((one) => one !== id);
        list.splice(list.indexOf(to) + (before ? 0 : 1), 0, id);
        if (rebalanced) rebalance(store);
      }
      const sorted = [...store.issues.values()].sort((a, b) => (a.rank < b.rank ? -1 : 1)).map((issue) => issue.id);
      expect(sorted).toEqual(list);
    }),
    { numRuns: 50 },
  );
});

test('a place that gets too narrow rebalances the site and loses no order', () => {
  const { store } = writeSite();
  const [first, second] = ['PAY-1', 'PAY-2'].map((key) => putIssue(store, key, { rank: rankAtEnd(store) }));
  if (first === undefined || second === undefined) throw new Error('no issues');
  for (let i = 3; i < 900; i++) {
    const [newRank = ''] = ranksAt(store, { after: first.id }, ['new']);
    putIssue(store, `PAY-${i}`, { rank: newRank });
  }
  const keys = orderOf(store);
  expect(keys.slice(0, 3)).toEqual(['PAY-1', 'PAY-899', 'PAY-898']);
  expect(keys.at(-1)).toBe('PAY-2');
  expect(Math.max(...Array.from(store.issues.values(), (issue) => issue.rank.length))).toBeLessThanOrEqual(128);
  expect(store.issues.get(first.id)?.updated).toBe(first.updated);
});

test('issues with equal or broken ranks can be ranked: the site is put in order first', () => {
  const { store } = writeSite();
  const [a, b, c] = ['PAY-1', 'PAY-2', 'PAY-3'].map((key) => putIssue(store, key, { rank: 'old' }));
  if (a === undefined || b === undefined || c === undefined) throw new Error('no issues');
  const [newRank = ''] = ranksAt(store, { before: b.id }, [c.id]);
  store.issues.put({ ...c, rank: newRank });
  expect(orderOf(store)).toEqual(['PAY-1', 'PAY-3', 'PAY-2']);
});
