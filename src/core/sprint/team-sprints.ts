import type { SprintId, TeamId, WorkItemId } from '../ids.ts';
import type { Team } from '../team/team.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { DatedSprint } from './sprint.ts';

/**
 * The sprints that divide each team's row: those of its boards, and those of no known board that its items are in (old
 * exports have such). A team without boards takes every sprint that its items are in. A kanban team has none.
 */
export const groupSprintsByTeam = (
  teams: readonly Team[],
  sprints: readonly DatedSprint[],
  items: Iterable<WorkItem>,
  teamOf: ReadonlyMap<WorkItemId, TeamId>,
): ReadonlyMap<TeamId, readonly DatedSprint[]> => {
  const joined = new Map<TeamId, Set<SprintId>>();
  for (const item of items) {
    const teamId = teamOf.get(item.id);
    if (teamId === undefined || item.sprintIds.length === 0) continue;
    const ids = joined.get(teamId) ?? new Set();
    for (const id of item.sprintIds) ids.add(id);
    joined.set(teamId, ids);
  }
  const belongs = (team: Team, sprint: DatedSprint): boolean => {
    if (sprint.boardId !== undefined && team.boardIds.length > 0) return team.boardIds.includes(sprint.boardId);
    return joined.get(team.id)?.has(sprint.id) ?? false;
  };
  return new Map(
    teams.map((team) => [team.id, team.mode === 'kanban' ? [] : sprints.filter((sprint) => belongs(team, sprint))]),
  );
};
