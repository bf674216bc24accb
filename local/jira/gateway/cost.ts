import type { Caller } from '../caller.ts';
import type { Answer, Operation } from '../operation.ts';

/** What one call cost, told to whoever meters. */
export interface CallCost {
  /** Method and path template, for example `GET /rest/api/3/issue/{issueIdOrKey}`. */
  readonly operation: string;
  readonly status: number;
  /** Points drawn from the hourly quota (platform.md 2.1); 0 for the browser's calls and for scripts. */
  readonly points: number;
  /** The price under the other reading, where documents leave it open; else equal to `points`. */
  readonly pointsOtherReading: number;
}

/** POSTs that only read: charged by the objects they return (platform.md 2.1, `search/jql` and `bulkfetch` as measured). */
const READING_POSTS: ReadonlySet<string> = new Set([
  '/rest/api/3/search/jql',
  '/rest/api/3/search/approximate-count',
  '/rest/api/3/issue/bulkfetch',
  '/rest/api/3/changelog/bulkfetch',
  '/rest/api/3/permissions/check',
  '/rest/api/3/permissions/project',
  '/rest/api/3/jql/match',
  '/rest/api/3/jql/parse',
  '/rest/api/3/expression/evaluate',
]);

/** Documented as priced by object, or not documented, but seen (or plausible) at flat 1: platform.md 2.1. */
const MAYBE_FLAT: ReadonlySet<string> = new Set([
  'POST /rest/api/3/permissions/check',
  'POST /rest/api/3/permissions/project',
  'GET /rest/api/3/project/search',
  'GET /rest/api/3/project/{projectIdOrKey}/version',
  'GET /rest/api/3/project/{projectIdOrKey}/versions',
  'GET /rest/api/3/user/search',
]);

const BASE_POINTS = 1;
const IDENTITY_POINTS = 2;

export const nameOf = (operation: Operation): string => `${operation.method} ${operation.path}`;

/** Whether the call is a search page of ids and keys only, whose price is not settled. */
const asksForIdsOnly = (operation: Operation, query: URLSearchParams, body: unknown): boolean => {
  if (operation.path !== '/rest/api/3/search/jql') return false;
  const inBody = typeof body === 'object' && body !== null && 'fields' in body ? body.fields : undefined;
  const raw: readonly unknown[] =
    operation.method === 'GET' ? query.getAll('fields') : Array.isArray(inBody) ? inBody : [];
  const fields = raw.flatMap((value) => String(value).split(','));
  return fields.every((field) => ['id', 'key'].includes(field.trim()));
};

/** The price of an answered call: 1, and for reads 1 for each core and 2 for each identity object returned. */
export const priceOf = (
  operation: Operation,
  answer: Answer,
  asked: { readonly query: URLSearchParams; readonly body: unknown },
): { points: number; otherReading: number } => {
  const reads = operation.method === 'GET' || READING_POSTS.has(operation.path);
  if (!reads || answer.status >= 400) return { points: BASE_POINTS, otherReading: BASE_POINTS };
  const { core = 0, identity = 0 } = answer.objects ?? {};
  const points = BASE_POINTS + core + IDENTITY_POINTS * identity;
  const unclear = MAYBE_FLAT.has(nameOf(operation)) || asksForIdsOnly(operation, asked.query, asked.body);
  return { points, otherReading: unclear ? BASE_POINTS : points };
};

/** Points are drawn by the app's server-side calls only; staff say that the bridge's are exempt (platform.md 2.1). */
export const drawsPoints = (caller: Caller): boolean => caller.app !== undefined && caller.app.via !== 'bridge';
