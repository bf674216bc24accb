import type { Issue } from '../entities.ts';
import type { Site } from '../site.ts';
import { compileClause } from './compile.ts';
import type { Compiled } from './compile-terminal.ts';
import { jqlContext, type JqlContext } from './context.ts';
import { sortColumns } from './order.ts';
import { parseJql } from './parse.ts';
import { unbounded } from './problems.ts';
import { type Found, SortedIssues } from './sorted-issues.ts';

export interface SearchOptions {
  /** Ids of issues that are seen as they are now, not as the index still has them (`reconcileIssues`). */
  readonly reconcileIssueIds?: readonly string[];
  /** Refuses a query without a restriction, as the operations for apps do; default false. */
  readonly mustBeBounded?: boolean;
}
const ALL: Compiled = { test: () => true };

/** A site's index is worth more than a look at everything only where it leaves out most. */
const candidatesOf = (context: JqlContext, { candidates }: Compiled): Iterable<Issue> => {
  const { issues } = context.store;
  return candidates === undefined || candidates.count > issues.size / 2 ? issues.values() : candidates.issues();
};

const matching = (context: JqlContext, compiled: Compiled, reconcile: readonly string[]): Issue[] => {
  const seen = new Map(context.state.lag.seen());
  for (const id of reconcile) seen.delete(id);
  const found: Issue[] = [];
  const { test } = compiled;
  const look = (issue: Issue): void => {
    if (test(issue) && context.canSee(issue)) found.push(issue);
  };
  for (const issue of candidatesOf(context, compiled)) if (seen.size === 0 || !seen.has(issue.id)) look(issue);
  for (const [, issue] of seen) if (issue !== undefined) look(issue);
  return found;
};

/** Runs a query as somebody; throws a 400 in Jira's words for one that is not well formed or names what does not exist. */
export const runSearch = (
  site: Site,
  accountId: string | undefined,
  jql: string,
  { reconcileIssueIds = [], mustBeBounded = false }: SearchOptions = {},
): Found => {
  const { where, orderBy } = parseJql(jql);
  if (where === undefined && mustBeBounded) throw unbounded();
  const context = jqlContext(site, accountId);
  const compiled = where === undefined ? ALL : compileClause(context, where);
  const columns = sortColumns(context, orderBy);
  return { issues: new SortedIssues(matching(context, compiled, reconcileIssueIds), columns), columns };
};

/**
 * The issues that Jira's search shows somebody for a query, in the query's order: permission-filtered, without archived
 * ones, as they were `tuning.searchLagMs` ago. What was deleted or hidden since then drops out.
 */
export const searchIssues = (
  site: Site,
  accountId: string | undefined,
  jql: string,
  options: SearchOptions = {},
): Issue[] => stillThere(site, accountId, runSearch(site, accountId, jql, options).issues.all());

/** Leaves out what search still knows but what is deleted, or hidden from the viewer, by now. */
export const stillThere = (site: Site, accountId: string | undefined, issues: readonly Issue[]): Issue[] => {
  const { canSee, store } = jqlContext(site, accountId);
  return issues.filter((issue) => {
    const now = store.issues.get(issue.id);
    return now !== undefined && (now === issue || canSee(now));
  });
};

/** How many issues search has for a query; what it has not heard of yet is not counted. */
export const countIssues = (
  site: Site,
  accountId: string | undefined,
  jql: string,
  options: SearchOptions = {},
): number => runSearch(site, accountId, jql, options).issues.size;

/** A test of single issues against a query, on their present state (`jql/match`); throws as `searchIssues` does. */
export const issueMatcher = (site: Site, accountId: string | undefined, jql: string): ((issue: Issue) => boolean) => {
  const { where, orderBy } = parseJql(jql);
  const context = jqlContext(site, accountId);
  const { test } = where === undefined ? ALL : compileClause(context, where);
  sortColumns(context, orderBy);
  return (issue) => context.canSee(issue) && test(issue);
};

/** Whether an issue, as it is now and if the person may see it, matches a query. */
export const matchIssue = (site: Site, accountId: string | undefined, jql: string, issue: Issue): boolean =>
  issueMatcher(site, accountId, jql)(issue);
