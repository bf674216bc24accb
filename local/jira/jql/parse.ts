import { JastBuilder } from '@atlaskit/jql-ast';
import type { Clause, Field, Jast, JQLParseError, Operand, OrderByField, TerminalClause } from '@atlaskit/jql-ast';
import { badRequest, type JiraProblem } from '../errors.ts';
import { listNeeded, tooManySorts } from './problems.ts';

export type { Clause, Field, Operand, OrderByField, TerminalClause };

/** A query that is well formed; whether its fields and values exist is the compiler's business. */
export interface ParsedJql {
  readonly text: string;
  /** Absent for an empty query and for one that only orders. */
  readonly where: Clause | undefined;
  readonly orderBy: readonly OrderByField[];
  /** Where ORDER BY starts in the text; its end where there is none. */
  readonly orderByAt: number;
}

/** platform.md 9: an eighth field is refused. */
const ORDER_BY_FIELDS_MAX = 7;
const CACHED_QUERIES_MAX = 500;
const cache = new Map<string, ParsedJql>();

const expectation = (description: string): string | undefined => {
  if (/expecting .*\bWAS\b/.test(description))
    return "operator but got '@'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'";
  if (/expecting .*\bEMPTY\b/.test(description)) return "either a value, list or function but got '@'";
  if (/expecting .*\bCUSTOMFIELD\b/.test(description)) return "a field name but got '@'";
  if (/expecting \{<EOF>/.test(description)) return "either 'OR' or 'AND' but got '@'";
  return undefined;
};

// `summary in test`: well formed for Jira's parser, refused by its validation; the published grammar refuses it at once.
const NON_LIST = /("[^"]*"|\S+)\s+(not\s+in|in)\s+("[^"]*"|[^\s()]+)\s*$/i;

const inJirasWords = (text: string, error: JQLParseError): JiraProblem => {
  // The parse error's own class carries its place in the query; the base class does not (a lexer that gave up).
  const { message, start, line, charPositionInLine } = error as Partial<Record<string, unknown>> & JQLParseError;
  const [, field, operator, value] = NON_LIST.exec(text.slice(0, start as number)) ?? [];
  if (/expecting '\('/.test(message) && field !== undefined && operator !== undefined && value !== undefined)
    return listNeeded(operator.toLowerCase(), `"${value.replaceAll('"', '')}"`, field.replaceAll('"', ''));
  const got = typeof start === 'number' && start < text.length ? /^\S+/.exec(text.slice(start))?.[0] : undefined;
  const expected = expectation(message);
  const place = typeof line === 'number' ? ` (line ${line}, character ${Number(charPositionInLine) + 1})` : '';
  if (expected === undefined) return badRequest(`Error in the JQL Query: ${message}.${place}`);
  const said = got === undefined ? expected.replace("but got '@'", 'before the end of the query') : expected;
  return badRequest(`Error in the JQL Query: Expecting ${said.replace('@', got ?? '')}.${place}`);
};

const check = (text: string, jast: Jast): ParsedJql => {
  const [error] = jast.errors;
  if (error !== undefined) throw inJirasWords(text, error);
  const orderBy = jast.query?.orderBy?.fields ?? [];
  if (orderBy.length > ORDER_BY_FIELDS_MAX) throw tooManySorts();
  const orderByAt = jast.query?.orderBy?.position?.[0] ?? text.length;
  return { text, where: jast.query?.where ?? undefined, orderBy, orderByAt };
};

/** Parses JQL with Atlassian's own grammar (cached); throws a 400 in Jira's words where it is not well formed. */
export const parseJql = (text: string): ParsedJql => {
  const known = cache.get(text);
  if (known !== undefined) return known;
  // A builder of its own for each text: a used one gives no positions.
  const parsed = check(text, new JastBuilder().build(text));
  const oldest = cache.size >= CACHED_QUERIES_MAX ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
  cache.set(text, parsed);
  return parsed;
};

/** A query in two parts, `where` and `orderBy` as they are written, each empty where there is none. */
export const splitJql = (text: string): { readonly where: string; readonly orderBy: string } => {
  const { orderByAt } = parseJql(text);
  const orderBy = text.slice(orderByAt).replace(/^order\s+by\s+/i, '');
  return { where: text.slice(0, orderByAt).trim(), orderBy: orderBy.trim() };
};
