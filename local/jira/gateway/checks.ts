import type { Rule } from '../description/rule.ts';
import { JiraProblem, badRequest } from '../errors.ts';

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
