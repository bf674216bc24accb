import type { EpochMs, ProjectId, WorkItemId } from '../ids.ts';
import type { Candidate } from './plan.ts';

/**
 * How Jira is asked which items the viewer sees. `check`: bulk `permissions/check`, which is cheapest. `match`: would search return
 * them (`jql/match`), which is the rule itself; and projects by listing them. `unproven`: items as `match`, projects as `check`.
 */
export type Way = 'check' | 'match' | 'unproven';

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

/** The way to ask: `check` once it agreed with search, search's own words where it differed, or where nothing is shown yet. */
export const chooseWay = (test: SelfTest | undefined, now: EpochMs): Way => {
  if (test === undefined || Math.abs(now - test.at) > PROVEN_FOR_MS) return 'unproven';
  return test.outcome === 'agree' ? 'check' : 'match';
};

/** Of one comparison: of those that the viewer sees, and of those that are hidden. */
const SAMPLE = 500;

/**
 * Items on which to compare the ways: some that search hides from the viewer in projects that they browse, and some that it shows.
 * None where nothing is hidden: then a comparison shows nothing.
 */
export const chooseSample = (
  items: readonly Candidate[],
  { projects, byMatch, byApp }: Omit<BothAnswers, 'byCheck'>,
): readonly Candidate[] => {
  const known = items.filter(({ id, projectId }) => byApp.has(id) && projects.has(projectId));
  const hidden = known.filter(({ id }) => !byMatch.has(id));
  const shown = known.filter(({ id }) => byMatch.has(id));
  return hidden.length === 0 ? [] : [...hidden.slice(0, SAMPLE), ...shown.slice(0, SAMPLE)];
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
