import type { ProjectId } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { isIn } from '../../jira/jql.ts';
import { countApproximately } from '../../jira/search.ts';
import { openIndex } from '../store/open-index.ts';
import { countEntries } from '../store/totals.ts';
import type { Counts } from './count-plan.ts';

const sumOf = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0);

const countEach = async (
  app: JiraClient,
  projectIds: readonly ProjectId[],
): Promise<ReadonlyMap<ProjectId, number>> => {
  const counts = projectIds.map(async (id) => [id, await countApproximately(app, `project = ${id}`)] as const);
  return new Map(await Promise.all(counts));
};

/**
 * How many items Jira's search gives the app in these projects, beside how many the index has. One call where the sums are equal and
 * `isThorough` is not asked for, then all projects count as equal; else one more for each project.
 */
export const countProjects = async (
  app: JiraClient,
  projectIds: readonly ProjectId[],
  isThorough: boolean,
): Promise<Counts> => {
  const counted = await countEntries(await openIndex());
  const index = new Map(projectIds.map((id) => [id, counted.get(id) ?? 0]));
  const clause = isIn('project', projectIds);
  if (clause === undefined) return { jira: new Map(), index };
  const isEqual = !isThorough && (await countApproximately(app, clause)) === sumOf(index.values());
  return { jira: isEqual ? index : await countEach(app, projectIds), index };
};
