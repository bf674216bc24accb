import { route } from '@forge/api';
import { z } from 'zod';
import type { ProjectId } from '../core/ids.ts';
import { chunk } from '../core/list/chunk.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer, wireId } from './wire.ts';

const SEARCH = '/rest/api/3/filter/search';
/** The largest page. Up to 200 ids may be named. */
const FILTERS_PER_CALL = 100;

/**
 * With whom a filter is shared, as far as that says who sees it without asking. `everyone`: all who are logged in. Projects: whoever
 * may browse one of them. `unknown`: with groups, roles or persons, or with nobody.
 */
export type FilterShare = 'everyone' | 'unknown' | { readonly projectIds: readonly ProjectId[] };

export interface SiteFilter {
  readonly id: string;
  readonly jql: string;
  readonly share: FilterShare;
}

const share = z.looseObject({
  type: z.string(),
  project: z.looseObject({ id: wireId }).nullish(),
  role: z.unknown().optional(),
});
const page = z.looseObject({
  values: z.array(z.looseObject({ id: wireId, jql: z.string(), sharePermissions: z.array(share).nullish() })),
});

const EVERYONE: ReadonlySet<string> = new Set(['global', 'loggedin', 'authenticated']);

/** A share with a project's role comes as one with the project that names the role: it says less. */
const shareOf = (shares: readonly z.infer<typeof share>[]): FilterShare => {
  if (shares.some(({ type }) => EVERYONE.has(type))) return 'everyone';
  const projectIds = shares.flatMap(({ type, project, role }) =>
    type === 'project' && project && (role === undefined || role === null) ? [project.id] : [],
  );
  return projectIds.length === 0 ? 'unknown' : { projectIds };
};

/** Those of these filters that this client's user may read. */
export const listFilters = async (client: JiraClient, ids: readonly string[]): Promise<readonly SiteFilter[]> => {
  const parts = chunk([...new Set(ids)], FILTERS_PER_CALL).map(async (part) => {
    const query = new URLSearchParams({ expand: 'jql,sharePermissions', maxResults: String(FILTERS_PER_CALL) });
    for (const id of part) query.append('id', id);
    const answer = await client({ method: 'GET', route: route`/rest/api/3/filter/search?${query}`, operation: SEARCH });
    return parseAnswer(page, answer, SEARCH).values;
  });
  const found = (await Promise.all(parts)).flat();
  return found.map(({ id, jql, sharePermissions }) => ({ id, jql, share: shareOf(sharePermissions ?? []) }));
};
