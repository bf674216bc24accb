import type { WorkItemId } from '../../core/ids.ts';
import { chunk } from '../../core/list/chunk.ts';
import { JiraError } from '../../jira/errors.ts';
import { isIn } from '../../jira/jql.ts';
import { searchIds } from '../../jira/search.ts';
import { readUpkeepState } from '../../storage/upkeep.ts';
import type { Job } from '../job.ts';
import { listSearched } from './searched.ts';
import { findLiveProjects } from '../upkeep/live-projects.ts';

/** Ids in one JQL. */
const PARENTS_PER_JQL = 500;
/** A page is set aside whole, and few are found. */
const PAGE = 500;
const ALL = 100_000;
/** What one search may set aside. */
export const SEARCH_POINTS = PAGE + 100;

/**
 * Children of these in projects of no program, by Jira's search: a call for each 500 parents. Jira refuses a search whole for one parent or
 * project that went away: then these 500 are looked for another day, when the index knows that too.
 */
export const findChildrenElsewhere = async (
  { app }: Job,
  parents: readonly WorkItemId[],
): Promise<readonly WorkItemId[]> => {
  const { indexed, all } = await listSearched();
  const live = new Set(await findLiveProjects(app, await readUpkeepState(), { indexed: all, isDoubtful: false }));
  const elsewhere = isIn(
    'project not',
    indexed.filter((id) => live.has(id)),
  );
  if (elsewhere === undefined) return [];
  const found: WorkItemId[] = [];
  for (const part of chunk(parents, PARENTS_PER_JQL)) {
    try {
      const { ids } = await searchIds(app, `${isIn('parent', part)} AND ${elsewhere}`, ALL, PAGE);
      found.push(...ids);
    } catch (error) {
      if (!(error instanceof JiraError) || error.status >= 500) throw error;
    }
  }
  return found;
};
