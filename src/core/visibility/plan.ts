import type { EpochMs, ProjectId, WorkItemId } from '../ids.ts';
import { findFresh, type AccessFacts } from './access.ts';

/** A work item of the index, before anyone knows whether this viewer may see it: ids only. */
export interface Candidate {
  readonly id: WorkItemId;
  readonly projectId: ProjectId;
  /** An item with a security level is asked for by itself, whatever is known of its project. */
  readonly securityLevelId?: string;
}
export interface Asked {
  readonly candidates: readonly Candidate[];
  /** Projects of containers (team rows, programs) beside those of the candidates. */
  readonly projectIds: readonly ProjectId[];
}

/** What must be asked of Jira so that every candidate can be decided. */
export interface Plan {
  /** Candidates that follow from a project-level yes of the viewer. */
  readonly plain: readonly Candidate[];
  /** Candidates that Jira is asked about one by one, as the viewer and, but for `appSees`, as the app. */
  readonly checked: readonly Candidate[];
  /** Checked candidates that the app is known to see. */
  readonly appSees: ReadonlySet<WorkItemId>;
  /** Projects whose project-level Browse is asked as the viewer. */
  readonly projectIds: readonly ProjectId[];
  /** Of those, the ones that the app is known to browse. */
  readonly open: ReadonlySet<ProjectId>;
}

/** Sorts candidates by how they are decided; those of closed projects are left out here already. */
export const planVisibility = ({ candidates, projectIds }: Asked, facts: AccessFacts, now: EpochMs): Plan => {
  const plain: Candidate[] = [];
  const checked: Candidate[] = [];
  const appSees = new Set<WorkItemId>();
  for (const candidate of candidates) {
    const { id, projectId, securityLevelId } = candidate;
    const fact = findFresh(facts, projectId, now);
    if (fact?.kind === 'closed') continue;
    const isPlain = fact?.kind === 'plain' && securityLevelId === undefined;
    (isPlain ? plain : checked).push(candidate);
    if (!isPlain && fact?.appSees?.has(id) === true) appSees.add(id);
  }
  const named = new Set([...projectIds, ...candidates.map((candidate) => candidate.projectId)]);
  const wanted = [...named].filter((id) => findFresh(facts, id, now)?.kind !== 'closed');
  const open = new Set(wanted.filter((id) => findFresh(facts, id, now)));
  return { plain, checked, appSees, projectIds: wanted, open };
};

/** The items of these projects that must be asked for one by one, as far as fresh facts tell before the index is read. */
export const listKnownChecked = (
  projectIds: readonly ProjectId[],
  facts: AccessFacts,
  now: EpochMs,
): readonly Candidate[] =>
  [...new Set(projectIds)].flatMap((projectId) => {
    const fact = findFresh(facts, projectId, now);
    return fact?.kind === 'checked' ? [...(fact.appSees ?? [])].map((id): Candidate => ({ id, projectId })) : [];
  });
