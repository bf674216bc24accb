import { overlaps } from '../day/day.ts';
import type { SprintId, TeamId, WorkItemId } from '../ids.ts';
import type { BoardTeam } from '../team/team.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { DatedSprint } from './sprint.ts';

/** So many items of a team make another board's sprint the team's, where its own boards had none at that time. */
const MIN_JOINED = 2;

const countJoined = (items: Iterable<WorkItem>): ReadonlyMap<SprintId, number> => {
  const counts = new Map<SprintId, number>();
  for (const item of items) for (const id of item.sprintIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

const sprintsOf = (
  team: BoardTeam,
  sprints: readonly DatedSprint[],
  joined: ReadonlyMap<SprintId, number>,
): readonly DatedSprint[] => {
  if (team.mode === 'kanban') return [];
  if (team.boardIds.length === 0 && team.hasHiddenBoards === undefined)
    return sprints.filter((sprint) => joined.has(sprint.id));
  const own = sprints.filter((sprint) => sprint.boardId !== undefined && team.boardIds.includes(sprint.boardId));
  const owned = new Set(own);
  return sprints.filter((sprint) => {
    if (owned.has(sprint)) return true;
    return (joined.get(sprint.id) ?? 0) >= MIN_JOINED && !own.some((mine) => overlaps(mine, sprint));
  });
};

/** The sprints that divide one team's row, from all items of that team. */
export const findTeamSprints = (
  team: BoardTeam,
  sprints: readonly DatedSprint[],
  items: Iterable<WorkItem>,
): readonly DatedSprint[] => sprintsOf(team, sprints, countJoined(items));

/**
 * The sprints that divide each team's row: those of its boards, and, for a time in which its boards had none, those of other
 * boards that its items were in (boards come and go over the years). A team without boards takes every sprint that its items
 * are in. A kanban team has none.
 */
export const groupSprintsByTeam = (
  teams: readonly BoardTeam[],
  sprints: readonly DatedSprint[],
  items: Iterable<WorkItem>,
  teamOf: ReadonlyMap<WorkItemId, TeamId>,
): ReadonlyMap<TeamId, readonly DatedSprint[]> => {
  const ofTeam = Map.groupBy(items, (item) => teamOf.get(item.id));
  return new Map(teams.map((team) => [team.id, findTeamSprints(team, sprints, ofTeam.get(team.id) ?? [])]));
};
