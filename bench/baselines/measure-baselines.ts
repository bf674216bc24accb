import { buildSync } from 'esbuild';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Host } from '../../local/forge/host.ts';
import type { Board } from '../../src/core/board/board.ts';
import type { WorkItemId } from '../../src/core/ids.ts';
import { askHost, createBenchHost, readManifest, type BenchApp } from '../bench-app.ts';
import { costOf, type Cost } from '../cost.ts';
import type { Ask, PageBoard } from './app.ts';
import { runInPage } from './page-thread.ts';

/** A baseline's board of one period, and what it cost until it was there. */
export interface Baseline {
  readonly name: 'tutorial' | 'best live' | 'browser live';
  readonly board: Board;
  readonly cost: Cost;
}

export interface Baselines {
  readonly baselines: readonly Baseline[];
  /** All that belongs on the board, whether or not a reply holds it. */
  readonly allIds: ReadonlySet<WorkItemId>;
}

/** What a function may hold and how long it may run does not end a baseline: the table says that it would not have ended. */
const MEMORY_MB = 8_192;
const TIMEOUT_SCALE = 40;

/** The live ways as an app's handlers. */
export const buildBaselines = (): string => {
  const outfile = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-baselines-')), 'index.js');
  const entryPoints = [path.join(import.meta.dirname, 'app.ts')];
  buildSync({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'error',
  });
  return outfile;
};

/** A host for the live ways on the same site: without triggers, and with the programs that the app has. */
export const openBaselineHost = (
  { host: { main }, jira, clock }: BenchApp,
  bundle: string,
  { memoryMb, timeoutScale }: { readonly memoryMb?: number; readonly timeoutScale?: number } = {},
): Host => {
  const manifest = readManifest();
  const modules = manifest.modules.filter(({ type }) => type === 'jira:globalPage');
  const host = createBenchHost(jira, clock, {
    handlersFile: bundle,
    manifest: { ...manifest, modules, memoryMb: memoryMb ?? manifest.memoryMb },
    timeoutScale: timeoutScale ?? 1,
  });
  for (const [space, record] of main.storage.records.export()) {
    if (record.key.startsWith('program')) host.main.storage.records.restore(space, record.key, record);
  }
  return host;
};

/** Reads one period's board live in three ways, in the real host and as a page, as the same person from the same site. */
export const measureBaselines = async (app: BenchApp, ask: Ask): Promise<Baselines> => {
  const { clock, viewer: accountId } = app;
  const bundle = buildBaselines();
  const host = openBaselineHost(app, bundle, { memoryMb: MEMORY_MB, timeoutScale: TIMEOUT_SCALE });
  const inResolver = async (name: Baseline['name'], functionKey: string): Promise<Baseline> => {
    const { value, meter } = await askHost<Board>(host, accountId, functionKey, ask);
    const cost = costOf(meter);
    return { name, board: value, cost: { ...cost, gbSeconds: cost.gbSeconds * (readManifest().memoryMb / MEMORY_MB) } };
  };
  try {
    const tutorial = await inResolver('tutorial', 'tutorial');
    const bestLive = await inResolver('best live', 'bestLive');
    const { value, cost } = await runInPage({ host, clock, accountId, bundle }, 'browserLive', [ask]);
    // The bundle's own answer.
    const { board, allIds } = value as PageBoard;
    return { allIds: new Set(allIds), baselines: [tutorial, bestLive, { name: 'browser live', board, cost }] };
  } finally {
    await host.close();
  }
};
