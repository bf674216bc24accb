import { buildSync } from 'esbuild';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frozenClock, type SiteClock } from '../../local/clock.ts';
import { createHost, type Host } from '../../local/forge/host.ts';
import { parseManifest } from '../../local/forge/manifest.ts';
import { createJira, type Jira } from '../../local/jira/jira.ts';
import type { Store } from '../../local/jira/store.ts';
import type { HostOptions } from '../../local/forge/types.ts';
import { seededRandom } from '../../local/random.ts';
import { APP_ACCOUNT_ID } from '../../local/seeds/defaults.ts';
import type { OperationName, Payload, Value } from '../../src/operations/operations.ts';
import type { Reply } from '../../src/operations/reply.ts';

const root = path.resolve(import.meta.dirname, '../..');

let bundle: string | undefined;
const handlersFile = (): string => {
  if (bundle === undefined) {
    bundle = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-app-')), 'index.js');
    const options = { bundle: true, platform: 'node', target: 'node24', format: 'cjs', logLevel: 'error' } as const;
    buildSync({ entryPoints: [path.join(root, 'test/src/app-handlers.ts')], outfile: bundle, ...options });
  }
  return bundle;
};

export interface AppHost {
  readonly host: Host;
  readonly jira: Jira;
  /** Calls an operation as someone, through the real Forge packages and the local site. */
  readonly ask: <Name extends OperationName>(
    accountId: string,
    name: Name,
    payload: Payload<Name>,
  ) => Promise<Reply<Value<Name>>>;
  /** As `ask`, with any payload. */
  readonly askRaw: (accountId: string, name: string, payload: unknown) => Promise<unknown>;
  /** Brings the index to what Jira holds now, for the programs that are saved. */
  readonly fill: () => Promise<void>;
}

const hostOptions = (clock: SiteClock): Omit<HostOptions, 'jira'> => ({
  manifest: parseManifest(readFileSync(path.join(root, 'manifest.yml'), 'utf8')),
  handlersFile: handlersFile(),
  clock,
  random: seededRandom(1),
  appAccountId: APP_ACCOUNT_ID,
});

const askerOf =
  (host: Host, installation?: string): AppHost['askRaw'] =>
  async (accountId, functionKey, payload) => {
    const named = installation === undefined ? {} : { installation };
    const outcome = await host.invoke({ moduleKey: 'program-page', functionKey, payload, accountId, ...named });
    if ('error' in outcome) throw new Error(`${functionKey}: ${outcome.error.message}`);
    return outcome.body;
  };

const toApp = (host: Host, jira: Jira, askRaw: AppHost['askRaw']): AppHost =>
  // The app's own types say what its operations answer; a test's expectations check it.
  ({
    host,
    jira,
    askRaw,
    ask: askRaw as AppHost['ask'],
    fill: async () => {
      if ((await askRaw('nobody', 'test.fill', {})) !== true) throw new Error('the index was not filled');
    },
  });

/** The app itself, bundled, on a site that stands still at `now` unless it gets another clock. */
export const startApp = (store: Store, now: number, clock: SiteClock = frozenClock(now)): AppHost => {
  const jira = createJira({ store, clock, random: seededRandom(7), tuning: { searchLagMs: 0 } });
  const host = createHost({ ...hostOptions(clock), jira });
  return toApp(host, jira, askerOf(host));
};

/** A scripted delay outlasts every invocation. */
const NEVER = new Promise<never>(() => {});

/**
 * One app for many small sites: each is an installation of its own, and one warm process serves them all, as on the
 * platform. Limits are off: the clock stands still.
 */
export const startManySites = (first: Store, now: number, options: Pick<HostOptions, 'timeoutScale'> = {}) => {
  const clock = frozenClock(now);
  const tuning = { searchLagMs: 0, enforceLimits: false };
  const toJira = (store: Store): Jira =>
    createJira({ store, clock, random: seededRandom(7), tuning, sleep: () => NEVER });
  const added = new Map<string, Jira>();
  const newSite = (name: string): Jira => {
    const jira = added.get(name);
    if (jira === undefined) throw new Error(`no site ${name}`);
    return jira;
  };
  const host = createHost({ ...hostOptions(clock), jira: toJira(first), newSite, warm: true, ...options });
  const add = (store: Store): AppHost => {
    const name = `site-${added.size}`;
    const jira = toJira(store);
    added.set(name, jira);
    return toApp(host, jira, askerOf(host, name));
  };
  return { host, add, clock };
};

/** The value of a reply; throws its error. */
export const valueOf = <T>(reply: Reply<T>): T => {
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.value;
};
