import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { frozenClock, type SiteClock } from '../../../../local/clock.ts';
import { parseManifest } from '../../../../local/forge/manifest.ts';
import { ForgeStorage, isStorageWrite } from '../../../../local/forge/storage/storage.ts';
import type { Random } from '../../../../local/random.ts';

// The real @forge/kvs over the local storage, in this process: several invocations take turns call by call, and die on demand.

const root = path.resolve(import.meta.dirname, '../../../..');
const manifest = parseManifest(readFileSync(path.join(root, 'manifest.yml'), 'utf8'));
/** Site time between two calls: 4,000 units a minute are enough for writers at this pace. */
const CALL_MS = 50;

interface Actor {
  readonly site: TestSite;
  /** It dies when it has had so many effects. */
  killAfter: number;
  readonly die: () => void;
}
interface Waiting {
  readonly actor: Actor;
  readonly answer: () => void;
}
export interface TestSite {
  readonly storage: ForgeStorage;
  readonly clock: SiteClock;
  readonly units: { read: number; write: number; calls: number };
  readonly waiting: Waiting[];
}

export const newSite = (now: number): TestSite => {
  const clock = frozenClock(now);
  return { storage: new ForgeStorage(manifest, clock), clock, units: { read: 0, write: 0, calls: 0 }, waiting: [] };
};

const current = new AsyncLocalStorage<Actor>();

// An invocation's own clock is the site's.
const ownClock = Date.now;
Date.now = () => current.getStore()?.site.clock.now() ?? ownClock();

const answerOf = (actor: Actor, url: string, body: string): Response | undefined => {
  const { storage, clock, units } = actor.site;
  clock.advance(CALL_MS);
  const { status, body: answered, readUnits, writeUnits } = storage.handle(url, body);
  units.read += readUnits;
  units.write += writeUnits;
  units.calls += 1;
  if (isStorageWrite(url) && status < 400) {
    actor.killAfter -= 1;
    if (actor.killAfter <= 0) {
      actor.die();
      return undefined;
    }
  }
  return new Response(answered === undefined ? null : JSON.stringify(answered), { status });
};

Object.assign(globalThis, {
  __forge_fetch__: (_target: unknown, url: string, { body }: { body: string }): Promise<Response> => {
    const actor = current.getStore();
    if (actor === undefined) throw new Error('Storage was called outside an invocation.');
    return new Promise((resolve) => {
      const answer = (): void => {
        const response = answerOf(actor, url, body);
        if (response !== undefined) resolve(response);
      };
      actor.site.waiting.push({ actor, answer });
    });
  },
});

export type Ended<T> = { readonly kind: 'value'; readonly value: T } | { readonly kind: 'killed' };

const start = <T>(site: TestSite, run: () => Promise<T>, killAfter: number): Promise<Ended<T>> =>
  new Promise((resolve, reject) => {
    const actor: Actor = { site, killAfter, die: () => resolve({ kind: 'killed' }) };
    current.run(actor, run).then((value) => resolve({ kind: 'value', value }), reject);
  });

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface Task<T> {
  readonly run: () => Promise<T>;
  /** Effects after which it is killed; absent: it lives. */
  readonly killAfter?: number;
}

/** Runs tasks at once; which one's call is answered next is drawn. Throws what any of them throws. */
export const runTogether = async <T>(
  site: TestSite,
  tasks: readonly Task<T>[],
  random: Random,
): Promise<readonly Ended<T>[]> => {
  const ends: boolean[] = [];
  const all = Promise.all(tasks.map(({ run, killAfter }) => start(site, run, killAfter ?? Infinity))).finally(() => {
    ends.push(true);
  });
  // It is awaited below; until then its failure is not unhandled.
  all.catch(() => {});
  await settled();
  while (ends.length === 0) {
    const at = Math.floor(random() * site.waiting.length);
    for (const { answer } of site.waiting.splice(at, 1)) answer();
    await settled();
  }
  site.waiting.length = 0;
  return all;
};

/** Runs one task alone; it must live. */
export const runAlone = async <T>(site: TestSite, run: () => Promise<T>): Promise<T> => {
  const [ended] = await runTogether(site, [{ run }], () => 0);
  if (ended?.kind !== 'value') throw new Error('The task was killed.');
  return ended.value;
};
