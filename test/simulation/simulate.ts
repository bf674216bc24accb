import { seededRandom } from '../../local/random.ts';
import { listBound } from '../../local/forge/manifest.ts';
import type { ProgramDraft } from '../../src/core/program/program.ts';
import { chanceOf, type Chance } from './chance.ts';
import { DAY_MS, draftProgram, drawSite, PEOPLE } from './draw-site.ts';
import { Page } from './page.ts';
import { Past } from './past.ts';
import { askAs, brew, calmWeather, editSomething, somebody, type Weather } from './storm.ts';
import { openWorld, type World } from './world.ts';

const ROUNDS = 6;

export interface Played {
  readonly world: World;
  readonly draft: ProgramDraft;
  readonly weather: Weather;
  readonly past: Past;
  /** One of each person's. */
  readonly pages: readonly Page[];
}

const schedules = ({ host }: World): readonly string[] =>
  listBound(host.manifest, 'scheduledTrigger').map(({ module }) => module.key);

/** What somebody at a page asks for. */
const look = async ({ world, pages, weather }: Played, chance: Chance): Promise<void> => {
  weather.loads += 1;
  const page = chance.one(pages);
  if (chance.isLucky(0.4)) return page.load();
  if (chance.isLucky(0.7)) return page.refresh();
  const issue = chance.pick([...world.store.issues.values()]);
  const item = { itemId: issue?.id ?? '1', projectId: issue?.projectId ?? '1' };
  await askAs(world, 'item.load', item, somebody(chance));
};

const interfere = async (world: World, chance: Chance, draft: ProgramDraft): Promise<void> => {
  const projects = chance.one([draft.teams.flatMap(({ projectIds }) => projectIds).slice(0, 1 + chance.upTo(2))]);
  await askAs(
    world,
    chance.one(['sim.refresh', 'sim.refresh', 'sim.cancel', 'sim.resume', 'sim.rebuild', 'sim.rebuild', 'sim.fold']),
    projects,
    'ada',
  );
};

const playRound = async (played: Played, chance: Chance): Promise<void> => {
  const { world, draft, weather, past } = played;
  const { stage, host } = world;
  brew(world, chance, weather);
  const doings: Promise<unknown>[] = [];
  for (let n = 2 + chance.upTo(10); n > 0; n -= 1) doings.push(editSomething(world, chance, weather, past));
  for (let n = 1 + chance.upTo(4); n > 0; n -= 1)
    doings.push(stage.act('look', () => look(played, chance), chance.upTo(15_000)));
  if (chance.isLucky(0.4))
    doings.push(stage.act('interfere', () => interfere(world, chance, draft), chance.upTo(15_000)));
  const key = chance.pick(schedules(world));
  if (key !== undefined && chance.isLucky(0.4)) {
    weather.schedules += 1;
    doings.push(stage.act('schedule', () => host.schedule(key), chance.upTo(15_000)));
  }
  const drain = async (): Promise<void> => {
    for (let n = 1 + chance.upTo(4); n > 0; n -= 1) {
      await host.drain({ advance: false, installation: 'main' });
      await stage.act('time', () => {}, chance.upTo(12_000));
    }
  };
  doings.push(drain());
  await stage.play(Promise.all(doings));
  world.clock.advance(chance.one([0, 1_000, 60_000, 600_000, 2 * 3_600_000]));
};

/** Plays a site's life from one seed, up to the end of the storm. */
export const playStorm = async (seed: number): Promise<Played> => {
  const chance = chanceOf(seededRandom(seed * 7919 + 1));
  const store = drawSite(chance);
  const world = openWorld({ seed, store, consumers: 1 + chance.upTo(3), searchLagMs: chance.one([0, 0, 4_000]) });
  const draft = draftProgram(store);
  const weather = calmWeather();
  const past = new Past(store);
  past.note(0);
  const pages = PEOPLE.map((who) => new Page(world, past, who, draft.id));
  const played = { world, draft, weather, past, pages };
  for (let n = seed % 31; n > 0; n -= 1) world.host.main.random();
  const { stage } = world;
  const saved = await stage.play(world.invoke('ada', 'program.save', { draft, baseVersion: 0 }));
  if (typeof saved !== 'object' || saved === null || !('ok' in saved) || saved.ok !== true)
    throw new Error(JSON.stringify(saved));
  if (chance.isLucky(0.5)) await stage.play(world.host.drain({ installation: 'main' }));
  for (let round = 0; round < ROUNDS; round += 1) await playRound(played, chance);
  return played;
};

/** The storm is over: what waits is run, somebody looks, and the schedules reconcile once. */
export const calmDown = async ({ world, draft, pages }: Played): Promise<void> => {
  const { stage, host, clock, jira } = world;
  host.faults.clear();
  jira.faults.clear();
  const projects = draft.teams.flatMap(({ projectIds }) => projectIds);
  await stage.play(world.invoke('ada', 'sim.resume', projects));
  await stage.play(host.drain({ installation: 'main' }));
  // A quota of Jira's that was used up is whole again. A loss is listed where counts differ twice in a row.
  for (const pause of [DAY_MS + 3_600_000, 3_600_000]) {
    clock.advance(pause);
    for (const page of pages) await stage.play(page.load().then(() => page.refresh()));
    await stage.play(host.drain({ installation: 'main' }));
  }
};
