import type { IsoDay, SprintId, TeamId, WorkItemId } from '../ids.ts';
import type { DayOf } from '../day/time-zone.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import type { Tree } from '../work-item/tree.ts';
import { isSubtask } from '../work-item/work-item.ts';
import { placeItem, type PlaceContext, type Spot } from './place-item.ts';

export interface PlaceAllInput {
  readonly tree: Tree;
  readonly teamOf: ReadonlyMap<WorkItemId, TeamId>;
  readonly sprintsOfTeam: ReadonlyMap<TeamId, readonly DatedSprint[]>;
  readonly sprints: readonly DatedSprint[];
  readonly today: IsoDay;
  readonly dayOf: DayOf;
}

/** Places every item but sub-tasks, children before parents. */
export const placeAll = (input: PlaceAllInput): ReadonlyMap<WorkItemId, Spot> => {
  const sprints: ReadonlyMap<SprintId, DatedSprint> = new Map(input.sprints.map((sprint) => [sprint.id, sprint]));
  const contexts = new Map<TeamId | undefined, PlaceContext>();
  const contextOf = (teamId: TeamId | undefined): PlaceContext => {
    let context = contexts.get(teamId);
    if (context === undefined) {
      const teamSprints = (teamId === undefined ? undefined : input.sprintsOfTeam.get(teamId)) ?? [];
      context = { teamSprints, sprints, today: input.today, dayOf: input.dayOf };
      contexts.set(teamId, context);
    }
    return context;
  };
  const spots = new Map<WorkItemId, Spot>();
  const upwards = [...input.tree.items.values()]
    .filter((item) => !isSubtask(item))
    .sort((a, b) => a.type.level - b.type.level);
  for (const item of upwards) {
    const childSpots = input.tree.childrenOf(item.id).flatMap((child) => spots.get(child.id) ?? []);
    spots.set(item.id, placeItem(item, childSpots, contextOf(input.teamOf.get(item.id))));
  }
  return spots;
};
