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
  /** Candidates that Jira is asked about one by one, as the viewer and as the app. */
  readonly checked: readonly Candidate[];
  /** Projects whose project-level Browse is asked as the viewer. */
  readonly projectIds: readonly ProjectId[];
  /** Of those, the ones that the app is known to browse. */
  readonly open: ReadonlySet<ProjectId>;
}

/** Sorts candidates by how they are decided; those of closed projects are left out here already. */
export const planVisibility = ({ candidates, projectIds }: Asked, facts: AccessFacts, now: EpochMs): Plan => {
  const plain: Candidate[] = [];
  const checked: Candidate[] = [];
  for (const candidate of candidates) {
    const kind = findFresh(facts, candidate.projectId, now)?.kind ?? 'checked';
    if (kind === 'closed') continue;
    (kind === 'plain' && candidate.securityLevelId === undefined ? plain : checked).push(candidate);
  }
  const named = new Set([...projectIds, ...candidates.map((candidate) => candidate.projectId)]);
  const wanted = [...named].filter((id) => findFresh(facts, id, now)?.kind !== 'closed');
  return { plain, checked, projectIds: wanted, open: new Set(wanted.filter((id) => findFresh(facts, id, now))) };
};
