import { buildSync } from 'esbuild';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frozenClock, type SiteClock } from '../../../../local/clock.ts';
import { createHost, type Host } from '../../../../local/forge/host.ts';
import { parseManifest } from '../../../../local/forge/manifest.ts';
import { PointsPool } from '../../../../local/jira/gateway/limits.ts';
import { createJira, type Jira } from '../../../../local/jira/jira.ts';
import type { Store } from '../../../../local/jira/store.ts';
import { seededRandom } from '../../../../local/random.ts';
import { APP_ACCOUNT_ID } from '../../../../local/seeds/defaults.ts';
import type { ProgramDraft } from '../../../../src/core/program/program.ts';
import type { SyncState } from '../../../../src/work-index/sync/sync-state.ts';
import { NOW } from '../../small-site.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

let bundle: string | undefined;
const handlersFile = (): string => {
  if (bundle === undefined) {
    bundle = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-fresh-')), 'index.js');
    const options = { bundle: true, platform: 'node', target: 'node24', format: 'cjs', logLevel: 'error' } as const;
    buildSync({ entryPoints: [path.join(import.meta.dirname, 'fixture-app.ts')], outfile: bundle, ...options });
  }
  return bundle;
};

/** An item as the index has it. */
export interface Indexed {
  readonly key: string;
  readonly summary: string;
  readonly sprints: readonly string[];
  readonly links: number;
  readonly parent?: string;
}

export interface FreshSite {
  readonly host: Host;
  readonly jira: Jira;
  readonly store: Store;
  readonly clock: SiteClock;
  /** The app's hourly points. */
  readonly pool: PointsPool;
  /** A request of Ada's to Jira; gives the answer's body, throws what Jira refuses. */
  readonly write: (method: string, route: string, body?: unknown) => Promise<unknown>;
  readonly call: (name: string, payload?: unknown) => Promise<unknown>;
  readonly index: () => Promise<readonly Indexed[]>;
  readonly state: () => Promise<SyncState>;
}

const callerOf =
  (host: Host): FreshSite['call'] =>
  async (functionKey, payload = {}) => {
    const outcome = await host.invoke({ moduleKey: 'program-page', functionKey, payload, accountId: 'ada' });
    if ('error' in outcome)
      throw new Error(`${functionKey}: ${outcome.error.message} ${outcome.error.thrown?.stack ?? ''}`);
    return outcome.body;
  };

const writerOf =
  (jira: Jira): FreshSite['write'] =>
  async (method, route, body) => {
    const init = { method, headers: { 'Content-Type': 'application/json' } };
    const request = new Request(
      `http://localhost:4180${route}`,
      body === undefined ? init : { ...init, body: JSON.stringify(body) },
    );
    const response = await jira.fetch(request, { accountId: 'ada' });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };

/** The app on a site of its own with a program that Ada saved, all items but those of FAR in the index, and nothing left to be done. `adapt` changes what is saved; `consumers`: how many events run at once. */
export const startFresh = async (
  store: Store,
  consumers = 1,
  adapt: (draft: ProgramDraft) => ProgramDraft = (draft) => draft,
): Promise<FreshSite> => {
  const clock = frozenClock(NOW);
  const pool = new PointsPool();
  const jira = createJira({ store, clock, random: seededRandom(7), pool });
  const host = createHost({
    manifest: parseManifest(readFileSync(path.join(root, 'manifest.yml'), 'utf8')),
    handlersFile: handlersFile(),
    jira,
    clock,
    random: seededRandom(1),
    appAccountId: APP_ACCOUNT_ID,
    warm: true,
    consumers,
  });
  const call = callerOf(host);
  const proposed = (await call('program.propose')) as { value: { proposals: { draft: ProgramDraft }[] } };
  const draft = proposed.value.proposals[0]?.draft;
  if (draft === undefined) throw new Error('nothing was proposed');
  const saved = (await call('program.save', { draft: adapt(draft), baseVersion: 0 })) as { ok: boolean };
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  await call(
    'test.sync',
    [...store.issues.values()].filter(({ key }) => !key.startsWith('FAR-')).map(({ id }) => id),
  );
  await host.drain();
  host.resetMeter();
  // Replies of the fixture.
  const index = async () => (await call('test.index')) as readonly Indexed[];
  const state = async () => (await call('test.state')) as SyncState;
  return { host, jira, store, clock, pool, write: writerOf(jira), call, index, state };
};

/** Runs what is due by now, then lets time pass; again, until so much has passed. */
export const live = async ({ host, clock }: FreshSite, ms: number, stepMs = 500): Promise<void> => {
  for (let passed = 0; passed < ms; passed += stepMs) {
    await host.drain({ advance: false });
    clock.advance(Math.min(stepMs, ms - passed));
  }
  await host.drain({ advance: false });
};
