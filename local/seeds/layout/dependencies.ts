import type { IssueLinkType } from '../../jira/entities.ts';
import type { Random } from '../../random.ts';
import { seededRandom, seedOf } from '../../random.ts';
import { DAY_MS, HOUR_MS, PERIOD_MS } from './calendar.ts';
import { apportion, between, chance, pick } from './chance.ts';
import type { Draft } from './draft.ts';
import { finalState } from './draft.ts';
import type { Ground } from './ground.ts';

/** How a dependency stands without any agreement, in the words of design.md 6. */
export type Standing =
  'on-track' | 'tight' | 'broken' | 'unplanned' | 'delivered' | 'moot' | 'cancelled' | 'deadlocked';
const SHARES: Readonly<Record<Exclude<Standing, 'deadlocked'>, number>> = {
  'on-track': 36,
  tight: 18,
  broken: 12,
  unplanned: 8,
  delivered: 20,
  moot: 12,
  cancelled: 4,
};

export interface Dependency {
  readonly provider: Draft;
  readonly consumer: Draft;
  readonly standing: Standing;
}

type Group = 'open' | 'unplaced' | 'done' | 'cancelled';
type Pool = Readonly<Record<Group, Draft[]>>;

const groupOf = (draft: Draft): Group => {
  const state = finalState(draft);
  if (state.status.category !== 'done') return draft.span === undefined ? 'unplaced' : 'open';
  return state.resolution === undefined || state.resolution.name === 'Done' ? 'done' : 'cancelled';
};

const poolsOf = (teams: readonly (readonly Draft[])[], from: number, to: number): Pool[] =>
  teams.map((drafts) => {
    const pool: Pool = { open: [], unplaced: [], done: [], cancelled: [] };
    for (const draft of drafts) {
      const group = groupOf(draft);
      if (group === 'unplaced' || (draft.span !== undefined && draft.span.end > from && draft.span.start < to))
        pool[group].push(draft);
    }
    return pool;
  });

const CONSUMERS: Readonly<Record<Exclude<Standing, 'deadlocked'>, Group>> = {
  'on-track': 'open',
  tight: 'open',
  broken: 'open',
  unplanned: 'open',
  delivered: 'open',
  moot: 'done',
  cancelled: 'open',
};
const PROVIDERS: Readonly<Record<Exclude<Standing, 'deadlocked'>, Group>> = {
  'on-track': 'open',
  tight: 'open',
  broken: 'open',
  unplanned: 'unplaced',
  delivered: 'done',
  moot: 'done',
  cancelled: 'cancelled',
};

const fits = (standing: Standing, provider: Draft, consumer: Draft): boolean => {
  const [p, c] = [provider.span, consumer.span];
  if (standing !== 'on-track' && standing !== 'tight' && standing !== 'broken') return true;
  if (p === undefined || c === undefined) return false;
  if (standing === 'on-track') return p.end <= c.start;
  return standing === 'tight' ? p.end > c.start + DAY_MS && p.end <= c.end : p.end > c.end + DAY_MS;
};

/** Chooses pairs of different teams' work and never the same pair, in either direction, twice. */
class Matcher {
  readonly chosen: Dependency[] = [];
  readonly #taken = new Set<Draft>();
  readonly #pairs = new Map<Draft, Set<Draft>>();
  readonly #pools: readonly Pool[];
  readonly #random: Random;

  constructor(pools: readonly Pool[], random: Random) {
    this.#pools = pools;
    this.#random = random;
  }

  /** Mostly neighbours; platform teams (the third of eight) give more than others. */
  #otherTeam(index: number): number {
    const random = this.#random;
    const base = index - (index % 8);
    const near = chance(random, 0.25) ? base + 2 : base + between(random, 0, 7);
    const other = chance(random, 0.85) ? near : between(random, 0, this.#pools.length - 1);
    return other % this.#pools.length;
  }

  #isKnown(a: Draft, b: Draft): boolean {
    return this.#pairs.get(a)?.has(b) === true || this.#pairs.get(b)?.has(a) === true;
  }

  add(dependency: Dependency): void {
    const { provider, consumer } = dependency;
    this.chosen.push(dependency);
    const known = this.#pairs.get(provider) ?? new Set<Draft>();
    this.#pairs.set(provider, known.add(consumer));
  }

  /** One more dependency that stands like that; false where chance found none. */
  find(standing: Exclude<Standing, 'deadlocked'>): boolean {
    for (let tries = 0; tries < 300; tries++) {
      const team = between(this.#random, 0, this.#pools.length - 1);
      const other = this.#otherTeam(team);
      const consumers = this.#pools[team]?.[CONSUMERS[standing]] ?? [];
      const providers = this.#pools[other]?.[PROVIDERS[standing]] ?? [];
      if (team === other || consumers.length === 0 || providers.length === 0) continue;
      const consumer = pick(this.#random, consumers);
      const provider = pick(this.#random, providers);
      if (this.#taken.has(consumer) || this.#taken.has(provider)) continue;
      if (!fits(standing, provider, consumer) || this.#isKnown(provider, consumer)) continue;
      this.add({ provider, consumer, standing });
      return true;
    }
    return false;
  }

  /** Work of two or three teams that waits for one another in a circle. */
  addCycle(first: number, length: number): void {
    const items = Array.from({ length }, (_, i) => this.#pools[(first + i) % this.#pools.length]?.open ?? []).map(
      (open) => open.find((draft) => draft.type !== 'Epic' && !this.#taken.has(draft) && draft.steps.length > 0),
    );
    const ring = items.flatMap((item) => item ?? []);
    if (ring.length !== length) return;
    for (const item of ring) this.#taken.add(item);
    ring.forEach((provider, i) => {
      const consumer = ring[(i + 1) % length];
      if (consumer !== undefined) this.add({ provider, consumer, standing: 'deadlocked' });
    });
  }
}

/** Lays the plan's cross-team dependencies over the teams' base items and epics, so many of each standing. */
export const layDependencies = (ground: Ground, teams: readonly (readonly Draft[])[]): Dependency[] => {
  const { periodStart } = ground.timeline;
  const pools = poolsOf(teams, periodStart - 28 * DAY_MS, periodStart + 2 * PERIOD_MS);
  const matcher = new Matcher(pools, seededRandom(seedOf('dependencies')));
  const total = ground.plan.dependencies;
  for (let i = 0; matcher.chosen.length < total / 20; i++) matcher.addCycle(i * 3, 2 + (i % 2));
  const standings = Object.entries(SHARES);
  const shares = apportion(
    total - matcher.chosen.length,
    standings.map(([, share]) => share),
  );
  standings.forEach(([standing], i) => {
    // The keys of SHARES, which Object.entries widens to strings.
    const wanted = standing as Exclude<Standing, 'deadlocked'>;
    for (let n = shares[i] ?? 0; n > 0; n--)
      if (!matcher.find(wanted) && !matcher.find('delivered')) matcher.find('moot');
  });
  return matcher.chosen;
};

/** Adds the links and tells both ends' histories of them: three of four as Blocks, the rest as Dependency. */
export const linkDependencies = (ground: Ground, dependencies: readonly Dependency[]): void => {
  const { store } = ground;
  const random = seededRandom(seedOf('links'));
  const byName = (name: string): IssueLinkType => {
    for (const type of store.linkTypes.values()) if (type.name === name) return type;
    throw new Error(`no link type ${name}`);
  };
  for (const { provider, consumer } of dependencies) {
    const blocks = chance(random, 0.75);
    const [source, destination] = blocks ? [provider, consumer] : [consumer, provider];
    linkDrafts(ground, byName(blocks ? 'Blocks' : 'Dependency'), source, destination, random);
  }
};

/** One link with its entries in both histories. */
export const linkDrafts = (
  ground: Ground,
  type: IssueLinkType,
  source: Draft,
  destination: Draft,
  random: Random,
): void => {
  const { store, timeline } = ground;
  store.links.put({
    id: String(store.next('link')),
    typeId: type.id,
    sourceId: source.id,
    destinationId: destination.id,
  });
  const latest = Math.max(source.created, destination.created);
  const at = Math.min(latest + between(random, 1, 72) * HOUR_MS, timeline.now - 2 * HOUR_MS);
  const by = source.team?.lead ?? source.reporter;
  source.steps.push({
    at,
    by,
    change: {},
    link: { key: destination.key, text: `This issue ${type.outward} ${destination.key}` },
  });
  destination.steps.push({
    at,
    by,
    change: {},
    link: { key: source.key, text: `This issue ${type.inward} ${source.key}` },
  });
};
