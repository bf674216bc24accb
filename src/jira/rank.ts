import { route } from '@forge/api';
import { z } from 'zod';
import type { WorkItemId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer, wireId } from './wire.ts';

/** Directly before or after another item. */
export type RankPlace = { readonly before: WorkItemId } | { readonly after: WorkItemId };

export const rankBody = (place: RankPlace | undefined): Readonly<Record<string, string>> => {
  if (place === undefined) return {};
  return 'before' in place ? { rankBeforeIssue: place.before } : { rankAfterIssue: place.after };
};

const RANK = '/rest/agile/1.0/issue/rank';
/** 204 has no body; 207 tells of each item. */
const shape = z
  .looseObject({
    entries: z.array(
      z.looseObject({ issueId: wireId.optional(), status: z.number(), errors: z.array(z.string()).nullish() }),
    ),
  })
  .optional();

export interface RankRefusal {
  readonly id: WorkItemId;
  /** Jira's. */
  readonly words: string;
}

/**
 * Ranks at most 50 items in this order at a place, and gives those that Jira refused; throws JiraError where it refused all. Doing
 * it twice changes nothing more.
 */
export const rankItems = async (
  client: JiraClient,
  { ids, place }: { readonly ids: readonly WorkItemId[]; readonly place: RankPlace },
): Promise<readonly RankRefusal[]> => {
  const body = { issues: ids, ...rankBody(place) };
  const answer = await client({ method: 'PUT', route: route`/rest/agile/1.0/issue/rank`, operation: RANK, body });
  const entries = parseAnswer(shape, answer, RANK)?.entries ?? [];
  return entries.flatMap(({ issueId, status, errors }) =>
    issueId === undefined || status < 400 ? [] : [{ id: issueId, words: (errors ?? []).join(' ') }],
  );
};
