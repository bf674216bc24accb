import type { Rule } from '../description/rule.ts';
import { unsupported } from '../description/unsupported.ts';
import { JiraProblem, badRequest } from '../errors.ts';
import { readList } from '../wire/page.ts';

/** Refuses query parameters that the operation does not have: 400 naming them (real Jira ignores most; this site is loud). */
export const checkQuery = (name: string, rule: Rule, query: URLSearchParams): void => {
  const unknown = [...new Set(query.keys())].filter((key) => !rule.query.includes(key));
  if (unknown.length === 0) return;
  throw new JiraProblem(
    400,
    unknown.map((key) => `The query parameter '${key}' is not known to ${name}.`),
  );
};

/** Refuses top-level body fields that the operation does not have: 400, each under its name. */
export const checkBody = (name: string, rule: Rule, body: unknown): void => {
  const known = rule.body;
  if (known === undefined || typeof body !== 'object' || body === null || Array.isArray(body)) return;
  const unknown = Object.keys(body).filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  throw new JiraProblem(
    400,
    [],
    Object.fromEntries(unknown.map((key) => [key, `Unrecognized field "${key}": not known to ${name}.`])),
  );
};

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === false || value === '' || (Array.isArray(value) && !value[0]);

const expandOf = (query: URLSearchParams, body: Readonly<Record<string, unknown>>): readonly string[] => {
  const { expand } = body;
  const named = typeof expand === 'string' ? expand.split(',') : Array.isArray(expand) ? expand.map(String) : [];
  return [...readList(query, 'expand'), ...named.map((name) => name.trim())];
};

/** Refuses what Jira documents and this site does not do (`description/unsupported.ts`): 400 naming it. */
export const checkSupported = (name: string, query: URLSearchParams, body: unknown): void => {
  const refused = unsupported[name];
  if (refused === undefined) return;
  const fields =
    typeof body === 'object' && body !== null // A JSON object (or an array, whose members nobody names).
      ? (body as Readonly<Record<string, unknown>>)
      : {};
  const expand = expandOf(query, fields);
  const met = [
    ...(refused.query ?? []).filter((each) => !isNothing(query.get(each)) && query.get(each) !== 'false'),
    ...(refused.body ?? []).filter((each) => !isNothing(fields[each])),
    ...(refused.expand ?? []).filter((each) => expand.includes(each)).map((each) => `expand=${each}`),
  ];
  if (met.length === 0) return;
  throw new JiraProblem(
    400,
    met.map((each) => `'${each}' of ${name} is not supported by this local Jira.`),
  );
};

/** The JSON body of a request; undefined for none. Malformed JSON is a 400, another content type a 415, as in Jira. */
export const parseBody = async (request: Request): Promise<unknown> => {
  if (request.method === 'GET') return undefined;
  const text = await request.text();
  if (text === '') return undefined;
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) {
    throw new JiraProblem(415, [`Unsupported Media Type: send application/json, not '${type}'.`]);
  }
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.');
  }
};
