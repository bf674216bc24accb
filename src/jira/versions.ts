import { route } from '@forge/api';
import { z } from 'zod';
import type { ProjectId } from '../core/ids.ts';
import type { Version } from '../core/work-item/work-item.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer } from './wire.ts';

const VERSIONS = '/rest/api/3/project/{projectIdOrKey}/versions';
const shape = z.array(
  z.looseObject({
    id: z.string(),
    name: z.string(),
    released: z.boolean().optional(),
    releaseDate: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d/)
      .nullish(),
  }),
);

/** All versions of a project, archived ones included, in its order; throws JiraError where this user may not browse it. */
export const listVersions = async (client: JiraClient, projectId: ProjectId): Promise<readonly Version[]> => {
  const answer = await client({
    method: 'GET',
    route: route`/rest/api/3/project/${projectId}/versions`,
    operation: VERSIONS,
  });
  return parseAnswer(shape, answer, VERSIONS).map(({ id, name, released, releaseDate }) => ({
    id,
    name,
    released: released ?? false,
    ...(releaseDate ? { releaseDay: releaseDate.slice(0, 10) } : {}),
  }));
};
