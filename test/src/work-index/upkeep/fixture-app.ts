// The app, and beside its own operations what the tests ask of its upkeep.
import { createJob } from '../../../../src/background/job.ts';
import { createResolver } from '../../../../src/resolvers/index.ts';
import { findProgram, listProgramRecords } from '../../../../src/storage/programs.ts';
import { readAccessFacts } from '../../../../src/storage/access.ts';
import { readUpkeepState, updateUpkeep } from '../../../../src/storage/upkeep.ts';
import { updateHour } from '../../../../src/storage/quota.ts';
import { openReading } from '../../../../src/work-index/reading/reading.ts';
import { readBatch } from '../../../../src/work-index/reading/read-batch.ts';
import { loadSite } from '../../../../src/work-index/site/load-site.ts';
import { openIndex } from '../../../../src/work-index/store/open-index.ts';
import { indexedProjects } from '../../../../src/work-index/backfill/request.ts';
import { keepAccessFresh } from '../../../../src/work-index/upkeep/refresh-access.ts';
import { refreshFromJira } from '../../../../src/work-index/upkeep/refresh-from-jira.ts';
import type { Entry } from '../../../../src/work-index/entry/entry.ts';

export * from '../../../../src/index.ts';

interface Request {
  readonly call: { readonly functionKey: string; readonly payload: unknown };
}

const byId = (a: Entry, b: Entry): number => Number(a.item.id) - Number(b.item.id);

/** Everything that the index has of the programs' projects. */
const readIndex = async (): Promise<readonly Entry[]> => {
  const projectIds = new Set(await indexedProjects());
  const detail = await (await openIndex()).readDetail({ projectIds, doneFrom: '1970-01-01', withBacklog: true });
  return [...detail.values()].sort(byId);
};

/** The same items, read from Jira now. */
const readFresh = async (ids: readonly string[]): Promise<readonly Entry[]> => {
  const [site, records] = await Promise.all([loadSite(), listProgramRecords()]);
  if (site === undefined) throw new Error('no site');
  const programs = await Promise.all(records.map(({ id }) => findProgram(id)));
  const { app } = createJob();
  const reading = openReading(
    app,
    site,
    programs.flatMap((program) => program ?? []),
  );
  return [...(await readBatch(reading, ids, { withHistory: true })).entries].sort(byId);
};

const keepAccess = async (projectIds: readonly string[]): Promise<unknown> => {
  await keepAccessFresh(createJob(), projectIds);
  const facts = await readAccessFacts();
  return Object.fromEntries([...facts].map(([id, { kind, appSees }]) => [id, [kind, [...(appSees ?? [])].sort()]]));
};

const OWN: Readonly<Record<string, (payload: never) => Promise<unknown>>> = {
  'test.index': readIndex,
  'test.fresh': readFresh,
  'test.look': () => refreshFromJira(createJob(), Date.now()),
  'test.state': readUpkeepState,
  'test.access': keepAccess,
  // As if background work had so many points left in this hour, of which Jira told nothing yet.
  'test.grant': (points: number) =>
    updateHour(() => ({ resetAt: (Math.floor(Date.now() / 3_600_000) + 1) * 3_600_000, granted: 18_000 - points })),
  // As if so many hours had passed since the last reconciliation of a day.
  'test.day': () => updateUpkeep((state) => ({ ...state, dayAt: 0, hourAt: 0 })),
};

// The resolver's type is Forge's own.
const app = createResolver() as (request: Request, backend: unknown) => Promise<unknown>;

export const resolver = (request: Request, backend: unknown): Promise<unknown> => {
  const own = OWN[request.call.functionKey];
  // Only this folder's tests call it.
  return own === undefined ? app(request, backend) : own(request.call.payload as never);
};
