import { route } from '@forge/api';
import { z } from 'zod';
import type { ProjectId } from '../core/ids.ts';
import { chunk } from '../core/list/chunk.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer, wireId } from './wire.ts';

/** Fits a page of the answer, and an address. */
const IDS_PER_CALL = 50;
const MAPPINGS = '/rest/api/3/issuesecurityschemes/project';
const page = z.looseObject({ values: z.array(z.looseObject({ projectId: wireId })) });

/** Those of these projects that have an issue security scheme. Needs `manage:jira-configuration`. */
export const listSecuredProjectIds = async (
  client: JiraClient,
  ids: readonly ProjectId[],
): Promise<ReadonlySet<ProjectId>> => {
  const parts = chunk(ids, IDS_PER_CALL).map(async (part) => {
    const query = new URLSearchParams({ maxResults: String(IDS_PER_CALL) });
    for (const id of part) query.append('projectId', id);
    const target = route`/rest/api/3/issuesecurityschemes/project?${query}`;
    const answer = await client({ method: 'GET', route: target, operation: MAPPINGS });
    return parseAnswer(page, answer, MAPPINGS).values.map(({ projectId }) => projectId);
  });
  return new Set((await Promise.all(parts)).flat());
};
