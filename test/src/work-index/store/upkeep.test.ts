import { beforeAll, expect, test } from '@jest/globals';
import { seededRandom } from '../../../../local/random.ts';
import type { Entry } from '../../../../src/work-index/entry/entry.ts';
import { changesSince } from '../../../../src/work-index/store/changes-since.ts';
import { foldLog } from '../../../../src/work-index/store/fold.ts';
import { openIndex } from '../../../../src/work-index/store/open-index.ts';
import { readChildIds, readEntries } from '../../../../src/work-index/store/read-entries.ts';
import { readNeighbourhood } from '../../../../src/work-index/store/read-neighbourhood.ts';
import { settleParts } from '../../../../src/work-index/store/settle.ts';
import { sweepIndex } from '../../../../src/work-index/store/sweep.ts';
import { storageTotals } from '../../../../src/work-index/store/totals.ts';
import { writeEntries } from '../../../../src/work-index/store/write-entries.ts';
import { at, DONE } from '../../../core/build.ts';
import { buildEntry } from '../build-entry.ts';
import { newSite, runAlone, type TestSite } from './actors.ts';
import { modelOf, NOW, randomBatch, readAll } from './model.ts';

const HOUR_MS = 3_600_000;

const write = (site: TestSite, entries: readonly Entry[], goneIds: readonly string[] = []): Promise<void> =>
  runAlone(site, () => writeEntries({ readAt: site.clock.now(), entries, goneIds }, site.clock.now()));
const done = (id: string, day: string): Entry => buildEntry(id, { status: DONE, resolved: at(day) });
const valuesOf = (site: TestSite): readonly string[] =>
  [...site.storage.records.export()].map(([, { key }]) => key).filter((key) => key.startsWith('wi:'));

test('values that no root names any more are deleted an hour later, and the rest is read as before', async () => {
  const random = seededRandom(5);
  const site = newSite(NOW);
  const batches = Array.from({ length: 12 }, () => randomBatch(random));
  for (const batch of batches) {
    await runAlone(site, () => writeEntries(batch, site.clock.now()));
    await runAlone(site, () => foldLog(site.clock.now()));
  }
  const before = valuesOf(site).length;
  expect(await runAlone(site, () => sweepIndex(site.clock.now()))).toBe(0);
  site.clock.advance(HOUR_MS + 60_000);
  const swept = await runAlone(site, () => sweepIndex(site.clock.now()));
  expect(swept).toBeGreaterThan(20);
  // What the sweep itself packed anew goes an hour later.
  const packed = (await runAlone(site, () => openIndex())).root.parts.length;
  expect(valuesOf(site)).toHaveLength(before - swept + packed);
  site.clock.advance(HOUR_MS + 60_000);
  expect(await runAlone(site, () => sweepIndex(site.clock.now()))).toBe(packed);
  const { view, content } = await runAlone(site, () => readAll());
  expect(content).toEqual(modelOf(batches));
  expect(valuesOf(site).length).toBe(view.root.parts.length + view.root.segments.length);
});

test('a view that was opened before goes on reading what it saw', async () => {
  const site = newSite(NOW);
  await write(site, [buildEntry('1', { summary: 'Old' })]);
  const view = await runAlone(site, () => openIndex());
  await write(site, [buildEntry('1', { summary: 'New', updated: at('2026-02-01') })]);
  await runAlone(site, () => foldLog(site.clock.now()));
  const scope = { projectIds: new Set(['10']), doneFrom: '2026-01-01', withBacklog: true };
  expect((await runAlone(site, () => view.readDetail(scope))).get('1')?.item.summary).toBe('Old');
});

test('an item that moves to another project is in one of them at every moment', async () => {
  const site = newSite(NOW);
  await write(site, [buildEntry('1', { projectId: '10' })]);
  await runAlone(site, () => foldLog(site.clock.now()));
  await write(site, [buildEntry('1', { projectId: '11', updated: at('2026-02-01') })]);
  for (const step of [() => Promise.resolve(), () => foldLog(site.clock.now())]) {
    await runAlone(site, step);
    const { content, thin } = await runAlone(site, () => readAll());
    expect([...content.values()].map((entry) => entry.item.projectId)).toEqual(['11']);
    expect([...thin.keys()]).toEqual(['1']);
  }
});

test('detail is read by done day, and without the backlog where it is not wanted', async () => {
  const site = newSite(NOW);
  await write(site, [done('1', '2026-02-10'), done('2', '2026-05-10'), done('3', '2026-11-10')]);
  await write(site, [buildEntry('4', { dueDay: '2026-12-01' }), buildEntry('5')]);
  const idsOf = async (scope: object): Promise<readonly string[]> => {
    const all = { projectIds: new Set(['10']), doneFrom: '2026-01-10', withBacklog: false, ...scope };
    const view = await runAlone(site, () => openIndex());
    return [...(await runAlone(site, () => view.readDetail(all))).keys()].sort();
  };
  for (const step of [() => Promise.resolve(), () => foldLog(site.clock.now())]) {
    await runAlone(site, step);
    expect(await idsOf({})).toEqual(['1', '2', '3', '4']);
    expect(await idsOf({ withBacklog: true })).toEqual(['1', '2', '3', '4', '5']);
    expect(await idsOf({ doneFrom: '2026-10-05' })).toEqual(['3', '4']);
    expect(await idsOf({ doneFrom: '2026-04-01' })).toEqual(['1', '2', '3', '4']);
    expect(await idsOf({ doneTo: '2026-05-20' })).toEqual(['1', '2', '4']);
    expect(await idsOf({ projectIds: new Set(['11']) })).toEqual([]);
  }
});

test('who read the index once is told what changed since that instant, or that it is too long ago', async () => {
  const site = newSite(NOW);
  const changes = async (since: number): ReturnType<typeof changesSince> =>
    runAlone(site, async () => changesSince(await openIndex(), since));
  expect(await changes(NOW)).toEqual({ entries: [], goneIds: [] });
  await write(site, [buildEntry('1'), buildEntry('2')]);
  site.clock.advance(60_000);
  const first = site.clock.now();
  await write(site, [buildEntry('3')], ['2']);
  expect(await changes(first)).toEqual({ entries: [buildEntry('3')], goneIds: ['2'] });
  await runAlone(site, () => foldLog(site.clock.now()));
  expect(await changes(first)).toEqual({ entries: [buildEntry('3')], goneIds: ['2'] });
  // Clocks differ by seconds: what is a little older is told again, what is much older is not.
  site.clock.advance(5_000);
  expect(await changes(site.clock.now())).toMatchObject({ goneIds: ['2'] });
  site.clock.advance(15_000);
  expect(await changes(site.clock.now())).toEqual({ entries: [], goneIds: [] });
  for (let i = 0; i < 620; i += 1) await write(site, [buildEntry('4', { updated: at('2026-03-01') + i })]);
  await runAlone(site, () => foldLog(site.clock.now()));
  expect(await changes(first)).toBeUndefined();
  expect(await changes(site.clock.now() - 10_000)).toMatchObject({ goneIds: [] });
});

test('a refresh reads what changed since, not what there is', async () => {
  const quiet = newSite(NOW);
  // An hour of batches of a dozen changes, two a minute.
  for (let i = 0; i < 120; i += 1) {
    quiet.clock.advance(30_000);
    const ids = Array.from({ length: 12 }, (_, row) => String(100 + row + (i % 40) * 12));
    await write(
      quiet,
      ids.map((id) => buildEntry(id, { updated: at('2026-03-01') + i })),
    );
  }
  quiet.units.read = 0;
  const changes = await runAlone(quiet, async () => changesSince(await openIndex(), quiet.clock.now() - 30_000));
  expect(changes?.entries.length).toBe(24);
  // The root, and a batch of two segments.
  expect(quiet.units.read).toBe(2);
  const hour = await runAlone(quiet, async () => changesSince(await openIndex(), quiet.clock.now() - 3_500_000));
  expect(hour?.entries.length).toBe(480);
});

test('a neighbourhood is the item, its parent, children of any project and the ends of its links', async () => {
  const site = newSite(NOW);
  const link = { id: '9', typeId: 'blocks', direction: 'outward', otherId: '4' } as const;
  const [parent, child, other] = [
    buildEntry('1'),
    buildEntry('3', { parentId: '2', projectId: '12' }),
    buildEntry('4'),
  ];
  const item = buildEntry('2', { parentId: '1', links: [link] });
  await write(site, [parent, item, child, other, buildEntry('5')]);
  const near = async (): Promise<readonly string[]> => {
    const view = await runAlone(site, () => openIndex());
    const found = await runAlone(site, () => readNeighbourhood(view, '2'));
    expect(found?.item.item.id).toBe('2');
    return [...(found?.others.keys() ?? [])];
  };
  expect(await near()).toEqual(['1', '3', '4']);
  await runAlone(site, () => foldLog(site.clock.now()));
  site.units.read = 0;
  expect(await near()).toEqual(['1', '3', '4']);
  // The root and the record.
  expect(site.units.read).toBe(2);
  // A new child, a moved one and one that is gone each show at once.
  await write(site, [buildEntry('6', { parentId: '2' })]);
  expect(await near()).toEqual(['1', '3', '4', '6']);
  await write(site, [{ ...child, item: { ...child.item, parentId: '1', updated: at('2026-02-01') } }], ['4']);
  expect(await near()).toEqual(['1', '6']);
  await runAlone(site, () => foldLog(site.clock.now()));
  const view = await runAlone(site, () => openIndex());
  expect(await runAlone(site, () => readChildIds(view, '1'))).toEqual(['2', '3']);
  expect([...(await runAlone(site, () => readEntries(view, ['6', '4', '77']))).keys()]).toEqual(['6']);
  expect(await runAlone(site, () => readNeighbourhood(view, '4'))).toBeUndefined();
});

test('two sites share nothing', async () => {
  const [one, two] = [newSite(NOW), newSite(NOW)];
  await write(one, [buildEntry('1')]);
  await write(two, [buildEntry('2')]);
  expect([...(await runAlone(one, () => readAll())).content.keys()]).toEqual(['1']);
  expect([...(await runAlone(two, () => readAll())).content.keys()]).toEqual(['2']);
});

// One large project: parts are divided, every value and transaction stays within what the local storage enforces.
let site: TestSite;
const large = Array.from({ length: 4_500 }, (_, index) =>
  buildEntry(String(10_000 + index), {
    key: `BIG-${index + 1}`,
    summary: `Number ${index} ${'of a long summary '.repeat(index % 9)}`,
    sprintIds: [String(index % 40)],
    updated: at('2026-03-01') + index * 61_000,
  }),
);
beforeAll(async () => {
  site = newSite(NOW);
  await write(site, large);
}, 60_000);

test('a project of thousands is kept in parts, read whole and changed in part', async () => {
  await runAlone(site, () => foldLog(site.clock.now()));
  const { view, content } = await runAlone(site, () => readAll());
  expect(content.size).toBe(large.length);
  expect(view.root.parts.filter((part) => part.tier === 'entry').length).toBeGreaterThan(8);
  expect(Math.max(...view.root.parts.map((part) => part.rows))).toBeLessThanOrEqual(2_000);
  const [entry] = large;
  if (entry === undefined) throw new Error('There is no entry.');
  const changed = { ...entry, item: { ...entry.item, summary: 'Changed', updated: at('2026-11-01') } };
  site.units.write = 0;
  await write(site, [changed]);
  expect(site.units.write).toBe(1);
  await runAlone(site, () => foldLog(site.clock.now()));
  const after = await runAlone(site, () => readAll());
  expect(after.content.get('10000')).toEqual(changed);
  expect(after.content.size).toBe(large.length);
  const kept = new Set(view.root.parts.map((part) => part.version * 100 + part.no));
  expect(after.view.root.parts.filter((part) => !kept.has(part.version * 100 + part.no))).toHaveLength(3);
});

test('parts that rest are packed more densely, and loosely again when they change', async () => {
  const own = newSite(NOW);
  await write(own, large.slice(0, 900));
  await runAlone(own, () => foldLog(own.clock.now()));
  const settle = (): Promise<number> => runAlone(own, () => settleParts(own.clock.now()));
  expect(await settle()).toBe(0);
  own.clock.advance(HOUR_MS);
  const before = await runAlone(own, () => readAll());
  expect(await settle()).toBe(before.view.root.parts.length);
  expect(await settle()).toBe(0);
  const after = await runAlone(own, () => readAll());
  expect(after.content).toEqual(before.content);
  expect(after.thin).toEqual(before.thin);
  const bytes = storageTotals(before.view).bytes;
  expect(storageTotals(after.view).bytes).toBeLessThan(bytes * 0.95);
  const [entry] = large;
  if (entry === undefined) throw new Error('There is no entry.');
  await write(own, [{ ...entry, item: { ...entry.item, summary: 'Changed', updated: at('2026-11-01') } }]);
  await runAlone(own, () => foldLog(own.clock.now()));
  const { parts } = (await runAlone(own, () => openIndex())).root;
  expect(parts.filter((part) => !part.isDense).map((part) => part.tier)).toEqual(['directory', 'entry', 'thin']);
  expect(parts.length).toBeGreaterThan(3);
});
