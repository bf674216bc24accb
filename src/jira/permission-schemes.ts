import { route } from '@forge/api';
import { z } from 'zod';
import type { ProjectId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import { JiraError } from './errors.ts';
import { parseAnswer } from './wire.ts';

const SCHEME = '/rest/api/3/project/{projectKeyOrId}/permissionscheme';
const shape = z.looseObject({
  permissions: z.array(z.looseObject({ permission: z.string(), holder: z.looseObject({ type: z.string() }) })),
});

/**
 * Types of those to whom a project's permission scheme grants Browse, for example `projectRole` or `reporter`; undefined
 * where this client's user may not read the scheme.
 */
export const findBrowseHolders = async (
  client: JiraClient,
  projectId: ProjectId,
): Promise<readonly string[] | undefined> => {
  try {
    const answer = await client({
      method: 'GET',
      route: route`/rest/api/3/project/${projectId}/permissionscheme?expand=permissions`,
      operation: SCHEME,
    });
    const { permissions } = parseAnswer(shape, answer, SCHEME);
    return permissions.filter((one) => one.permission === 'BROWSE_PROJECTS').map((one) => one.holder.type);
  } catch (error) {
    if (error instanceof JiraError && [401, 403, 404].includes(error.status)) return undefined;
    throw error;
  }
};
