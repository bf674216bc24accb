import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SiteClock } from '../clock.ts';
import type { Store } from '../jira/store.ts';
import { defaultNow, importExports } from '../seeds/import/index.ts';
import { seedSite } from '../seeds/seed-site.ts';
import { importReportLines } from './import-report.ts';
import type { StartOptions } from './options.ts';
import { lockSite } from './state/site-lock.ts';
import { SiteState } from './state/site-state.ts';

export interface OpenedSite {
  readonly store: Store;
  readonly state: SiteState;
  /** Lets the site's folder go. */
  readonly unlock: () => void;
  readonly clock: SiteClock;
  /** Whether it was made now, not continued. */
  readonly isNew: boolean;
  readonly title: string;
  /** What an import placed and what it could not, line by line; empty for a seeded site. */
  readonly report: readonly string[];
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const openSeeded = async (
  root: string,
  { site, fresh, now }: StartOptions,
  machineNow: () => number,
): Promise<OpenedSite> => {
  const folder = path.join(root, '.interlock', site);
  const unlock = await lockSite(folder);
  const state = new SiteState(folder, { fresh });
  const offsetMs = state.clockOffsetMs ?? 0;
  const day = state.meta?.day ?? dayOf(now ?? machineNow());
  const store = seedSite(site, { today: day });
  state.replayStore(store, day);
  return {
    store,
    state,
    unlock,
    clock: new SiteClock(now ?? machineNow() + offsetMs),
    isNew: state.meta === undefined,
    title: `the ${site} site, laid out around ${day}`,
    report: [],
  };
};

const openImport = async (
  root: string,
  { importFiles, fresh, now }: StartOptions,
  machineNow: () => number,
): Promise<OpenedSite> => {
  const files = importFiles.map((file) => ({ name: path.basename(file), bytes: readFileSync(file) }));
  const hash = createHash('sha256');
  for (const { bytes } of files) hash.update(bytes);
  const folder = path.join(root, '.interlock', `import-${hash.digest('hex').slice(0, 12)}`);
  const unlock = await lockSite(folder);
  const state = new SiteState(folder, { fresh });
  const { store, report } = await importExports(files);
  const startMs = defaultNow(store);
  state.replayStore(store, undefined);
  const offsetMs = state.clockOffsetMs;
  return {
    store,
    state,
    unlock,
    clock: new SiteClock(now ?? (offsetMs === undefined ? startMs : machineNow() + offsetMs)),
    isNew: state.meta === undefined,
    title: `the import of ${files.map(({ name }) => name).join(', ')}`,
    report: importReportLines(report),
  };
};

/** Makes the site that the options name, or continues it where state was kept. */
export const openSite = (root: string, options: StartOptions, machineNow: () => number): Promise<OpenedSite> =>
  options.importFiles.length > 0 ? openImport(root, options, machineNow) : openSeeded(root, options, machineNow);
