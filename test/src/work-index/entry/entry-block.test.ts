import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Link, WorkItem } from '../../../../src/core/work-item/work-item.ts';
import { compareIds, placeOf, type Entry } from '../../../../src/work-index/entry/entry.ts';
import { packDirectory, unpackDirectory, type DirectoryRow } from '../../../../src/work-index/entry/directory-block.ts';
import { packEntries, unpackEntries } from '../../../../src/work-index/entry/entry-block.ts';
import { packFamily, unpackFamily } from '../../../../src/work-index/entry/family-block.ts';
import { toBlock, UnknownFormatError, upgradeBlock } from '../../../../src/work-index/entry/format.ts';
import type { HistoryDigest } from '../../../../src/work-index/entry/history.ts';
import { packThin, thinOf, unpackThin } from '../../../../src/work-index/entry/thin-block.ts';
import { at, DOING, DONE, EPIC, STORY, SUBTASK, TODO } from '../../../core/build.ts';
import { buildEntry } from '../build-entry.ts';

const id = fc.oneof(fc.nat(99_999_999).map(String), fc.string({ minLength: 1, maxLength: 8 }), fc.constant('007'));
const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
const day = fc.constantFrom('2026-01-31', '2026-11-22', '2028-02-29');
const name = fc.string({ unit: 'binary', maxLength: 30 });
const some = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(of, { maxLength: 3 });

const link: fc.Arbitrary<Link> = fc.record(
  { id, typeId: id, direction: fc.constantFrom('outward', 'inward'), otherId: id, otherKey: name },
  { requiredKeys: ['id', 'typeId', 'direction', 'otherId'] },
);
const version = fc.record(
  { id, name, releaseDay: day, released: fc.boolean() },
  { requiredKeys: ['id', 'name', 'released'] },
);
const estimates = fc.dictionary(
  fc.constantFrom('customfield_10016', 'timeoriginalestimate', '__proto__x'),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e6 }),
  { noNullPrototype: true },
);
const item: fc.Arbitrary<WorkItem> = fc.record(
  {
    id,
    key: fc.oneof(
      name,
      fc.nat(9_999).map((no) => `PAY7-${no}`),
      fc.constantFrom('A-B-1', 'A-01', '-1', ''),
    ),
    summary: name,
    projectId: id,
    type: fc.constantFrom(STORY, EPIC, SUBTASK),
    status: fc.constantFrom(TODO, DOING, DONE),
    priority: fc.record({ id, name }),
    rank: fc.constantFrom('0|i0031z:', '0|hzzzzz:i'),
    assigneeId: name.filter((text) => text !== ''),
    flagged: fc.boolean(),
    parentId: id,
    sprintIds: some(id),
    startDay: day,
    dueDay: day,
    created: instant,
    updated: instant,
    resolved: instant,
    resolution: name,
    categoryChanged: instant,
    fixVersions: some(version),
    labels: some(name),
    componentIds: some(id),
    teamFieldId: name,
    estimates,
    links: some(link),
  },
  {
    requiredKeys: [
      'id',
      'key',
      'summary',
      'projectId',
      'type',
      'status',
      'flagged',
      'sprintIds',
      'created',
      'updated',
      'fixVersions',
      'labels',
      'componentIds',
      'estimates',
      'links',
    ],
  },
);
const history: fc.Arbitrary<HistoryDigest> = fc.record(
  {
    firstStarted: instant,
    done: instant,
    spentMs: fc.record({ todo: fc.nat(), inProgress: fc.nat(), done: fc.nat() }),
    since: instant,
    statusSince: instant,
    backward: fc.nat(9),
    priorityChanges: fc.nat(9),
    sprintChanges: fc.nat(9),
    periodChanges: fc.nat(9),
  },
  {
    requiredKeys: ['spentMs', 'since', 'statusSince', 'backward', 'priorityChanges', 'sprintChanges', 'periodChanges'],
  },
);
const entry: fc.Arbitrary<Entry> = fc.record(
  {
    item,
    securityLevelId: id,
    statusSince: instant,
    facts: fc.record({ descriptionLength: fc.nat(9_999), listItems: fc.nat(40) }),
    matches: some(fc.constantFrom('b12', 'jx3f', 'j0')),
    history,
  },
  { requiredKeys: ['item', 'facts'] },
);
const entries = fc.uniqueArray(entry, { maxLength: 12, selector: (one) => one.item.id });
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const byId = (list: readonly Entry[]): readonly Entry[] => [...list].sort((a, b) => compareIds(a.item.id, b.item.id));
const LAW = { numRuns: 300, seed: 3 };

test('entries come back as they went in, in the order of their ids', () => {
  fc.assert(
    fc.property(entries, (list) => {
      // What JSON itself cannot hold (-0) is not the block's concern.
      const plain = throughJson(list) as readonly Entry[];
      expect(unpackEntries(throughJson(packEntries(plain)))).toEqual(byId(plain));
    }),
    LAW,
  );
});

test('rollup rows, directory rows and families come back as they went in', () => {
  fc.assert(
    fc.property(entries, fc.array(fc.tuple(instant, instant)), (list, times) => {
      const plain = byId(throughJson(list) as readonly Entry[]);
      // Rollup rows are kept by project.
      const thin = plain.map((one) => ({ ...thinOf(one), projectId: '10' }));
      expect(unpackThin(throughJson(packThin(thin)), '10')).toEqual(thin);
      const rows = plain.map(({ item: { id: of, updated, parentId }, ...rest }, row): DirectoryRow => ({
        id: of,
        ...placeOf({ ...rest, item: plain[row]?.item ?? buildEntry('1').item }),
        updated,
        readAt: times[row]?.[0] ?? 5,
        goneAt: times[row]?.[1] ?? 0,
        hash: updated % 1_000,
        ...(parentId === undefined ? {} : { parentId }),
      }));
      expect(unpackDirectory(throughJson(packDirectory(rows)))).toEqual(rows);
      const families = plain.map(({ item: { id: of, componentIds } }) => ({
        id: of,
        childIds: componentIds.map(String).sort(compareIds),
      }));
      expect(unpackFamily(throughJson(packFamily(families)))).toEqual(families);
    }),
    LAW,
  );
});

test('a block of an earlier format is upgraded step by step, a later or foreign one is refused', () => {
  const first = toBlock(2, { days: [1, 2] }, []);
  const upgrades = [
    (columns: object) => ({ ...columns, hours: [8, 8] }),
    (columns: object, rows: number) => ({ ...columns, rows }),
  ];
  expect(upgradeBlock(throughJson(first), upgrades)).toEqual({
    f: 3,
    n: 2,
    c: { days: [1, 2], hours: [8, 8], rows: 2 },
  });
  expect(upgradeBlock(toBlock(1, { a: 1 }, upgrades), upgrades)).toEqual({ f: 3, n: 1, c: { a: 1 } });
  expect(() => upgradeBlock({ ...first, f: 4 }, upgrades)).toThrow(UnknownFormatError);
  expect(() => unpackEntries({ ...packEntries([]), f: 99 })).toThrow('format 99');
  for (const foreign of [undefined, null, 'text', {}, { f: 'x' }, { f: 0 }]) {
    expect(() => upgradeBlock(foreign)).toThrow(UnknownFormatError);
  }
});

test.each([
  ['to do without any carrier', {}, 'backlog'],
  ['to do with a sprint', { sprintIds: ['1'] }, 'open'],
  ['to do with a due day', { dueDay: '2026-12-01' }, 'open'],
  ['to do and flagged', { flagged: true }, 'open'],
  ['an epic to do', { type: EPIC }, 'open'],
  ['in progress', { status: DOING }, 'open'],
  ['done, by its resolution', { status: DONE, resolved: at('2026-04-01', '00:00') }, '2026-2'],
  ['done without one, by its status', { status: DONE, categoryChanged: at('2025-12-31', '23:59') }, '2025-4'],
  ['done and resolved nowhere', { status: DONE, updated: at('2026-07-01') }, '2026-3'],
])('where an entry lies: %s', (_name, changes, bucket) => {
  expect(placeOf(buildEntry('1', changes))).toEqual({ projectId: '10', bucket });
});
