import { route } from '@forge/api';
import { z } from 'zod';
import { chunk } from '../core/list/chunk.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer } from './wire.ts';

/** Atlassian names no figure for this call; a modest one. */
const QUERIES_PER_CALL = 50;
const PARSE = '/rest/api/3/jql/parse';
const words = z.array(z.string()).nullish();
const answerShape = z.looseObject({ queries: z.array(z.looseObject({ errors: words, warnings: words })) });

/** Jira's words about each JQL that is wrong, or names what does not exist for this client's user; the others are absent. */
export const findJqlProblems = async (
  client: JiraClient,
  jqls: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  const calls = chunk(jqls, QUERIES_PER_CALL).map(async (queries) => {
    const request = {
      method: 'POST',
      route: route`/rest/api/3/jql/parse?validation=strict`,
      operation: PARSE,
    } as const;
    const answer = parseAnswer(answerShape, await client({ ...request, body: { queries }, isSafe: true }), PARSE);
    for (const [at, { errors, warnings }] of answer.queries.entries()) {
      const problems = [...(errors ?? []), ...(warnings ?? [])];
      if (problems.length > 0) found.set(queries[at] ?? '', problems.join(' '));
    }
  });
  await Promise.all(calls);
  return found;
};
