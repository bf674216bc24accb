import type { ProjectId, TeamId } from '../ids.ts';
import type { Sprint } from '../sprint/sprint.ts';
import type { OwnTeams } from '../team/assign-teams.ts';
import { setterOf, type BoardTeam, type Team } from '../team/team.ts';
import type { BoardProgram, Program } from './program.ts';

/** What one viewer sees of the work of a program. */
export interface SeenOfProgram {
  /** Projects that they browse, those of visible items included. */
  readonly projectIds: ReadonlySet<ProjectId>;
  /** Teams of visible items. */
  readonly own: OwnTeams;
  readonly sprints: readonly Sprint[];
}

const cutTeam = (whole: Team, projectIds: ReadonlySet<ProjectId>, boards: ReadonlySet<unknown>) => {
  const { rules, ...team } = whole;
  const setBy = setterOf(rules);
  const boardIds = team.boardIds.filter((id) => boards.has(id));
  const cut: BoardTeam = {
    ...team,
    projectIds: team.projectIds.filter((id) => projectIds.has(id)),
    boardIds,
    ...(setBy === undefined ? {} : { setBy }),
    ...(boardIds.length === team.boardIds.length ? {} : { hasHiddenBoards: true }),
  };
  return cut;
};

/**
 * A program as one viewer may see it (design.md 5): teams of which they browse a project or see an item, without rules; of
 * their boards those whose sprints are seen.
 */
export const cutProgram = (program: Program, { projectIds, own, sprints }: SeenOfProgram): BoardProgram => {
  const named = new Set<TeamId>([...own.values()].flatMap(({ first, byField = first }) => [first, byField]));
  const boards = new Set(sprints.flatMap(({ boardId }) => boardId ?? []));
  return {
    ...program,
    teams: program.teams
      .map((team) => cutTeam(team, projectIds, boards))
      .filter((team) => team.projectIds.length > 0 || named.has(team.id)),
  };
};
