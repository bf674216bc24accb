import { buildSync } from 'esbuild';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frozenClock, type SiteClock } from '../../local/clock.ts';
import { createHost, type Host } from '../../local/forge/host.ts';
import { parseManifest } from '../../local/forge/manifest.ts';
import { createJira, type Jira } from '../../local/jira/jira.ts';
import type { Store } from '../../local/jira/store.ts';
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
    buildSync({ entryPoints: [path.join(root, 'src/index.ts')], outfile: bundle, ...options });
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
}

/** The app itself, bundled, on a site that stands still at `now` unless it gets another clock. */
export const startApp = (store: Store, now: number, clock: SiteClock = frozenClock(now)): AppHost => {
  const jira = createJira({ store, clock, random: seededRandom(7), tuning: { searchLagMs: 0 } });
  const host = createHost({
    manifest: parseManifest(readFileSync(path.join(root, 'manifest.yml'), 'utf8')),
    handlersFile: handlersFile(),
    jira,
    clock,
    random: seededRandom(1),
    appAccountId: APP_ACCOUNT_ID,
  });
  const askRaw = async (accountId: string, functionKey: string, payload: unknown): Promise<unknown> => {
    const outcome = await host.invoke({ moduleKey: 'program-page', functionKey, payload, accountId });
    if ('error' in outcome) throw new Error(`${functionKey}: ${outcome.error.message}`);
    return outcome.body;
  };
  // The app's own types say what its operations answer; a test's expectations check it.
  const ask = askRaw as AppHost['ask'];
  return { host, jira, ask, askRaw };
};

/** The value of a reply; throws its error. */
export const valueOf = <T>(reply: Reply<T>): T => {
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.value;
};
