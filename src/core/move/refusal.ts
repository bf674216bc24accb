import type { WorkItemId } from '../ids.ts';

export type RefusalKind =
  /** Not among what the board knows in full. */
  | 'unknown'
  | 'subtask'
  | 'done'
  | 'closedSprint'
  | 'otherTeamsSprint'
  /** A day was hit on which a team that plans by sprints has none: one could be created. */
  | 'noSprint'
  | 'needsDay'
  | 'needsSprint'
  | 'otherProject'
  | 'fixedTeam'
  /** What places it is nothing that a move changes. */
  | 'fixedPlace'
  | 'noRank'
  /** Nothing would change. */
  | 'alreadyThere';

/** An item that a move leaves where it is, and why, as a sentence. */
export interface Refused {
  readonly itemId: WorkItemId;
  readonly kind: RefusalKind;
  readonly sentence: string;
}
