import { route } from '@forge/api';
import type { WorkItemId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import { rankBody, type RankPlace } from './rank.ts';

const BACKLOG = '/rest/agile/1.0/backlog/issue';

/**
 * Takes at most 50 items out of every open sprint, in this order where a place is given: all of them, or none (JiraError). Doing it
 * twice changes nothing more.
 */
export const moveToBacklog = async (
  client: JiraClient,
  { ids, place }: { readonly ids: readonly WorkItemId[]; readonly place?: RankPlace },
): Promise<void> => {
  const body = { issues: ids, ...rankBody(place) };
  const target = route`/rest/agile/1.0/backlog/issue`;
  await client({ method: 'POST', route: target, operation: BACKLOG, body, isSafe: true });
};
