import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { packShard, unpackShard, type Shard } from '../../../../src/storage/index-marks.ts';
import { addMarks, countMarks, removeMarks } from '../../../../src/work-index/sync/marks.ts';
import { takeMarks } from '../../../../src/work-index/sync/take.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const EMPTY = unpackShard(undefined);
const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => String(10_000 + at));

test('a mark is taken away by who took it', () => {
  const shard = addMarks(EMPTY, { ids: ['1'], farIds: ['2'], site: ['facts'], kind: 'updated:issue' }, NOW);
  const left = removeMarks(shard, takeMarks([shard], 10));
  expect(countMarks([left])).toEqual({ waiting: 0, oldest: undefined });
  expect(left.seen).toEqual(new Map([['updated:issue', 1]]));
});

test('a mark that is set again in the same millisecond stays when the first is taken away', () => {
  const before = addMarks(EMPTY, { ids: ['1', '2'], site: ['facts'] }, NOW);
  const taken = takeMarks([before], 10);
  const left = removeMarks(addMarks(before, { ids: ['2'], site: ['facts'] }, NOW), taken);
  expect([...left.ids.keys(), ...left.site.keys()]).toEqual(['2', 'facts']);
});

test('a shard comes back from storage as it was', () => {
  const shard = addMarks(EMPTY, { ids: ['7', '8'], farIds: ['9'], site: ['facts', 'project:10'], kind: 'x' }, NOW);
  expect(unpackShard(JSON.parse(JSON.stringify(packShard(shard))))).toEqual(shard);
  expect(unpackShard(JSON.parse(JSON.stringify(packShard(EMPTY))))).toEqual(EMPTY);
});

test('a full shard takes one unit of storage, keeps what it has and asks for a search', () => {
  const full = addMarks(EMPTY, { ids: ids(2_000), kind: 'updated:issue' }, NOW);
  expect(full.ids.size).toBeLessThan(2_000);
  expect([...full.site.keys()]).toEqual(['search']);
  // As each event of an hour would write it.
  expect(
    JSON.stringify(packShard(addMarks(full, { ids: ids(1), farIds: ['5'] }, NOW + 3_600_000))).length,
  ).toBeLessThan(9_800);
  expect(addMarks(full, { ids: ids(1) }, NOW + 9_000).ids.get('10000')).toBe(NOW + 9_000);
});

test('an item in a project that is not indexed is read where another event knows better', () => {
  const far = addMarks(EMPTY, { farIds: ['1'] }, NOW);
  expect([...addMarks(far, { ids: ['1'] }, NOW).ids.keys()]).toEqual(['1']);
  expect(addMarks(far, { ids: ['1'] }, NOW).farIds.size).toBe(0);
  expect([...addMarks(addMarks(EMPTY, { ids: ['1'] }, NOW), { farIds: ['1'] }, NOW).ids.keys()]).toEqual(['1']);
});

test('the oldest marks are taken first, those of indexed projects before others', () => {
  const one = addMarks(EMPTY, { ids: ['1', '2'], farIds: ['9'] }, NOW + 10);
  const two = addMarks(EMPTY, { ids: ['3'] }, NOW);
  const taken = takeMarks([one, two], 2);
  expect([[...taken.ids.keys()].sort(), taken.farIds.size, taken.isAll]).toEqual([['1', '3'], 0, false]);
  expect(takeMarks([one, two], 4)).toMatchObject({ isAll: true });
});

test('a reconciliation and a search are left to the schedule', () => {
  const shard = addMarks(EMPTY, { site: ['facts', 'project:1', 'search', 'sprint:2', 'version:1:3'] }, NOW);
  expect([...takeMarks([shard], 10).site.keys()]).toEqual(['facts', 'sprint:2', 'version:1:3']);
});

type Act = readonly ['set', string] | readonly ['take'] | readonly ['remove'];
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.constant('set' as const), fc.constantFrom('1', '2', '3')),
  fc.tuple(fc.constant('take' as const)),
  fc.tuple(fc.constant('remove' as const)),
);

test('in whatever order marks are set, taken and taken away: what is set after it was taken last is still marked', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let shard: Shard = EMPTY;
      let taken = takeMarks([EMPTY], 10);
      // Set, and not taken by a run that took it away.
      const due = new Set<string>();
      const held = new Set<string>();
      for (const [kind, id] of acts) {
        if (kind === 'set') {
          shard = addMarks(shard, { ids: [id] }, NOW);
          due.add(id);
          held.delete(id);
        } else if (kind === 'take') {
          taken = takeMarks([shard], 10);
          for (const each of shard.ids.keys()) held.add(each);
        } else {
          shard = removeMarks(shard, taken);
          for (const each of held) due.delete(each);
        }
      }
      expect([...due].every((id) => shard.ids.has(id))).toBe(true);
    }),
    { seed: 3, numRuns: 500 },
  );
});
