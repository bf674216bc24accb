import { route } from '@forge/api';
import { z } from 'zod';
import type { ComponentId, ProjectId } from '../core/ids.ts';
import { chunk } from '../core/list/chunk.ts';
import type { JiraClient } from './client.ts';
import { AGILE_PAGE, readAllPages } from './paging.ts';
import { parseAnswer } from './wire.ts';

const SEARCH = '/rest/api/3/project/search';
const PERMITTED = '/rest/api/3/permissions/project';

const projectShape = z.looseObject({ id: z.string(), key: z.string(), name: z.string() });
export interface SiteProject {
  readonly id: ProjectId;
  readonly key: string;
  readonly name: string;
}

/** Projects that this user sees, archived ones aside. */
export const listProjects = (client: JiraClient): Promise<readonly SiteProject[]> =>
  readAllPages(
    client,
    (startAt) => ({
      method: 'GET',
      route: route`/rest/api/3/project/search?startAt=${startAt}&maxResults=${AGILE_PAGE}&orderBy=key`,
      operation: SEARCH,
    }),
    projectShape,
  );

/** Ids of all projects that this user may browse, in one call. */
export const listBrowsableProjectIds = async (client: JiraClient): Promise<ReadonlySet<ProjectId>> => {
  const request = { method: 'POST', route: route`/rest/api/3/permissions/project`, operation: PERMITTED } as const;
  const answer = await client({ ...request, body: { permissions: ['BROWSE_PROJECTS'] }, isSafe: true });
  const shape = z.looseObject({
    projects: z.array(z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) })),
  });
  return new Set(parseAnswer(shape, answer, PERMITTED).projects.map((project) => project.id));
};

/** Ids of a project's components. */
export const listComponentIds = async (client: JiraClient, projectId: ProjectId): Promise<readonly ComponentId[]> => {
  const operation = '/rest/api/3/project/{projectIdOrKey}/components';
  const answer = await client({ method: 'GET', route: route`/rest/api/3/project/${projectId}/components`, operation });
  return parseAnswer(z.array(z.looseObject({ id: z.string() })), answer, operation).map((component) => component.id);
};

/** Fits a page of the answer, and an address. */
const IDS_PER_CALL = 50;

export interface BrowsedProject extends SiteProject {
  readonly isTeamManaged: boolean;
}

/** Those of these projects that are live and that this client's user may browse. */
export const listBrowsedProjects = async (
  client: JiraClient,
  ids: readonly ProjectId[],
): Promise<readonly BrowsedProject[]> => {
  const page = z.looseObject({ values: z.array(projectShape.extend({ style: z.string().optional() })) });
  const parts = chunk(ids, IDS_PER_CALL).map(async (part) => {
    const query = new URLSearchParams({ action: 'browse', maxResults: String(IDS_PER_CALL) });
    for (const id of part) query.append('id', id);
    const answer = await client({
      method: 'GET',
      route: route`/rest/api/3/project/search?${query}`,
      operation: SEARCH,
    });
    return parseAnswer(page, answer, SEARCH).values;
  });
  const found = (await Promise.all(parts)).flat();
  // Only a project that says that it is company-managed counts as one.
  return found.map(({ id, key, name, style }) => ({ id, key, name, isTeamManaged: style !== 'classic' }));
};
