import type { Store } from '../store.ts';
import type { Found } from './router.ts';

/** Agile moves name their issues in the body: into a sprint, the backlog, a board, an epic, a rank. */
const MOVES = /^\/rest\/agile\/1\.0\/(sprint\/\{\w+\}\/issue|backlog\/.*|board\/\{\w+\}\/issue|epic\/.*|issue\/rank)$/;

const bodyIssues = (body: unknown): readonly string[] => {
  const listed = typeof body === 'object' && body !== null && 'issues' in body ? body.issues : undefined;
  return Array.isArray(listed) ? listed.map(String) : [];
};

/** Ids of the issues that a call writes, for the per-issue write limit (platform.md 2.3); none for reads. */
export const issuesWritten = (store: Store, found: Found, body: unknown): readonly string[] => {
  const { operation, params } = found;
  if (operation.method === 'GET') return [];
  const named = params['issueIdOrKey'];
  const mentioned = named === undefined ? [] : [named];
  if (MOVES.test(operation.path)) mentioned.push(...bodyIssues(body));
  const ids = mentioned.map((idOrKey) => store.issues.get(idOrKey)?.id ?? store.issuesByKey.first(idOrKey)?.id);
  return [...new Set(ids.filter((id) => id !== undefined))];
};
