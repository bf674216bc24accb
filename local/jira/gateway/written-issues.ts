import type { Store } from '../store.ts';
import type { Found } from './router.ts';

/** Agile moves name their issues in the body: into a sprint, the backlog, a board, an epic, a rank. */
const MOVES = /^\/rest\/agile\/1\.0\/(sprint\/\{\w+\}\/issue|backlog\/.*|board\/\{\w+\}\/issue|epic\/.*|issue\/rank)$/;

const bodyIssues = (body: unknown): readonly string[] => {
  const listed = typeof body === 'object' && body !== null && 'issues' in body ? body.issues : undefined;
  return Array.isArray(listed) ? listed.map(String) : [];
};

/** A POST below an issue that only reads. */
const READS = new Set(['/rest/api/3/issue/{issueIdOrKey}/changelog/list']);

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const idOrKeyOf = (end: unknown): readonly string[] =>
  isFields(end) ? [end['id'], end['key']].filter((each) => each !== undefined).map(String) : [];

/** Both ends of a link that a call makes or removes: the change stands in the history of each. */
const linkEnds = (store: Store, { operation, params }: Found, body: unknown): readonly string[] => {
  if (operation.path === '/rest/api/3/issueLink' && isFields(body)) {
    return [...idOrKeyOf(body['inwardIssue']), ...idOrKeyOf(body['outwardIssue'])];
  }
  if (operation.path !== '/rest/api/3/issueLink/{linkId}') return [];
  const link = store.links.get(params['linkId']);
  return link === undefined ? [] : [link.sourceId, link.destinationId];
};

/** Ids of the issues that a call writes, for the per-issue write limit (platform.md 2.3); none for reads. */
export const issuesWritten = (store: Store, found: Found, body: unknown): readonly string[] => {
  const { operation, params } = found;
  if (operation.method === 'GET' || READS.has(operation.path)) return [];
  const named = params['issueIdOrKey'];
  const mentioned = [...(named === undefined ? [] : [named]), ...linkEnds(store, found, body)];
  if (MOVES.test(operation.path)) mentioned.push(...bodyIssues(body));
  const ids = mentioned.map((idOrKey) => store.issues.get(idOrKey)?.id ?? store.issuesByKey.first(idOrKey)?.id);
  return [...new Set(ids.filter((id) => id !== undefined))];
};
