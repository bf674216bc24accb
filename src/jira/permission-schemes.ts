import { route } from '@forge/api';
import { z } from 'zod';
import type { ProjectId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import { JiraError } from './errors.ts';
import { parseAnswer } from './wire.ts';

const SCHEMES = '/rest/api/3/permissionscheme';
const SCHEME = '/rest/api/3/project/{projectKeyOrId}/permissionscheme';
const shape = z.looseObject({
  permissions: z.array(z.looseObject({ permission: z.string(), holder: z.looseObject({ type: z.string() }) })),
});
const listShape = z.looseObject({ permissionSchemes: z.array(shape) });

const browseHoldersOf = ({ permissions }: z.infer<typeof shape>): readonly string[] =>
  permissions.filter((one) => one.permission === 'BROWSE_PROJECTS').map((one) => one.holder.type);

const isRefused = (error: unknown): boolean => error instanceof JiraError && [401, 403, 404].includes(error.status);

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
    return browseHoldersOf(parseAnswer(shape, answer, SCHEME));
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
};

/**
 * The same of every permission scheme of the site, in one call: which project uses which is not in it. Undefined where this
 * client's user may not read them.
 */
export const listBrowseHolders = async (client: JiraClient): Promise<readonly (readonly string[])[] | undefined> => {
  try {
    const target = route`/rest/api/3/permissionscheme?expand=permissions`;
    const answer = await client({ method: 'GET', route: target, operation: SCHEMES });
    return parseAnswer(listShape, answer, SCHEMES).permissionSchemes.map(browseHoldersOf);
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
};
