import { readFileSync } from 'node:fs';
import path from 'node:path';
import { frozenClock, type SiteClock } from '../../local/clock.ts';
import { setUpFirstBoard } from '../../local/cli/first-board.ts';
import { isAdmin } from '../../local/jira/permissions.ts';
import { seedSite } from '../../local/seeds/seed-site.ts';
import { createHost, type Host } from '../../local/forge/host.ts';
import { parseManifest } from '../../local/forge/manifest.ts';
import { uiRoutes } from '../../local/forge/ui-routes.ts';
import { listen } from '../../local/forge/http/server.ts';
import { toUiHost } from '../../local/forge/http/ui-host.ts';
import { createJira, type Jira } from '../../local/jira/jira.ts';
import type { Store } from '../../local/jira/store.ts';
import { seededRandom } from '../../local/random.ts';
import { APP_ACCOUNT_ID } from '../../local/seeds/defaults.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface TestSite {
  /** `http://localhost:PORT`. */
  readonly url: string;
  readonly jira: Jira;
  readonly host: Host;
  readonly clock: SiteClock;
  readonly close: () => Promise<void>;
}
export interface TestSiteOptions {
  readonly store: Store;
  /** The site's time, epoch ms. */
  readonly now: number;
  /** The folder of `manifest.yml`; default: the repository. */
  readonly appRoot?: string;
  /** The bundled handlers; default: the built ones. */
  readonly handlersFile?: string;
}

/** The Small site on a fixed day, with the first board set up as `npm start` does it. */
export const startSeededSite = async (): Promise<TestSite> => {
  const store = seedSite('small', { today: '2026-11-22' });
  const site = await startSite({ store, now: Date.UTC(2026, 10, 22, 9) });
  const admin = [...store.users.values()].find(({ id }) => isAdmin(store, id));
  if (admin === undefined) throw new Error('The Small site has an administrator.');
  await setUpFirstBoard(site.host, admin.id);
  // The index is filled in the background.
  await site.host.drain();
  return site;
};
/** The account id of a person of the site, by name. */
export const personNamed = ({ jira }: TestSite, name: string): string => {
  const found = [...jira.site.store.users.values()].find(({ displayName }) => displayName === name);
  if (found === undefined) throw new Error(`Nobody on this site is called ${name}.`);
  return found.id;
};

/** A site in this process on a free port: the local Jira, the Forge host and the pages, as `npm start` serves them. */
export const startSite = async (options: TestSiteOptions): Promise<TestSite> => {
  const { store, now, appRoot = ROOT, handlersFile = path.join(ROOT, 'dist/handlers/index.js') } = options;
  const clock = frozenClock(now);
  const jira = createJira({ store, clock, random: seededRandom(7) });
  const host = createHost({
    manifest: parseManifest(readFileSync(path.join(appRoot, 'manifest.yml'), 'utf8')),
    handlersFile,
    jira,
    clock,
    random: seededRandom(1),
    appAccountId: APP_ACCOUNT_ID,
  });
  const manifestFile = path.join(appRoot, 'manifest.yml');
  const pages = uiRoutes(toUiHost(host, { appRoot, manifestFile, appName: 'Interlock' }));
  const server = await listen({ host, port: 0, pages });
  const close = async () => {
    await host.close();
    await server.close();
  };
  const url = `http://localhost:${server.port}`;
  store.settings = { ...store.settings, baseUrl: url };
  return { url, jira, host, clock, close };
};
