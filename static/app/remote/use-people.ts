import { requestJira } from '@forge/bridge';
import { chunk } from '../../../src/core/list/chunk.ts';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';

export interface Person {
  readonly accountId: string;
  readonly name: string;
  readonly avatarUrl?: string;
}
export type People = ReadonlyMap<string, Person>;

const NOBODY: People = new Map();
/** `GET user/bulk` takes up to 200 accounts (Atlassian's description). */
const ACCOUNTS_PER_CALL = 200;

/**
 * Names and avatars of these accounts, read in the browser as the viewer, each account once as long as the page lives; a map that
 * also holds who was asked for before, and not yet who is being read.
 */
export const usePeople = (accountIds: readonly string[]): People => {
  const queries = useQueryClient();
  const known = useQuery<People>({ queryKey: ['people'], queryFn: skipToken, gcTime: Infinity }).data ?? NOBODY;
  const missing = [...new Set(accountIds)].filter((id) => !known.has(id)).sort();
  useQuery({
    queryKey: ['people', missing],
    enabled: missing.length > 0,
    staleTime: Infinity,
    queryFn: async () => {
      const pages = await Promise.all(chunk(missing, ACCOUNTS_PER_CALL).map(readPeople));
      queries.setQueryData<People>(
        ['people'],
        (before) =>
          new Map([...(before ?? NOBODY), ...pages.flat().map((person) => [person.accountId, person] as const)]),
      );
      return true;
    },
  });
  return known;
};

const readPeople = async (ids: readonly string[]): Promise<readonly Person[]> => {
  const query = new URLSearchParams(ids.map((id) => ['accountId', id]));
  query.set('maxResults', String(ids.length));
  const response = await requestJira(`/rest/api/3/user/bulk?${query.toString()}`);
  // Names are an ornament: where Jira refuses them, cards go without.
  const found = response.ok ? parsePeople(await response.json()) : [];
  const named = new Set(found.map((person) => person.accountId));
  // Whom Jira does not name is not asked for again.
  return [...found, ...ids.filter((id) => !named.has(id)).map((accountId) => ({ accountId, name: 'someone unknown' }))];
};

const parsePeople = (page: unknown): readonly Person[] => {
  if (typeof page !== 'object' || page === null || !('values' in page) || !Array.isArray(page.values)) return [];
  return page.values.flatMap((user: unknown) => {
    // Parsing Jira's user bean: each member is checked before it is used.
    const bean = user as { accountId?: unknown; displayName?: unknown; avatarUrls?: Record<string, unknown> } | null;
    if (typeof bean?.accountId !== 'string' || typeof bean.displayName !== 'string') return [];
    const avatarUrl = bean.avatarUrls?.['24x24'];
    const person: Person = { accountId: bean.accountId, name: bean.displayName };
    return [typeof avatarUrl === 'string' ? { ...person, avatarUrl } : person];
  });
};
