import type { LinkTypeId, ProgramId } from '../ids.ts';
import type { Period } from '../period/period.ts';
import type { BoardTeam, Team } from '../team/team.ts';

/** A level of the program's work with its name there, for example 1 is "Feature". */
export interface LevelName {
  readonly level: number;
  readonly name: string;
}
/** A link type that counts as a dependency, and which of its ends delivers: for Blocks the outward end ("blocks") does. */
export interface DependencyType {
  readonly linkTypeId: LinkTypeId;
  readonly name: string;
  readonly provider: 'outward' | 'inward';
}
/** What someone configures; everything else follows from Jira. */
export interface ProgramDraft {
  readonly id: ProgramId;
  readonly name: string;
  /** IANA zone in which instants become days. */
  readonly timeZone: string;
  readonly levels: readonly LevelName[];
  readonly teams: readonly Team[];
  readonly dependencyTypes: readonly DependencyType[];
  readonly periods: readonly Period[];
}
export interface Program extends ProgramDraft {
  /** Grows by one with each save. */
  readonly version: number;
}

/** A program as a board computes with it, cut to what one viewer may see: no rules, no teams of which nothing is visible. */
export interface BoardProgram extends Omit<Program, 'teams'> {
  readonly teams: readonly BoardTeam[];
}
