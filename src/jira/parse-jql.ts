import { route } from '@forge/api';
import { z } from 'zod';
import type { JqlUse } from '../core/team/judge-jql.ts';
import { chunk } from '../core/list/chunk.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer } from './wire.ts';

/** Atlassian names no figure for this call; a modest one. */
const QUERIES_PER_CALL = 50;
const PARSE = '/rest/api/3/jql/parse';
const words = z.array(z.string()).nullish();
const answerShape = z.looseObject({
  queries: z.array(z.looseObject({ errors: words, warnings: words, structure: z.unknown().optional() })),
});

/** A JQL that Jira takes from this client's user, or its words about what is wrong, or what does not exist for them. */
export type ParsedJql =
  { readonly kind: 'fine'; readonly use: JqlUse } | { readonly kind: 'refused'; readonly problem: string };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Found {
  readonly fields: Set<string>;
  readonly functions: Set<string>;
  readonly values: JqlUse['values'][number][];
}

const nameOf = (field: unknown): string => {
  const written = isRecord(field) ? field['name'] : undefined;
  return typeof written === 'string' ? written.replace(/^(["'])(.*)\1$/, '$2') : '';
};

/**
 * Walks Jira's syntax tree (`JqlQueryClause`), whatever nests in what: new kinds of clauses are looked into as well. `compared` is
 * the field of the clause that the node is in.
 */
const walk = (node: unknown, found: Found, compared = ''): void => {
  if (Array.isArray(node)) for (const one of node) walk(one, found, compared);
  if (!isRecord(node)) return;
  const { field, function: name, value } = node;
  if (isRecord(field)) {
    for (const written of [field['name'], field['encodedName']]) {
      if (typeof written === 'string') found.fields.add(written.replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  if (typeof name === 'string') found.functions.add(name);
  if (typeof value === 'string') found.values.push({ field: compared, value });
  const inside = isRecord(field) ? nameOf(field) : compared;
  for (const [key, inner] of Object.entries(node)) if (key !== 'field') walk(inner, found, inside);
};

const useOf = (structure: unknown): JqlUse => {
  const found: Found = { fields: new Set(), functions: new Set(), values: [] };
  // Its order says nothing about what it matches.
  walk(isRecord(structure) ? structure['where'] : undefined, found);
  return { fields: [...found.fields], functions: [...found.functions].map((name) => ({ name })), values: found.values };
};

/** What each JQL is to this client's user; each once. */
export const parseJqls = async (
  client: JiraClient,
  jqls: readonly string[],
): Promise<ReadonlyMap<string, ParsedJql>> => {
  const parsed = new Map<string, ParsedJql>();
  const calls = chunk([...new Set(jqls)], QUERIES_PER_CALL).map(async (queries) => {
    const target = route`/rest/api/3/jql/parse?validation=strict`;
    const request = { method: 'POST', route: target, operation: PARSE } as const;
    const answer = parseAnswer(answerShape, await client({ ...request, body: { queries }, isSafe: true }), PARSE);
    for (const [at, { errors, warnings, structure }] of answer.queries.entries()) {
      const problems = [...(errors ?? []), ...(warnings ?? [])];
      const one: ParsedJql =
        problems.length > 0
          ? { kind: 'refused', problem: problems.join(' ') }
          : { kind: 'fine', use: useOf(structure) };
      parsed.set(queries[at] ?? '', one);
    }
  });
  await Promise.all(calls);
  return parsed;
};
