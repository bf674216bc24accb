import { expect, jest, test } from '@jest/globals';
import { MAIN, type Installation } from '../../local/forge/host.ts';
import { listBound } from '../../local/forge/manifest.ts';
import { seededRandom } from '../../local/random.ts';
import { chanceOf } from './chance.ts';
import { draftProgram, drawSite, NOW } from './draw-site.ts';
import { brew, calmWeather, editSomething } from './storm.ts';
import { openWorld, type World } from './world.ts';

jest.setTimeout(240_000);

const NEIGHBOUR = 'neighbour';
const PHASES = 5;

const stored = ({ storage, queue }: Installation): string =>
  JSON.stringify([...storage.records.export()].concat([['queue', queue.size]] as never));

interface Phase {
  readonly world: World;
  readonly installation: string;
  readonly seed: number;
  readonly isStormy: boolean;
}

/** Some minutes of one installation's life; gives all that its people were told. */
const live = async ({ world, installation, seed, isStormy }: Phase): Promise<readonly unknown[]> => {
  world.reseed(seed);
  const chance = chanceOf(seededRandom(seed + 17));
  const { stage, host } = world;
  const weather = calmWeather();
  const site = await host.installation(installation);
  if (site === undefined) throw new Error('no installation');
  const own: World = { ...world, jira: site.jira, store: site.jira.site.store, request: world.requestTo(site.jira) };
  const draft = draftProgram(own.store);
  if (isStormy) brew(own, chance, weather);
  const told: unknown[] = [];
  const ask = async (name: string, payload: unknown): Promise<void> => {
    try {
      told.push(await world.invoke('ada', name, payload, installation));
    } catch (error) {
      if (!isStormy) throw error;
    }
  };
  await stage.play(ask('program.save', { draft, baseVersion: 0 }));
  const doings: Promise<unknown>[] = [ask('board.load', { programId: draft.id }), ask('sim.refresh', {})];
  for (let n = 0; n < 8; n += 1) doings.push(editSomething(own, chance, weather));
  await stage.play(Promise.all(doings));
  await stage.play(host.drain({ installation, advance: false }));
  for (const { module } of listBound(host.manifest, 'scheduledTrigger'))
    await stage.play(host.schedule(module.key, installation));
  await stage.play(host.drain({ installation }));
  host.faults.clear();
  site.jira.faults.clear();
  return told;
};

interface Life {
  readonly storage: readonly string[];
  readonly told: readonly unknown[];
}

/** The life of one installation, with or without a stormy one beside it on the same processes, between its own minutes. */
const liveWith = async (seed: number, hasNeighbour: boolean): Promise<Life> => {
  const store = drawSite(chanceOf(seededRandom(seed)));
  const others = new Map([[NEIGHBOUR, drawSite(chanceOf(seededRandom(seed + 1)))]]);
  const world = openWorld({ seed, store, others, consumers: 2 });
  const [storage, told]: [string[], unknown[]] = [[], []];
  for (let phase = 0; phase < PHASES; phase += 1) {
    world.clock.set(NOW + phase * 2 * 3_600_000);
    told.push(...(await live({ world, installation: MAIN, seed: seed * 100 + phase, isStormy: false })));
    storage.push(stored(world.host.main));
    if (!hasNeighbour) continue;
    await live({ world, installation: NEIGHBOUR, seed: seed * 100 + 50 + phase, isStormy: true });
    // It went on while the neighbour stormed: then nothing of this one may have changed.
    expect(stored(world.host.main)).toBe(storage.at(-1));
  }
  return { storage, told };
};

test.each([1, 2])(
  'a storm at the neighbours changes not one byte of an installation, nor a reply: seed %i',
  async (seed) => {
    const alone = await liveWith(seed, false);
    const beside = await liveWith(seed, true);
    expect(alone.told.length).toBeGreaterThan(PHASES * 2);
    expect(alone.storage.at(-1)?.length).toBeGreaterThan(5_000);
    expect(beside).toEqual(alone);
  },
);
