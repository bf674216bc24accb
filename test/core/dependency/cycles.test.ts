import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { findCircles } from '../../../src/core/dependency/cycles.ts';

const edge = (providerId: string, consumerId: string) => ({ providerId, consumerId });

test('two items that wait for each other are one circle, a chain is none', () => {
  const circles = findCircles([edge('a', 'b'), edge('b', 'a'), edge('b', 'c')]);
  expect(circles.get('a')).toBe(circles.get('b'));
  expect(circles.has('c')).toBe(false);
  expect(findCircles([edge('a', 'b'), edge('b', 'c')]).size).toBe(0);
});

test('two circles are told apart', () => {
  const circles = findCircles([edge('a', 'b'), edge('b', 'a'), edge('b', 'c'), edge('c', 'd'), edge('d', 'c')]);
  expect(circles.get('a')).not.toBe(circles.get('c'));
});

test('two items are in one circle exactly if each reaches the other', () => {
  const node = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node)), (pairs) => {
      const edges = pairs.filter(([a, b]) => a !== b).map(([a, b]) => edge(a, b));
      const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
        edges.some(({ providerId, consumerId }) => {
          if (providerId !== from || seen.has(consumerId)) return false;
          return consumerId === to || reaches(consumerId, to, seen.add(consumerId));
        });
      const circles = findCircles(edges);
      for (const { providerId: a, consumerId: b } of edges) {
        const isOne = circles.has(a) && circles.get(a) === circles.get(b);
        expect(isOne).toBe(reaches(b, a));
      }
    }),
    { seed: 7 },
  );
});
