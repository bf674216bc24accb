import { buildSync } from 'esbuild';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frozenClock, type SiteClock } from '../../local/clock.ts';
import { createHost, MAIN, type Host } from '../../local/forge/host.ts';
import { parseManifest } from '../../local/forge/manifest.ts';
import { ConnectionDropped } from '../../local/jira/gateway/faults.ts';
import { createJira, type Jira } from '../../local/jira/jira.ts';
import type { Store } from '../../local/jira/store.ts';
import { seededRandom } from '../../local/random.ts';
import { APP_ACCOUNT_ID } from '../../local/seeds/defaults.ts';
import { NOW } from './draw-site.ts';
import { Stage } from './stage.ts';
import { TurnRunner } from './turn-runner.ts';

const root = path.resolve(import.meta.dirname, '../..');

let bundle: string | undefined;
const handlersFile = (): string => {
  if (bundle === undefined) {
    bundle = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-simulation-')), 'index.js');
    const options = { bundle: true, platform: 'node', target: 'node24', format: 'cjs', logLevel: 'error' } as const;
    buildSync({ entryPoints: [path.join(import.meta.dirname, 'app.ts')], outfile: bundle, ...options });
  }
  return bundle;
};

export interface WorldOptions {
  readonly seed: number;
  readonly store: Store;
  /** Sites of other installations, by name; the others look at the first one's Jira. */
  readonly others?: ReadonlyMap<string, Store>;
  readonly searchLagMs?: number;
  /** Events that may run side by side. */
  readonly consumers?: number;
  readonly now?: number;
}
/** The app on its host and site, all of it played on one stage. */
export interface World {
  readonly stage: Stage;
  readonly clock: SiteClock;
  readonly host: Host;
  readonly jira: Jira;
  readonly store: Store;
  /** How long search does not know of a change. */
  readonly lagMs: number;
  /** Calls a function of the app as somebody, in an installation; the platform's error where there is no reply. */
  readonly invoke: (accountId: string, name: string, payload?: unknown, installation?: string) => Promise<unknown>;
  /** A request of somebody to Jira; gives its status. */
  readonly request: (accountId: string, method: string, route: string, body?: unknown) => Promise<number>;
  /** The same of another site. */
  readonly requestTo: (jira: Jira) => World['request'];
  /** From here on all chance comes from this seed. */
  readonly reseed: (seed: number) => void;
}

export class PlatformFailure extends Error {}

const requestTo: World['requestTo'] = (of) => async (accountId, method, route, body) => {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  try {
    const answer = await of.fetch(new Request(`http://localhost:4180${route}`, init), { accountId });
    return answer.status;
  } catch (error) {
    if (error instanceof ConnectionDropped) return 599;
    throw error;
  }
};

export const openWorld = (options: WorldOptions): World => {
  const { store, others = new Map<string, Store>(), searchLagMs = 0, consumers = 3, now = NOW } = options;
  const clock = frozenClock(now);
  let stream = seededRandom(options.seed);
  const random = (): number => stream();
  const stage = new Stage(clock, random);
  const toJira = (of: Store): Jira =>
    createJira({
      store: of,
      clock,
      random,
      tuning: { searchLagMs },
      sleep: (ms) => stage.act('slow Jira', () => {}, ms),
    });
  const jira = toJira(store);
  const host = createHost({
    manifest: parseManifest(readFileSync(path.join(root, 'manifest.yml'), 'utf8')),
    handlersFile: handlersFile(),
    jira,
    newSite: (name) => {
      const other = others.get(name);
      return other === undefined ? jira : toJira(other);
    },
    clock,
    random,
    appAccountId: APP_ACCOUNT_ID,
    consumers,
    runner: new TurnRunner(stage, handlersFile(), random),
  });
  const invoke: World['invoke'] = async (accountId, functionKey, payload = {}, installation = MAIN) => {
    const outcome = await host.invoke({ installation, moduleKey: 'program-page', functionKey, payload, accountId });
    if ('error' in outcome)
      throw new PlatformFailure(`${outcome.error.code}: ${outcome.error.thrown?.stack ?? outcome.error.message}`);
    return outcome.body;
  };
  const reseed = (seed: number): void => {
    stream = seededRandom(seed);
  };
  return { stage, clock, lagMs: searchLagMs, host, jira, store, invoke, request: requestTo(jira), requestTo, reseed };
};
