import type { BoardId, ComponentId, FieldId, ProjectId, TeamId } from '../ids.ts';

/** How a team is recognised; the first rule of a program's teams that matches wins (design.md 6, Team). */
export type TeamRule =
  | { readonly kind: 'teamField'; readonly value: string }
  | { readonly kind: 'project'; readonly projectId: ProjectId }
  | { readonly kind: 'component'; readonly componentId: ComponentId }
  | { readonly kind: 'board'; readonly boardId: BoardId }
  | { readonly kind: 'jql'; readonly jql: string };

/** What a team estimates in, from its board's estimation setting; units of two teams are never added. */
export type Unit =
  | { readonly kind: 'points'; readonly fieldId: FieldId; readonly name: string }
  | { readonly kind: 'hours'; readonly fieldId: FieldId; readonly name: string }
  | { readonly kind: 'count' };

export interface Team extends BoardTeam {
  readonly rules: readonly TeamRule[];
}

/** A team as a board computes with it: which items its rules match was decided before (`OwnTeams`). */
export interface BoardTeam {
  readonly id: TeamId;
  readonly name: string;
  /** Two to five capital letters or digits, unique in the program. */
  readonly code: string;
  readonly mode: 'scrum' | 'kanban';
  readonly unit: Unit;
  /** Boards whose sprints divide this team's row. */
  readonly boardIds: readonly BoardId[];
  /** It has more boards, which this viewer does not see. Absent: `boardIds` are all. */
  readonly hasHiddenBoards?: true;
  /** Projects that its work lives in: what a reader must see at least one of. */
  readonly projectIds: readonly ProjectId[];
  /** What gives work to this team when it is set in Jira; absent: no move can, it follows from projects, boards or JQL. */
  readonly setBy?: TeamSetter;
}

export type TeamSetter = 'teamField' | 'component';

/** How work can be given to a team, by the first of its rules that a move can set. */
export const setterOf = (rules: readonly TeamRule[]): TeamSetter | undefined =>
  rules.flatMap(({ kind }) => (kind === 'teamField' || kind === 'component' ? kind : []))[0];
