// The app as it is deployed, and beside it one function that brings the index to what Jira holds now, as events and schedules do in time.
import { followProjects } from '../../src/core/backfill/state.ts';
import { projectsOf } from '../../src/core/program/summary.ts';
import { createAppClient } from '../../src/jira/forge-client.ts';
import { searchIds } from '../../src/jira/search.ts';
import { resolver as ofApp } from '../../src/index.ts';
import { updateBackfill } from '../../src/storage/backfill.ts';
import { listPrograms } from '../../src/storage/programs.ts';
import { updateUpkeep } from '../../src/storage/upkeep.ts';
import { openReading } from '../../src/work-index/reading/reading.ts';
import { readBatch } from '../../src/work-index/reading/read-batch.ts';
import { refreshSite } from '../../src/work-index/site/refresh-site.ts';
import { openIndex } from '../../src/work-index/store/open-index.ts';
import { listIds } from '../../src/work-index/store/totals.ts';
import { writeEntries } from '../../src/work-index/store/write-entries.ts';
import { refreshAccess } from '../../src/work-index/upkeep/refresh-access.ts';

export * from '../../src/index.ts';

const MANY = 100_000;

const fill = async (): Promise<boolean> => {
  const [app, now] = [createAppClient(), Date.now()];
  const site = await refreshSite(app, now);
  const programs = await listPrograms();
  const projectIds = [...new Set(programs.flatMap(projectsOf))];
  const view = await openIndex();
  const known = await Promise.all(projectIds.map((id) => listIds(view, id)));
  const { ids } = await searchIds(app, 'created >= "1990-01-01" ORDER BY key', MANY);
  // The site's clock may stand still: a later reading is later all the same.
  const reading = openReading(app, site, programs, () => now + view.version);
  await writeEntries(await readBatch(reading, [...new Set([...ids, ...known.flat()])], { withHistory: true }), now);
  await refreshAccess(app, projectIds, now);
  await updateUpkeep((state) => ({ ...state, lookedAt: now }));
  await updateBackfill((state) => {
    const all = followProjects(state, projectIds, now);
    return {
      ...all,
      runs: all.runs.map((run) => ({ ...run, phase: 'done' as const, startedAt: now, finishedAt: now })),
    };
  });
  return true;
};

interface Call {
  readonly call: { readonly functionKey: string };
}
type Resolver = (call: Call, ...more: readonly unknown[]) => unknown;

export const resolver: Resolver = (call, ...more) =>
  // What makeResolver gives.
  call.call.functionKey === 'test.fill' ? fill() : (ofApp as Resolver)(call, ...more);
