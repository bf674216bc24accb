import type { Issue } from '../entities.ts';
import type { Site } from '../site.ts';
import { compileClause } from './compile.ts';
import type { Candidates, Compiled } from './compile-terminal.ts';
import { jqlContext, type JqlContext } from './context.ts';
import { type Found, foundAmong, foundWalking, isAfter } from './found.ts';
import { type Place, sortColumns, type SortColumn } from './order.ts';
import type { KeyRange } from './ordered-index.ts';
import { parseJql } from './parse.ts';
import { unbounded } from './problems.ts';

export interface SearchOptions {
  /** Ids of issues that are seen as they are now, not as the index still has them (`reconcileIssues`). */
  readonly reconcileIssueIds?: readonly string[];
  /** Refuses a query without a restriction, as the operations for apps do; default false. */
  readonly mustBeBounded?: boolean;
  /** Values that do not exist for the viewer stand for nothing, instead of a 400; default false. */
  readonly forgivesValues?: boolean;
  /** Only what comes after this place in the query's order. */
  readonly after?: Place;
  /** What the query cannot say: lets through what a board shows, for example. */
  readonly isWanted?: (issue: Issue) => boolean;
}

const ALL: Compiled = { test: () => true };

interface Query {
  readonly context: JqlContext;
  readonly compiled: Compiled;
  readonly columns: readonly SortColumn[];
  /** What search sees otherwise than the store has it. */
  readonly seen: ReadonlyMap<string, Issue | undefined>;
}

const readQuery = (site: Site, accountId: string | undefined, jql: string, options: SearchOptions): Query => {
  const { where, orderBy } = parseJql(jql);
  if (where === undefined && options.mustBeBounded === true) throw unbounded();
  const context = jqlContext(site, accountId, options.forgivesValues);
  const seen = new Map(context.state.lag.seen());
  for (const id of options.reconcileIssueIds ?? []) seen.delete(id);
  const compiled = where === undefined ? ALL : compileClause(context, where);
  return { context, compiled: withinReach(context, compiled), columns: sortColumns(context, orderBy), seen };
};

/** The issues of the projects that the viewer may browse at all: few, for a guest. */
const ofVisibleProjects = ({ store, canBrowse }: JqlContext): Candidates => {
  const ids = [...store.projects.values()].map(({ id }) => id).filter(canBrowse);
  return {
    count: ids.reduce((sum, id) => sum + store.issuesByProject.count(id), 0),
    issues: () => ids.flatMap((id) => store.issuesByProject.of(id)),
  };
};

/** The clause, looked for among what the viewer may browse where that is less than what its own index finds. */
const withinReach = (context: JqlContext, compiled: Compiled): Compiled => {
  const reach = ofVisibleProjects(context);
  const isLess = reach.count < (compiled.candidates?.count ?? context.store.issues.size);
  return isLess ? { ...compiled, candidates: reach } : compiled;
};

/** An index is worth more than a look at everything only where it leaves out most. */
const candidatesOf = ({ context, compiled: { candidates } }: Query): Iterable<Issue> => {
  const { issues } = context.store;
  return candidates === undefined || candidates.count > issues.size / 2 ? issues.values() : candidates.issues();
};

/** Every issue that matches, in no order. */
const matching = (query: Query, isWanted: (issue: Issue) => boolean = () => true): Issue[] => {
  const { seen, context } = query;
  const { test } = query.compiled;
  const found: Issue[] = [];
  const look = (issue: Issue): void => {
    if (test(issue) && isWanted(issue) && context.canSee(issue)) found.push(issue);
  };
  for (const issue of candidatesOf(query)) if (seen.size === 0 || !seen.has(issue.id)) look(issue);
  for (const [, issue] of seen) if (issue !== undefined) look(issue);
  return found;
};

/** Beyond this share of the site, walking along an order beats collecting and sorting. */
const WALKED_SHARE = 0.2;

/** The range of the order to walk, where walking is the better way. */
const walkOf = ({ context, compiled: { candidates }, columns }: Query, after: Place | undefined) => {
  const [primary] = columns;
  const index = primary?.index;
  if (primary === undefined || index === undefined) return undefined;
  const range: KeyRange | undefined = candidates?.within?.index === index ? candidates.within.range : undefined;
  const isFew = candidates !== undefined && candidates.count < context.store.issues.size * WALKED_SHARE;
  if (range === undefined && isFew) return undefined;
  const start = after?.keys[0];
  const { isDescending } = primary;
  if (start === undefined) return { index, range: range ?? {}, isDescending };
  return { index, range: { ...range, ...(isDescending ? { to: start } : { from: start }) }, isDescending };
};

function* matchingRuns(
  runs: Iterable<readonly Issue[]>,
  { compiled: { test }, context }: Query,
  isWanted: (issue: Issue) => boolean,
): Generator<readonly Issue[]> {
  for (const run of runs) {
    const matches = run.filter((issue) => test(issue) && isWanted(issue) && context.canSee(issue));
    if (matches.length > 0) yield matches;
  }
}

/** Runs a query as somebody; throws a 400 in Jira's words for one that is not well formed or names what does not exist. */
export const runSearch = (
  site: Site,
  accountId: string | undefined,
  jql: string,
  options: SearchOptions = {},
): Found => {
  const query = readQuery(site, accountId, jql, options);
  const { columns, seen } = query;
  const { isWanted: passes = () => true, after } = options;
  const comesAfter = after === undefined ? () => true : isAfter(columns, after);
  const isWanted = (issue: Issue): boolean => passes(issue) && comesAfter(issue);
  const walk = walkOf(query, options.after);
  if (walk === undefined) return foundAmong(matching(query, isWanted), columns);
  const runs = walk.index.walk(walk.range, walk.isDescending, seen);
  return foundWalking(matchingRuns(runs, query, isWanted), columns);
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
): Issue[] => stillThere(site, accountId, runSearch(site, accountId, jql, options).slice(0, Number.POSITIVE_INFINITY));

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
): number => matching(readQuery(site, accountId, jql, options), options.isWanted).length;

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
