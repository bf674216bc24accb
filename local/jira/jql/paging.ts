import type { Issue } from '../entities.ts';
import { badRequest } from '../errors.ts';
import type { Site } from '../site.ts';
import type { Found } from './found.ts';
import { placeOf } from './order.ts';
import { readPageToken, writePageToken } from './page-token.ts';
import { runSearch, stillThere } from './search.ts';
import { searchState } from './state.ts';

/** platform.md 3.1 and 9. */
const RECONCILED_ISSUES_MAX = 50;

export interface PageRequest {
  readonly jql: string;
  readonly maxResults: number;
  readonly nextPageToken?: string | undefined;
  /** Ids that are seen as they are now; must be the same on every page. */
  readonly reconcileIssueIds?: readonly string[] | undefined;
  /** What else must be the same on every page, for example the chosen fields. */
  readonly binding?: string;
  /** Default true. */
  readonly mustBeBounded?: boolean;
  /** As `SearchOptions` has them; what they depend on belongs into `binding`. */
  readonly forgivesValues?: boolean;
  readonly isWanted?: (issue: Issue) => boolean;
}
export interface IssuePage {
  /** May be fewer than asked for: what is deleted or hidden by now drops out. */
  readonly issues: readonly Issue[];
  readonly isLast: boolean;
  /** Absent on the last page. */
  readonly nextPageToken?: string;
}

/** The issues of a held result as search sees them by now. */
const refreshed = (site: Site, issues: readonly Issue[], reconciled: readonly string[]): Issue[] => {
  const seen = searchState(site).lag.seen();
  return issues.flatMap((issue) => {
    if (reconciled.includes(issue.id) || !seen.has(issue.id)) return site.store.issues.get(issue.id) ?? [];
    return seen.get(issue.id) ?? issue;
  });
};

/**
 * One page of a search, walked by tokens. The result is settled with its first page: writes in between neither repeat nor
 * lose an issue. A token lives 7 days and serves only who got it, for the same query; all else is a 400.
 */
export const searchPage = (site: Site, accountId: string | undefined, request: PageRequest): IssuePage => {
  const { jql, maxResults, nextPageToken, reconcileIssueIds = [], mustBeBounded = true } = request;
  const { forgivesValues = false, isWanted = () => true } = request;
  if (reconcileIssueIds.length > RECONCILED_ISSUES_MAX)
    throw badRequest(`At most ${RECONCILED_ISSUES_MAX} issues can be reconciled.`);
  const { snapshots } = searchState(site);
  const secret = site.store.settings.cloudId;
  const binding = JSON.stringify([accountId ?? null, jql, request.binding ?? '', reconcileIssueIds]);
  const now = site.clock.now();
  const token = nextPageToken === undefined ? undefined : readPageToken(nextPageToken, secret, binding, now);
  const held = token === undefined ? undefined : snapshots.get(token.snapshotId);
  const after = token === undefined ? {} : { after: token.last };
  const options = { reconcileIssueIds, mustBeBounded, forgivesValues, isWanted, ...after };
  const found: Found = held ?? runSearch(site, accountId, jql, options);
  const offset = held === undefined ? 0 : (token?.offset ?? 0);
  const page = found.slice(offset, maxResults);
  const issues = stillThere(site, accountId, refreshed(site, page, reconcileIssueIds));
  const end = offset + page.length;
  const last = page.at(-1);
  if (last === undefined || !found.hasMore(end)) return { issues, isLast: true };
  const snapshotId = held !== undefined && token !== undefined ? token.snapshotId : snapshots.add(found, now);
  const next = { snapshotId, offset: end, last: placeOf(found.columns, last), issuedAt: now };
  return { issues, isLast: false, nextPageToken: writePageToken(next, secret, binding) };
};
