// The app, and beside its own operations what the tests ask of the index and of its freshness.
import { createJob } from '../../../../src/background/job.ts';
import { readShards } from '../../../../src/storage/index-marks.ts';
import { readSyncHead } from '../../../../src/storage/sync-head.ts';
import { readUpkeepState } from '../../../../src/storage/upkeep.ts';
import { sweepMarks } from '../../../../src/background/index-dirty.ts';
import type { WorkItemId } from '../../../../src/core/ids.ts';
import { createResolver } from '../../../../src/resolvers/index.ts';
import { loadSite } from '../../../../src/work-index/site/load-site.ts';
import { openIndex } from '../../../../src/work-index/store/open-index.ts';
import { readEntries } from '../../../../src/work-index/store/read-entries.ts';
import { indexedProjects } from '../../../../src/work-index/backfill/request.ts';
import { markDirty } from '../../../../src/work-index/sync/mark.ts';
import { readMarked } from '../../../../src/work-index/sync/read-marked.ts';
import { forgetSiteMarks, listSiteMarks } from '../../../../src/work-index/sync/site-marks.ts';
import { syncIds } from '../../../../src/work-index/sync/sync-ids.ts';
import { readSyncState } from '../../../../src/work-index/sync/sync-state.ts';

export * from '../../../../src/index.ts';

interface Request {
  readonly call: { readonly functionKey: string; readonly payload: unknown };
}

const readIndex = async (): Promise<unknown> => {
  const view = await openIndex();
  const detail = await view.readDetail({
    projectIds: new Set(await indexedProjects()),
    doneFrom: '1970-01-01',
    withBacklog: true,
  });
  return [...detail.values()]
    .map(({ item }) => ({
      key: item.key,
      summary: item.summary,
      sprints: item.sprintIds,
      links: item.links.length,
      ...(item.parentId === undefined ? {} : { parent: item.parentId }),
    }))
    .sort((a, b) => a.key.localeCompare(b.key));
};

const readSite = async (): Promise<unknown> => {
  const site = await loadSite();
  return { sprints: site?.sprints.map(({ name }) => name), versions: site?.versions.map(({ name }) => name) };
};

const readSummaries = async (ids: readonly WorkItemId[]): Promise<readonly string[]> =>
  [...(await readEntries(await openIndex(), ids)).values()].map(({ item }) => item.summary);

const markAll = async (ids: readonly WorkItemId[]): Promise<void> => {
  for (const id of ids) await markDirty([id], Date.now());
};
const forget = async (): Promise<readonly string[]> => {
  const marks = listSiteMarks(await readShards());
  await forgetSiteMarks(marks);
  return [...marks.keys()];
};

const OWN: Readonly<Record<string, (payload: never) => Promise<unknown>>> = {
  'test.index': readIndex,
  'test.site': readSite,
  'test.entries': readSummaries,
  'test.state': readSyncState,
  'test.sync': (ids: readonly WorkItemId[]) => syncIds(createJob(), ids).then(() => 'done'),
  'test.mark': (ids: readonly WorkItemId[]) => markAll(ids).then(() => 'done'),
  'test.readMarked': ({ points, pointsAnItem }: { readonly points: number; readonly pointsAnItem: number }) =>
    readMarked(createJob({ points }), { most: 1_000, pointsAnItem }),
  'test.mismatches': async () => (await readUpkeepState()).mismatches,
  'test.most': async () => (await readSyncHead()).most ?? 'any',
  'test.sweep': async () => sweepMarks(await readSyncHead(), await readShards()).then(() => 'done'),
  'test.forget': forget,
};

// The resolver's type is Forge's own.
const app = createResolver() as (request: Request, backend: unknown) => Promise<unknown>;

export const resolver = (request: Request, backend: unknown): Promise<unknown> => {
  const own = OWN[request.call.functionKey];
  // Only this folder's tests call it.
  return own === undefined ? app(request, backend) : own(request.call.payload as never);
};
