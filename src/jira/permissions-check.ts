import { route } from '@forge/api';
import { z } from 'zod';
import type { ProjectId, WorkItemId } from '../core/ids.ts';
import { chunk } from '../core/list/chunk.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer, wireId } from './wire.ts';

/** At most that many projects and that many issues a call (platform.md 3.2). */
const IDS_PER_CALL = 1_000;
const CHECK = '/rest/api/3/permissions/check';
const BROWSE = 'BROWSE_PROJECTS';
const answerShape = z.looseObject({
  projectPermissions: z.array(
    z.looseObject({ permission: z.string(), issues: z.array(wireId), projects: z.array(wireId) }),
  ),
});

export interface Browsable {
  readonly projectIds: readonly ProjectId[];
  readonly itemIds: readonly WorkItemId[];
}

/**
 * Which of these projects and work items this client's user may browse, items one by one with their security level; ids
 * that do not exist are absent. Archived work counts as browsable here: who cares asks search as well.
 */
export const checkBrowse = async (
  client: JiraClient,
  { projectIds, itemIds }: Browsable,
): Promise<{ readonly projects: ReadonlySet<ProjectId>; readonly items: ReadonlySet<WorkItemId> }> => {
  const [projectParts, itemParts] = [chunk(projectIds, IDS_PER_CALL), chunk(itemIds, IDS_PER_CALL)];
  const calls = Array.from({ length: Math.max(projectParts.length, itemParts.length) }, async (_, at) => {
    const [projects = [], issues = []] = [projectParts[at]?.map(Number), itemParts[at]?.map(Number)];
    const body = { projectPermissions: [{ permissions: [BROWSE], projects, issues }] };
    const request = { method: 'POST', route: route`/rest/api/3/permissions/check`, operation: CHECK } as const;
    const answer = await client({ ...request, body, isSafe: true });
    return parseAnswer(answerShape, answer, CHECK).projectPermissions.filter((one) => one.permission === BROWSE);
  });
  const found = (await Promise.all(calls)).flat();
  return {
    projects: new Set(found.flatMap((one) => one.projects)),
    items: new Set(found.flatMap((one) => one.issues)),
  };
};

/** Which of these work items this client's user holds a permission on, for example `SCHEDULE_ISSUES`. At most 1,000. */
export const checkItems = async (
  client: JiraClient,
  permission: string,
  itemIds: readonly WorkItemId[],
): Promise<ReadonlySet<WorkItemId>> => {
  const body = { projectPermissions: [{ permissions: [permission], projects: [], issues: itemIds.map(Number) }] };
  const request = { method: 'POST', route: route`/rest/api/3/permissions/check`, operation: CHECK } as const;
  const answer = await client({ ...request, body, isSafe: true });
  return new Set(parseAnswer(answerShape, answer, CHECK).projectPermissions.flatMap(({ issues }) => issues));
};
