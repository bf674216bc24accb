import { expect, test } from '@jest/globals';
import { seededRandom, type Random } from '../../../../local/random.ts';
import { changesSince } from '../../../../src/work-index/store/changes-since.ts';
import { clearIndex } from '../../../../src/work-index/store/clear-index.ts';
import { dropProjects } from '../../../../src/work-index/store/drop-projects.ts';
import { foldLog } from '../../../../src/work-index/store/fold.ts';
import { openIndex } from '../../../../src/work-index/store/open-index.ts';
import { readNeighbourhood } from '../../../../src/work-index/store/read-neighbourhood.ts';
import { sweepIndex } from '../../../../src/work-index/store/sweep.ts';
import { listIds, storageTotals } from '../../../../src/work-index/store/totals.ts';
import { writeEntries, type Batch } from '../../../../src/work-index/store/write-entries.ts';
import { buildEntry } from '../build-entry.ts';
import { newSite, runAlone, runTogether, type Task, type TestSite } from './actors.ts';
import { killedAfter, modelOf, NOW, randomBatch, readAll, thinModel } from './model.ts';

const SEEDS = Array.from({ length: 12 }, (_, at) => at + 1);
const DROPPED: ReadonlySet<string> = new Set(['10']);

const writing = (site: TestSite, batch: Batch) => (): Promise<void> => writeEntries(batch, site.clock.now());
const folding = (site: TestSite) => (): Promise<void> => foldLog(site.clock.now());
const perhapsKilled = (run: () => Promise<unknown>, random: Random): Task<unknown> =>
  random() < 0.4 ? { run, killAfter: killedAfter(random) } : { run };
const valuesOf = (site: TestSite): number =>
  [...site.storage.records.export()].filter(([, { key }]) => key.startsWith('wi:')).length;

test.each(SEEDS)(
  'what was read before the index was cleared does not come back, whoever writes: seed %i',
  async (seed) => {
    const random = seededRandom(seed);
    const site = newSite(NOW);
    const old = Array.from({ length: 6 }, () => randomBatch(random));
    for (const batch of old.slice(0, 3)) await runAlone(site, writing(site, batch));
    const readAt = site.clock.now();
    // Readings begin before the clearing; whether they are written before or after it is drawn.
    const clearedAt = NOW + 1_000;
    const tasks = [
      { run: () => clearIndex(clearedAt) },
      ...old.slice(3).map((batch) => perhapsKilled(writing(site, batch), random)),
      perhapsKilled(folding(site), random),
      perhapsKilled(() => clearIndex(clearedAt), random),
    ];
    await runTogether(site, tasks, random);
    const empty = await runAlone(site, () => readAll());
    expect([...empty.content]).toEqual([]);
    expect([...empty.thin]).toEqual([]);
    expect(await runAlone(site, () => changesSince(empty.view, readAt))).toBeUndefined();

    const fresh = Array.from({ length: 3 }, () => ({ ...randomBatch(random), readAt: clearedAt + 5 }));
    for (const batch of [...fresh, ...old]) await runAlone(site, writing(site, batch));
    await runAlone(site, folding(site));
    expect((await runAlone(site, () => readAll())).content).toEqual(modelOf(fresh));

    // Nothing of the old index stays in storage.
    for (const _ of ['what was cleared', 'what the sweep packed anew']) {
      site.clock.advance(2 * 3_600_000);
      await runAlone(site, () => sweepIndex(site.clock.now()));
    }
    const totals = storageTotals(await runAlone(site, () => openIndex()));
    expect(valuesOf(site)).toBe(totals.values);
  },
);

test.each(SEEDS)('dropped projects go, and what moves out of them meanwhile stays: seed %i', async (seed) => {
  const random = seededRandom(seed);
  const site = newSite(NOW);
  // Later readings read later states, as Jira gives them.
  const batches = Array.from({ length: 8 }, (_, at): Batch => {
    const { entries } = randomBatch(random);
    const items = entries.map((entry) => ({ ...entry, item: { ...entry.item, updated: NOW + at * 1_000 } }));
    return { readAt: NOW + at * 1_000, entries: items, goneIds: [] };
  });
  for (const batch of batches.slice(0, 4)) await runAlone(site, writing(site, batch));
  if (random() < 0.5) await runAlone(site, folding(site));
  const dropping = (): Promise<boolean> => dropProjects(DROPPED, site.clock.now());
  const tasks = [
    perhapsKilled(dropping, random),
    ...batches.slice(4).map((batch) => perhapsKilled(writing(site, batch), random)),
    perhapsKilled(folding(site), random),
  ];
  await runTogether(site, tasks, random);
  // Each is done again, as it would be after a crash.
  for (const batch of batches) await runAlone(site, writing(site, batch));
  await runAlone(site, dropping);
  for (const batch of batches) await runAlone(site, writing(site, batch));
  for (const step of [() => Promise.resolve(), folding(site)]) {
    await runAlone(site, step);
    const { view, content, thin } = await runAlone(site, () => readAll());
    expect(content).toEqual(new Map([...modelOf(batches)].filter(([, { item }]) => item.projectId !== '10')));
    expect(thin).toEqual(thinModel(content));
    expect(await runAlone(site, () => listIds(view, '10'))).toEqual([]);
  }
});

test('a large project is dropped in steps, its readers are told, and it can come back', async () => {
  const site = newSite(NOW);
  const entries = Array.from({ length: 30 }, (_, at) => buildEntry(String(100 + at), { parentId: '500' }));
  const other = buildEntry('500', { projectId: '11' });
  await runAlone(site, writing(site, { readAt: NOW, entries: [...entries, other], goneIds: [] }));
  await runAlone(site, folding(site));
  site.clock.advance(60_000);
  const before = site.clock.now();
  const step = (): Promise<boolean> => runAlone(site, () => dropProjects(DROPPED, site.clock.now(), { most: 20 }));
  expect(await step()).toBe(false);
  expect(await runAlone(site, async () => listIds(await openIndex(), '10'))).toHaveLength(10);
  expect(await step()).toBe(true);
  expect(await step()).toBe(true);
  const view = await runAlone(site, () => openIndex());
  const changes = await runAlone(site, () => changesSince(view, before));
  expect(changes).toEqual({ entries: [], goneIds: entries.map(({ item }) => item.id) });
  expect((await runAlone(site, () => readNeighbourhood(view, '500')))?.others.size).toBe(0);
  const again: Batch = { readAt: site.clock.now(), entries, goneIds: [] };
  await runAlone(site, writing(site, again));
  expect((await runAlone(site, () => readAll())).content.size).toBe(31);
});

test('a neighbourhood made before the index was cleared is not shown after', async () => {
  const site = newSite(NOW);
  const entries = [buildEntry('1'), buildEntry('2', { parentId: '1' })];
  await runAlone(site, writing(site, { readAt: NOW, entries, goneIds: [] }));
  const near = (): ReturnType<typeof readNeighbourhood> =>
    runAlone(site, async () => readNeighbourhood(await openIndex(), '1'));
  expect((await near())?.others.size).toBe(1);
  await runAlone(site, () => clearIndex(NOW + 1));
  expect(await near()).toBeUndefined();
});
