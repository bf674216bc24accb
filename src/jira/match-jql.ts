import { route } from '@forge/api';
import { z } from 'zod';
import type { WorkItemId } from '../core/ids.ts';
import { chunk } from '../core/list/chunk.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer } from './wire.ts';

/** Atlassian names no figures for this call; these are modest, and far below what permissions/check takes. */
const IDS_PER_CALL = 1_000;
export const QUERIES_PER_CALL = 50;
const MATCH = '/rest/api/3/jql/match';
const answerShape = z.looseObject({
  matches: z.array(z.looseObject({ matchedIssues: z.array(z.number()) })),
});

/**
 * Which of these work items each JQL matches, for this client's user, without the search index and without listing what else
 * it matches. A JQL that Jira refuses for this user matches nothing.
 */
export const matchJql = async (
  client: JiraClient,
  ids: readonly WorkItemId[],
  jqls: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<WorkItemId>>> => {
  const found = new Map(jqls.map((jql) => [jql, new Set<WorkItemId>()]));
  const calls = chunk([...found.keys()], QUERIES_PER_CALL).flatMap((queries) =>
    chunk(ids, IDS_PER_CALL).map(async (part) => {
      const request = { method: 'POST', route: route`/rest/api/3/jql/match`, operation: MATCH } as const;
      const answer = await client({ ...request, body: { issueIds: part.map(Number), jqls: queries }, isSafe: true });
      const { matches } = parseAnswer(answerShape, answer, MATCH);
      for (const [at, { matchedIssues }] of matches.entries()) {
        for (const id of matchedIssues) found.get(queries[at] ?? '')?.add(String(id));
      }
    }),
  );
  await Promise.all(calls);
  return found;
};

const ANYTHING = 'created IS NOT EMPTY';

/**
 * Which of these work items Jira's search would give this client's user (design.md 5), without the search index's lag: they exist,
 * the user may see them, and they are not archived (Jira gives archived work by id, as parent and as link end). `id in (...)`
 * would not do: search refuses it whole for one id that is hidden.
 */
export const findSearchable = async (
  client: JiraClient,
  ids: readonly WorkItemId[],
): Promise<ReadonlySet<WorkItemId>> => (await matchJql(client, ids, [ANYTHING])).get(ANYTHING) ?? new Set();
