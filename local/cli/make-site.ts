import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SiteClock } from '../clock.ts';
import type { Store } from '../jira/store.ts';
import { defaultNow, importExports } from '../seeds/import/index.ts';
import { seedSite } from '../seeds/seed-site.ts';
import { importReportLines } from './import-report.ts';
import type { StartOptions } from './options.ts';
import { holdFolder } from './state/site-folder.ts';
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
  /** What may surprise the person who started it. */
  readonly notes: readonly string[];
}

/** Files that cannot be read, or hold no work item. */
export class NoImport extends Error {
  override readonly name = 'NoImport';
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const notNothing = (text: string | undefined): text is string => text !== undefined;

const openSeeded = async (
  stateRoot: string,
  { site, fresh, now, port }: StartOptions,
  machineNow: () => number,
): Promise<OpenedSite> => {
  const { folder, unlock, why } = await holdFolder(stateRoot, site, port);
  const state = new SiteState(folder, { fresh });
  const offsetMs = state.clockOffsetMs ?? 0;
  const askedDay = dayOf(now ?? machineNow());
  const day = state.meta?.day ?? askedDay;
  const store = seedSite(site, { today: day });
  state.replayStore(store, day);
  const isElsewhere = now !== undefined && day !== askedDay;
  const kept = isElsewhere ? `It was kept since an earlier start; --fresh lays it out around ${askedDay}.` : undefined;
  return {
    store,
    state,
    unlock,
    clock: new SiteClock(now ?? machineNow() + offsetMs),
    isNew: state.meta === undefined,
    title: `the ${site} site, laid out around ${day}`,
    report: [],
    notes: [why, kept].filter(notNothing),
  };
};

const readImport = (file: string): { name: string; bytes: Buffer } => {
  try {
    return { name: path.basename(file), bytes: readFileSync(file) };
  } catch (error) {
    throw new NoImport(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const openImport = async (
  stateRoot: string,
  { importFiles, fresh, now, port }: StartOptions,
  machineNow: () => number,
): Promise<OpenedSite> => {
  const files = importFiles.map(readImport);
  const names = files.map(({ name }) => name).join(', ');
  const hash = createHash('sha256');
  for (const { bytes } of files) hash.update(bytes);
  const { store, report } = await importExports(files);
  const lines = importReportLines(report);
  if (store.issues.size === 0) throw new NoImport([...lines, '', `There is no work item in ${names}.`].join('\n'));
  const { folder, unlock, why } = await holdFolder(stateRoot, `import-${hash.digest('hex').slice(0, 12)}`, port);
  const state = new SiteState(folder, { fresh });
  const startMs = defaultNow(store);
  state.replayStore(store, undefined);
  const offsetMs = state.clockOffsetMs;
  return {
    store,
    state,
    unlock,
    clock: new SiteClock(now ?? (offsetMs === undefined ? startMs : machineNow() + offsetMs)),
    isNew: state.meta === undefined,
    title: `the import of ${names}`,
    report: lines,
    notes: [why].filter(notNothing),
  };
};

/** Makes the site that the options name, or continues it where state was kept, in folders under `stateRoot`. */
export const openSite = (stateRoot: string, options: StartOptions, machineNow: () => number): Promise<OpenedSite> =>
  options.importFiles.length > 0
    ? openImport(stateRoot, options, machineNow)
    : openSeeded(stateRoot, options, machineNow);
