import type { ProjectRun } from '../../core/backfill/state.ts';
import type { WorkItemId } from '../../core/ids.ts';
import { isProject } from '../../jira/jql.ts';
import { searchIds } from '../../jira/search.ts';
import { compareIds } from '../entry/entry.ts';
import { bringBatch } from './bring-batch.ts';
import type { Desk } from './desk.ts';

/** More of one project than any site has. */
const ALL = 1_000_000;
/** A page takes a little more than the project is thought to have. */
const MORE = 100;

/** Everything that search shows of a project, `about` so many, in the order of ids; asked once a step. */
export const findAllIds = async (
  { job, found }: Desk,
  { projectId, about }: Pick<ProjectRun, 'projectId' | 'about'>,
): Promise<readonly WorkItemId[]> => {
  const known = found.get(projectId);
  if (known !== undefined) return known;
  const { ids } = await searchIds(job.app, `${isProject(projectId)} ORDER BY key ASC`, ALL, about + MORE);
  const sorted = [...ids].sort(compareIds);
  found.set(projectId, sorted);
  return sorted;
};

interface Next {
  readonly idsOrKeys: readonly string[];
  readonly cursor: number;
  readonly isLast: boolean;
}

/** Jira's ids and numbers are whole numbers far below 2^53. */
const nextOf = async (desk: Desk, run: ProjectRun, size: number): Promise<Next> => {
  const { way, cursor } = run;
  if (way?.kind === 'keys') {
    const end = Math.min(way.last, cursor + size);
    const idsOrKeys = Array.from({ length: end - cursor }, (_, at) => `${way.key}-${cursor + 1 + at}`);
    return { idsOrKeys, cursor: end, isLast: end >= way.last };
  }
  const left = (await findAllIds(desk, run)).filter((id) => Number(id) > cursor);
  const idsOrKeys = left.slice(0, size);
  return { idsOrKeys, cursor: Number(idsOrKeys.at(-1) ?? cursor), isLast: left.length <= size };
};

/**
 * Reads the next `size` numbers or ids of a project into the index and says where it stands then. The run's cursor moves on only
 * after the entries are written, and what is read twice is there once.
 */
export const readNext = async (desk: Desk, run: ProjectRun, size: number): Promise<ProjectRun> => {
  const { idsOrKeys, cursor, isLast } = await nextOf(desk, run, size);
  let read = 0;
  if (idsOrKeys.length > 0) {
    // Whether work is archived is asked by one count when the project is closed: asking for each item may cost a point each.
    const withHistory = run.way?.kind === 'ids' || run.way?.isDense === true;
    const batch = await bringBatch(desk, idsOrKeys, { withHistory, fromSearch: true });
    read = batch.entries.filter(({ item }) => item.projectId === run.projectId).length;
  }
  return { ...run, cursor, read: run.read + read, phase: isLast ? 'closing' : 'reading' };
};
