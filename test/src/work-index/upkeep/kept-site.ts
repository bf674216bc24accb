import { buildSync } from 'esbuild';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frozenClock, type SiteClock } from '../../../../local/clock.ts';
import { createHost, type Host } from '../../../../local/forge/host.ts';
import { parseManifest } from '../../../../local/forge/manifest.ts';
import { createJira, type Jira } from '../../../../local/jira/jira.ts';
import type { Store } from '../../../../local/jira/store.ts';
import { seededRandom } from '../../../../local/random.ts';
import { APP_ACCOUNT_ID } from '../../../../local/seeds/defaults.ts';
import type { UpkeepState } from '../../../../src/storage/upkeep.ts';
import type { Entry } from '../../../../src/work-index/entry/entry.ts';
import type { Look } from '../../../../src/work-index/upkeep/refresh-from-jira.ts';
import { NOW } from '../../small-site.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const HOUR_MS = 3_600_000;

let bundle: string | undefined;
const handlersFile = (): string => {
  if (bundle === undefined) {
    bundle = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-kept-')), 'index.js');
    const options = { bundle: true, platform: 'node', target: 'node24', format: 'cjs', logLevel: 'error' } as const;
    buildSync({ entryPoints: [path.join(import.meta.dirname, 'fixture-app.ts')], outfile: bundle, ...options });
  }
  return bundle;
};

/** A site whose index is complete, and from then on hears of no event. */
export interface KeptSite {
  readonly host: Host;
  readonly jira: Jira;
  readonly store: Store;
  readonly clock: SiteClock;
  /** A request of Ada's to Jira; throws what Jira refuses. */
  readonly write: (method: string, route: string, body?: unknown) => Promise<void>;
  readonly call: (name: string, payload?: unknown) => Promise<unknown>;
  readonly look: () => Promise<Look>;
  readonly state: () => Promise<UpkeepState>;
  readonly index: () => Promise<readonly Entry[]>;
  /** Lets an hour pass, runs the schedule and what it left to queues. */
  readonly hour: () => Promise<void>;
  /** The same, with the reconciliation that comes once a day. */
  readonly day: () => Promise<void>;
  /** What the index has of each item but those of FAR, beside a reading of now. */
  readonly compare: () => Promise<{ readonly index: readonly Entry[]; readonly jira: readonly Entry[] }>;
}

const writerOf =
  (jira: Jira): KeptSite['write'] =>
  async (method, route, body) => {
    const init = { method, headers: { 'Content-Type': 'application/json' } };
    const request = new Request(
      `http://localhost:4180${route}`,
      body === undefined ? init : { ...init, body: JSON.stringify(body) },
    );
    const response = await jira.fetch(request, { accountId: 'ada' });
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
  };

const isNear = ({ key, archived }: { readonly key: string; readonly archived?: boolean }): boolean =>
  archived !== true && !key.startsWith('FAR-');

export const startKept = async (store: Store, searchLagMs = 0): Promise<KeptSite> => {
  const clock = frozenClock(NOW);
  const jira = createJira({ store, clock, random: seededRandom(7), tuning: { searchLagMs } });
  const manifest = parseManifest(readFileSync(path.join(root, 'manifest.yml'), 'utf8'));
  const random = seededRandom(1);
  const appAccountId = APP_ACCOUNT_ID;
  const host = createHost({ manifest, handlersFile: handlersFile(), jira, clock, random, appAccountId, warm: true });
  const call: KeptSite['call'] = async (functionKey, payload = {}) => {
    const outcome = await host.invoke({ moduleKey: 'program-page', functionKey, payload, accountId: 'ada' });
    if ('error' in outcome) throw new Error(`${functionKey}: ${outcome.error.message}`);
    return outcome.body;
  };
  const proposed = (await call('program.propose')) as { value: { proposals: { draft: unknown }[] } };
  await call('program.save', { draft: proposed.value.proposals[0]?.draft, baseVersion: 0 });
  const schedule = async () => {
    const ran = await host.schedule('upkeep-hourly');
    if (ran?.outcome !== 'success') throw new Error(JSON.stringify(ran));
    await host.drain();
  };
  // Replies of the fixture.
  const index = async () => (await call('test.index')) as readonly Entry[];
  const site: KeptSite = {
    host,
    jira,
    store,
    clock,
    write: writerOf(jira),
    call,
    look: async () => (await call('test.look')) as Look,
    state: async () => (await call('test.state')) as UpkeepState,
    index,
    hour: async () => {
      clock.advance(HOUR_MS);
      await schedule();
    },
    day: async () => {
      clock.advance(HOUR_MS);
      await call('test.day');
      await schedule();
    },
    compare: async () => {
      const ids = [...store.issues.values()].filter(isNear).map(({ id }) => id);
      return { index: await index(), jira: (await call('test.fresh', ids)) as readonly Entry[] };
    },
  };
  // The first run of the schedule begins whatever nobody began.
  await schedule();
  await site.day();
  host.faults.deliver({ eventLosses: 1 });
  host.resetMeter();
  return site;
};
