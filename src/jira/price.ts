/** Points of the hourly quota, by the cheapest and the dearest reading of Atlassian's page (platform.md 2.1). */
export interface Price {
  readonly low: number;
  readonly high: number;
}
export interface PricedRequest {
  readonly method: string;
  readonly operation: string;
  readonly body?: unknown;
  /** The address as sent: `maxResults` in it bounds a page. */
  readonly address?: string;
}

const BASE_POINTS = 1;
const IDENTITY_POINTS = 2;
const BULKFETCH = '/rest/api/3/issue/bulkfetch';
const CHANGELOGS = '/rest/api/3/changelog/bulkfetch';
const SEARCH = '/rest/api/3/search/jql';
const MATCH = '/rest/api/3/jql/match';

/** POSTs that only read, charged as reads; all others are writes at a flat 1. */
const READING_POSTS: ReadonlySet<string> = new Set([
  SEARCH,
  BULKFETCH,
  CHANGELOGS,
  MATCH,
  '/rest/api/3/search/approximate-count',
  '/rest/api/3/permissions/check',
  '/rest/api/3/permissions/project',
  '/rest/api/3/expression/evaluate',
  '/rest/api/3/jql/parse',
]);
/** What returns users, groups, roles, permissions: two points each. */
const IDENTITY =
  /^\/rest\/api\/3\/(myself|mypermissions|user|group|permissions\/check|permissionscheme|.*\/permissionscheme)/;
/** Measured at a point for each issue. */
const BY_OBJECT: ReadonlySet<string> = new Set([BULKFETCH, CHANGELOGS, SEARCH]);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const lengthOf = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : undefined);

/** Where answers keep their objects. */
const LISTS = [
  'issues',
  'values',
  'projects',
  'projectPermissions',
  'permissionSchemes',
  'issueLinkTypes',
  'issueChangeLogs',
];

const countMatched = (answer: unknown): number => {
  const matches: unknown = isRecord(answer) ? answer['matches'] : undefined;
  const lists: readonly unknown[] = Array.isArray(matches) ? matches : [];
  return lists.reduce<number>((sum, one) => sum + (isRecord(one) ? (lengthOf(one['matchedIssues']) ?? 0) : 0), 0);
};

/** How many objects an answer holds; an answer that is no list is one object, a count is none. */
const countObjects = (operation: string, answer: unknown): number => {
  if (operation === MATCH) return countMatched(answer);
  if (!isRecord(answer)) return lengthOf(answer) ?? 0;
  if (operation.endsWith('/mypermissions')) return Object.keys(answer['permissions'] ?? {}).length;
  const lists = LISTS.flatMap((name) => lengthOf(answer[name]) ?? []);
  if (lists.length > 0) return lists.reduce((sum, length) => sum + length, 0);
  return 'count' in answer ? 0 : 1;
};

/** A search for ids alone: its price is not settled. */
const isIdSearch = ({ operation, body }: PricedRequest): boolean => {
  const fields: unknown = isRecord(body) ? body['fields'] : undefined;
  const list: readonly unknown[] = Array.isArray(fields) ? fields : [];
  return operation === SEARCH && list.every((field) => field === 'id' || field === 'key');
};

const priceOfObjects = (request: PricedRequest, objects: number): Price => {
  const each = IDENTITY.test(request.operation) ? IDENTITY_POINTS : 1;
  const high = BASE_POINTS + each * objects;
  const isCertain = BY_OBJECT.has(request.operation) && !isIdSearch(request);
  return { low: isCertain ? high : BASE_POINTS, high };
};

const isRead = ({ method, operation }: PricedRequest): boolean => method === 'GET' || READING_POSTS.has(operation);

/** What an answered call cost: 1, and on reads 1 for each object returned, 2 for identity and access objects; a 429 nothing. */
export const priceOf = (request: PricedRequest, status: number, answer: unknown): Price => {
  if (status === 429 || status === 0) return { low: 0, high: 0 };
  if (!isRead(request) || status >= 400) return { low: BASE_POINTS, high: BASE_POINTS };
  return priceOfObjects(request, countObjects(request.operation, answer));
};

/** Lists that come whole, of which most sites have fewer than this. */
const WHOLE_LIST = /\/(field|issuetype|priority|status|issueLinkType|components|versions|permissions\/project)$/;
const WHOLE_LIST_MAX = 100;

/** An item is of a team or two: hundreds of queries do not make a match dearer than that, and no step could set aside what they might. */
export const MATCHES_AN_ITEM = 2;

/** How many objects a request asks for: ids or a page size in its body, a page size in its address; else one. */
const askedObjects = ({ operation, body, address = '' }: PricedRequest): number => {
  const members = isRecord(body) ? body : {};
  const ids = lengthOf(members['issueIdsOrKeys']) ?? lengthOf(members['issueIds']);
  if (operation === MATCH) return (ids ?? 0) * Math.min(MATCHES_AN_ITEM, lengthOf(members['jqls']) ?? 1);
  if (ids !== undefined) return ids;
  if (typeof members['maxResults'] === 'number') return members['maxResults'];
  const page = /[?&]maxResults=(\d+)/.exec(address)?.[1];
  if (page !== undefined) return Number(page);
  return WHOLE_LIST.test(operation) ? WHOLE_LIST_MAX : 1;
};

/**
 * What a call may cost, before it is made, by the dearest reading; a list without a page size counts as 100, and of matched queries two
 * an item.
 */
export const ceilingOf = (request: PricedRequest): number =>
  isRead(request) ? priceOfObjects(request, askedObjects(request)).high : BASE_POINTS;
