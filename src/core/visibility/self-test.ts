import type { EpochMs, ProjectId, WorkItemId } from '../ids.ts';
import type { Candidate } from './plan.ts';

/**
 * How Jira is asked what the viewer sees. `check`: bulk `permissions/check`. `match`: would search return it (`jql/match`).
 * `both`: only what both say, while nothing shows yet that they agree on this site.
 */
export type Way = 'check' | 'match' | 'both';

/** The last self-test that showed something, as stored. */
export interface SelfTest {
  readonly outcome: 'agree' | 'differ';
  readonly at: EpochMs;
  /** Items on which the ways differed, by which of them would have shown it. */
  readonly onlyCheck: number;
  readonly onlyMatch: number;
}

/** A site's configuration changes: an agreement is shown anew after this. A difference stays until the next one. */
export const PROVEN_FOR_MS = 7 * 24 * 3_600_000;

/** The way to ask: `check` once it agreed with search, `match` (search's own words) where it differed. */
export const chooseWay = (test: SelfTest | undefined, now: EpochMs): Way => {
  if (test === undefined || Math.abs(now - test.at) > PROVEN_FOR_MS) return 'both';
  return test.outcome === 'agree' ? 'check' : 'match';
};

export interface BothAnswers {
  readonly projects: ReadonlySet<ProjectId>;
  readonly byCheck: ReadonlySet<WorkItemId>;
  readonly byMatch: ReadonlySet<WorkItemId>;
  readonly byApp: ReadonlySet<WorkItemId>;
}

/**
 * Compares the two ways on items that the app sees (so that neither archiving nor the app's own limits count). Undefined
 * where nothing is shown: they agree, but no item is restricted within a project that this viewer may browse.
 */
export const judgeSelfTest = (
  items: readonly Candidate[],
  { projects, byCheck, byMatch, byApp }: BothAnswers,
  at: EpochMs,
): SelfTest | undefined => {
  const compared = items.filter(({ id }) => byApp.has(id));
  const onlyCheck = compared.filter(({ id }) => byCheck.has(id) && !byMatch.has(id)).length;
  const onlyMatch = compared.filter(({ id }) => byMatch.has(id) && !byCheck.has(id)).length;
  if (onlyCheck + onlyMatch > 0) return { outcome: 'differ', at, onlyCheck, onlyMatch };
  const isRestricted = compared.some(({ id, projectId }) => projects.has(projectId) && !byMatch.has(id));
  return isRestricted ? { outcome: 'agree', at, onlyCheck: 0, onlyMatch: 0 } : undefined;
};
