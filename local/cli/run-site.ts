import { readFileSync } from 'node:fs';
import path from 'node:path';
import { scriptFaults } from '../forge/http/faults-body.ts';
import { listen, type ListeningServer } from '../forge/http/server.ts';
import { toUiHost } from '../forge/http/ui-host.ts';
import { createHost, type Host } from '../forge/host.ts';
import { parseManifest } from '../forge/manifest.ts';
import { uiRoutes } from '../forge/ui-routes.ts';
import { PointsPool, TENANT_POOL_POINTS_MAX } from '../jira/gateway/limits.ts';
import { createJira } from '../jira/jira.ts';
import { isAdmin } from '../jira/permissions.ts';
import { seededRandom, seedOf } from '../random.ts';
import { APP_ACCOUNT_ID } from '../seeds/defaults.ts';
import { seedSite } from '../seeds/seed-site.ts';
import { FAULT_SCENARIOS } from './fault-scenarios.ts';
import { setUpFirstBoard } from './first-board.ts';
import { freePort } from './free-port.ts';
import { openSite, type OpenedSite } from './make-site.ts';
import type { StartOptions } from './options.ts';

export interface RunningSite {
  readonly host: Host;
  readonly site: OpenedSite;
  readonly address: string;
  /** A line on each program that is there. */
  readonly boards: readonly string[];
  /** Stops listening, ends running functions, writes what is to be kept. */
  close(): Promise<void>;
}
export interface RunOptions {
  /** The folder of manifest.yml and `dist`. */
  readonly root: string;
  /** The folder under which sites are kept. */
  readonly stateRoot: string;
  readonly options: StartOptions;
  readonly say: (line: string) => void;
  /** The machine's time, epoch ms. */
  readonly machineNow: () => number;
}

const SEARCH_LAG_MS = 0;
const CONSUMERS = 4;
/** A page asks for several things at once. */
const SPARE_THREADS = 3;
/** A site to click through has Tier 2's quota: one person's looks are not meant to use up all customers' hour. */
const newPool = () => new PointsPool(TENANT_POOL_POINTS_MAX, 'jira-quota-tenant-based');

const buildHost = ({ root, options }: RunOptions, { store, clock }: OpenedSite): Host => {
  // Another stream at each start: ids that were drawn before the last stop must not come again.
  const random = seededRandom(seedOf(`host/${clock.now()}`));
  const newJira = (data: typeof store) =>
    createJira({ store: data, clock, random, pool: newPool(), tuning: { searchLagMs: SEARCH_LAG_MS } });
  return createHost({
    manifest: parseManifest(readFileSync(path.join(root, 'manifest.yml'), 'utf8')),
    handlersFile: path.join(root, 'dist/handlers/index.js'),
    jira: newJira(store),
    // Another installation is another, small site; it is not kept over a restart.
    newSite: () => newJira(seedSite('small', { today: new Date(clock.now()).toISOString().slice(0, 10) })),
    clock,
    random,
    appAccountId: APP_ACCOUNT_ID,
    baseUrl: `http://localhost:${options.port}`,
    background: true,
    consumers: CONSUMERS,
    spares: SPARE_THREADS,
  });
};

const findAdmin = ({ store }: OpenedSite): string | undefined => {
  const people = [...store.users.values()].filter(({ active, accountType }) => active && accountType === 'atlassian');
  return people.find(({ id }) => isAdmin(store, id))?.id;
};

/** Runs before anybody looks: without limits, so that a large site has its points still when somebody does. */
const setUp = async (host: Host, admin: string | undefined): Promise<readonly string[]> => {
  if (admin === undefined) return ['Nobody on this site is an administrator: no program was set up.'];
  const { tuning } = host.main.jira.site;
  const { enforceLimits } = tuning;
  tuning.enforceLimits = false;
  try {
    return await setUpFirstBoard(host, admin);
  } catch (error) {
    return [`No program was set up: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    tuning.enforceLimits = enforceLimits;
  }
};

/** Opens the site, listens, installs the app and sets up the first board. Rejects where the port is taken. */
export const runSite = async (run: RunOptions): Promise<RunningSite> => {
  const { options, root, stateRoot, say, machineNow } = run;
  // Before a large site is laid out for nothing.
  await freePort(options.port);
  const site = await openSite(stateRoot, options, machineNow);
  const host = buildHost(run, site);
  const { state, clock, store } = site;
  store.settings = { ...store.settings, baseUrl: host.baseUrl };
  state.replayInstallation(host.main);
  state.keep(store, host.main);
  const keepClock = () => state.keepClock(clock.now() - machineNow());
  keepClock();
  const pages = uiRoutes(
    toUiHost(host, { appRoot: root, manifestFile: path.join(root, 'manifest.yml'), appName: 'Interlock' }),
  );
  let server: ListeningServer;
  try {
    server = await listen({ host, port: options.port, pages, onClock: keepClock });
  } catch (error) {
    await host.close();
    state.close();
    site.unlock();
    throw error;
  }
  const admin = findAdmin(site);
  if (site.isNew) host.install(admin);
  say('Setting up the first board ...');
  const boards = await setUp(host, admin);
  // After the board is there: a newcomer's first look is not meant to fail.
  const scenario = options.faults === undefined ? undefined : FAULT_SCENARIOS[options.faults];
  if (scenario !== undefined) scriptFaults(host, scenario.faults);
  const close = async (): Promise<void> => {
    await server.close();
    await host.close();
    keepClock();
    state.close();
    site.unlock();
  };
  return { host, site, address: `http://localhost:${server.port}`, boards, close };
};
