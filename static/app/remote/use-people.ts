import { requestJira } from '@forge/bridge';
import { chunk } from '../../../src/core/list/chunk.ts';
import { useQuery } from '@tanstack/react-query';

export interface Person {
  readonly accountId: string;
  readonly name: string;
  readonly avatarUrl?: string;
}
export type People = ReadonlyMap<string, Person>;

const NOBODY: People = new Map();
/** `GET user/bulk` takes up to 200 accounts (Atlassian's description). */
const ACCOUNTS_PER_CALL = 100;

/** Names and avatars of these accounts, read in the browser as the viewer; empty until they are there. */
export const usePeople = (accountIds: readonly string[]): People => {
  const ids = [...new Set(accountIds)].sort();
  const query = useQuery({
    queryKey: ['people', ids],
    enabled: ids.length > 0,
    staleTime: Infinity,
    placeholderData: (previous) => previous,
    queryFn: async () => {
      const pages = await Promise.all(chunk(ids, ACCOUNTS_PER_CALL).map(readPeople));
      return new Map(pages.flat().map((person) => [person.accountId, person]));
    },
  });
  return query.data ?? NOBODY;
};

const readPeople = async (ids: readonly string[]): Promise<readonly Person[]> => {
  const query = new URLSearchParams(ids.map((id) => ['accountId', id]));
  query.set('maxResults', String(ids.length));
  const response = await requestJira(`/rest/api/3/user/bulk?${query.toString()}`);
  // Names are an ornament: where Jira refuses them, cards go without.
  if (!response.ok) return [];
  const page: unknown = await response.json();
  return parsePeople(page);
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
