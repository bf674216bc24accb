import { expect, test } from '@jest/globals';
import { seededRandom, type Random } from '../../../../local/random.ts';
import { changesSince } from '../../../../src/work-index/store/changes-since.ts';
import { foldLog } from '../../../../src/work-index/store/fold.ts';
import { settleParts } from '../../../../src/work-index/store/settle.ts';
import { writeEntries, type Batch } from '../../../../src/work-index/store/write-entries.ts';
import { newSite, runAlone, runTogether, type Task, type TestSite } from './actors.ts';
import { killedAfter, modelOf, NOW, randomBatch, readAll, thinModel } from './model.ts';

const SEEDS = Array.from({ length: 40 }, (_, at) => at + 1);

const writing = (site: TestSite, batch: Batch): Task<void> => ({
  run: () => writeEntries(batch, site.clock.now()),
});
/** Folding, or packing what rests: an hour later all of it does. */
const tending = (site: TestSite, random: Random): Task<unknown> =>
  random() < 0.6 ? folding(site) : { run: () => settleParts(site.clock.now() + 3_600_000) };
const folding = (site: TestSite): Task<void> => ({ run: () => foldLog(site.clock.now()) });

const subsets = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  list.reduce<readonly (readonly T[])[]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);

test.each(SEEDS)(
  'what is read is the newest of each id, whoever wrote, collided or was killed: seed %i',
  async (seed) => {
    const random = seededRandom(seed);
    const site = newSite(NOW);
    const written: Batch[] = [];
    let knownAt = site.clock.now();
    let known = await runAlone(site, () => readAll());
    for (let round = 0; round < 4; round += 1) {
      site.clock.advance(Math.floor(random() * 20_000));
      const batches = Array.from({ length: 1 + Math.floor(random() * 4) }, () => randomBatch(random));
      const isKilled = batches.map(() => random() < 0.25);
      const writers = batches.map((batch, at): Task<void> => ({
        ...writing(site, batch),
        ...(isKilled[at] === true ? { killAfter: killedAfter(random) } : {}),
      }));
      const folders = Array.from({ length: Math.floor(random() * 3) }, (): Task<unknown> => ({
        ...tending(site, random),
        ...(random() < 0.5 ? { killAfter: killedAfter(random) } : {}),
      }));
      const ended = await runTogether(site, [...writers, ...folders], random);

      // A killed writer's batch is there as a whole or not at all; the others' are there.
      const sure = batches.filter((_, at) => ended[at]?.kind === 'value');
      const unsure = batches.filter((_, at) => ended[at]?.kind === 'killed');
      const seen = await runAlone(site, () => readAll());
      const possible = subsets(unsure).map((some) => modelOf([...written, ...sure, ...some]));
      expect(possible).toContainEqual(seen.content);
      expect(seen.thin).toEqual(thinModel(seen.content));

      // Each is written again, as it would be after a crash.
      for (const batch of unsure) await runAlone(site, writing(site, batch).run);
      written.push(...batches);
      const afterAt = site.clock.now();
      const after = await runAlone(site, () => readAll());
      expect(after.content).toEqual(modelOf(written));

      // What was read before and what changed since are what is there now.
      const changes = await runAlone(site, () => changesSince(after.view, knownAt));
      const patched = new Map(known.content);
      for (const id of changes?.goneIds ?? []) patched.delete(id);
      for (const entry of changes?.entries ?? []) patched.set(entry.item.id, entry);
      expect(patched).toEqual(new Map(after.content));
      [known, knownAt] = [after, afterAt];
    }
    // Written again and folded, it is the same, and repeating changed nothing at all.
    await runAlone(site, folding(site).run);
    const { view } = await runAlone(site, () => readAll());
    for (const batch of written) await runAlone(site, writing(site, batch).run);
    const last = await runAlone(site, () => readAll());
    expect(last.view.version).toBe(view.version);
    expect(last.content).toEqual(modelOf(written));
    expect(last.thin).toEqual(thinModel(last.content));
  },
);
