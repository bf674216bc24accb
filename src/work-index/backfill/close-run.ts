import type { ProjectRun } from '../../core/backfill/state.ts';
import type { ProjectId, WorkItemId } from '../../core/ids.ts';
import { chunk } from '../../core/list/chunk.ts';
import { isProject } from '../../jira/jql.ts';
import { countApproximately, searchIds } from '../../jira/search.ts';
import type { DirectoryRow } from '../entry/directory-block.ts';
import { listRows } from '../store/list-rows.ts';
import { openIndex } from '../store/open-index.ts';
import { bringBatch } from './bring-batch.ts';
import type { Desk } from './desk.ts';
import { findAllIds } from './read-next.ts';

const BATCH = 500;
const MINUTE_MS = 60_000;
/** Jira's clock and ours, and the lag of search (platform.md 3.1). */
const MARGIN_MINUTES = 2;
const ALL = 1_000_000;

/** Reads ids into the index; those that Jira does not give any more leave it. */
const readIds = async (desk: Desk, ids: readonly WorkItemId[]): Promise<void> => {
  for (const part of chunk(ids, BATCH)) await bringBatch(desk, part, { withHistory: true });
};

/** Work that changed or came since the run began, as far as search knows it; events tell of the rest. */
const readChanged = async (desk: Desk, { projectId, startedAt }: ProjectRun): Promise<void> => {
  const { app, now } = desk.job;
  const minutes = Math.ceil((now - startedAt) / MINUTE_MS) + MARGIN_MINUTES;
  const jql = `${isProject(projectId)} AND updated >= "-${minutes}m" ORDER BY updated ASC`;
  const { ids } = await searchIds(app, jql, ALL, BATCH);
  await readIds(desk, ids);
};

const heldRows = async (desk: Desk, projectId: ProjectId): Promise<readonly DirectoryRow[]> => {
  desk.held ??= await listRows(await openIndex(desk.reading.texts));
  return desk.held.get(projectId) ?? [];
};

/** What the index held of the project before and this run did not meet: deleted, moved away, or hidden from the app. */
const sweepUnmet = async (desk: Desk, { projectId, startedAt }: ProjectRun): Promise<void> => {
  const rows = await heldRows(desk, projectId);
  await readIds(
    desk,
    rows.filter((row) => row.readAt < startedAt).map((row) => row.id),
  );
};

/**
 * Compares the project with search, which alone leaves archived work out: where the counts differ, what search does not show is read
 * by id, and leaves the index or moves to where it is now, and what the run did not meet is read.
 */
const compareWithSearch = async (desk: Desk, { projectId }: ProjectRun): Promise<void> => {
  const [count, held] = await Promise.all([
    countApproximately(desk.job.app, isProject(projectId)),
    openIndex(desk.reading.texts).then((view) => view.readStructure(new Set([projectId]))),
  ]);
  if (count === held.size) return;
  const found = new Set(await findAllIds(desk, { projectId, about: count }));
  const unseen = [...held.keys()].filter((id) => !found.has(id));
  const unmet = [...found].filter((id) => !held.has(id));
  await readIds(desk, [...unseen, ...unmet]);
};

/** Ends the reading of a project: what changed meanwhile, what is lost, what search shows otherwise. All of it may be done again. */
export const closeRun = async (desk: Desk, run: ProjectRun): Promise<ProjectRun> => {
  await readChanged(desk, run);
  if (run.mustSweep) await sweepUnmet(desk, run);
  await compareWithSearch(desk, run);
  return { ...run, phase: 'done', finishedAt: desk.job.now };
};
