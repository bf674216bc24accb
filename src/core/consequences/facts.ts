import type { Plan } from '../board/plan.ts';
import { overlaps } from '../day/day.ts';
import type { SprintId, TeamId, WorkItemId } from '../ids.ts';
import { ghostsOf } from '../placement/ghosts.ts';
import { mismatchOf } from '../placement/place-in-period.ts';
import { latestEnd, type Spot } from '../placement/place-item.ts';
import type { FeatureMismatch } from '../placement/placement.ts';
import { loadOf } from '../rollup/load.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import type { TreeView } from '../work-item/tree.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import { cellKey, pairKey, type Facts } from './consequences.ts';

/** What of a plan places items: also of one that was not built whole. */
export interface Ground extends Pick<Plan, 'period' | 'teams'> {
  readonly tree: Pick<TreeView, 'childrenOf' | 'items'>;
  readonly teamOf: Pick<ReadonlyMap<WorkItemId, TeamId>, 'get'>;
  readonly sprintsOfTeam: Pick<ReadonlyMap<TeamId, readonly DatedSprint[]>, 'get'>;
  readonly spots: Pick<ReadonlyMap<WorkItemId, Spot>, 'get'>;
}

/** A sprint of a team in the period that an item counts in: placed there, or left there as a ghost. */
export interface Stay {
  readonly teamId: TeamId;
  readonly sprintId: SprintId;
  readonly isGhost: boolean;
}

/** Where a story's estimate counts; features' would count their stories twice. As the rows of a board count. */
export const staysOf = (item: WorkItem, ground: Ground): readonly Stay[] => {
  const teamId = ground.teamOf.get(item.id);
  const team = ground.teams.get(teamId ?? '');
  const spot = ground.spots.get(item.id);
  if (teamId === undefined || team === undefined || spot === undefined || item.type.level !== 0) return [];
  const isHere = spot.kind === 'sprint' && team.mode === 'scrum' && overlaps(spot.sprint, ground.period);
  const sprints = ground.sprintsOfTeam.get(teamId) ?? [];
  const ghosts = item.sprintIds.length === 0 ? [] : ghostsOf(item, spot, sprints);
  const shown = new Set(sprints.filter((sprint) => overlaps(sprint, ground.period)).map(({ id }) => id));
  return [
    ...(isHere ? [{ teamId, sprintId: spot.sprint.id, isGhost: false }] : []),
    ...ghosts
      .filter(({ sprintId }) => shown.has(sprintId))
      .map(({ sprintId }) => ({ teamId, sprintId, isGhost: true })),
  ];
};

/** A sprint's load from who stays there. */
export const loadOfCell = (
  stays: Iterable<readonly [WorkItemId, Stay]>,
  { teamId, sprintId }: Pick<Stay, 'teamId' | 'sprintId'>,
  { teams, tree }: Ground,
) => {
  const [placed, ghosts]: [WorkItem[], WorkItem[]] = [[], []];
  for (const [id, { isGhost }] of stays) {
    const item = tree.items.get(id);
    if (item !== undefined) (isGhost ? ghosts : placed).push(item);
  }
  const team = teams.get(teamId);
  return team === undefined ? undefined : { teamId, sprintId, load: loadOf(team, placed, ghosts) };
};

export const mismatchIn = (item: WorkItem, ground: Ground): FeatureMismatch | undefined => {
  if (item.type.level < 1 || item.dueDay === undefined) return undefined;
  const childrenEnd = latestEnd(ground.tree.childrenOf(item.id).flatMap(({ id }) => ground.spots.get(id) ?? []));
  return mismatchOf(item, childrenEnd, ground.sprintsOfTeam.get(ground.teamOf.get(item.id) ?? '') ?? []);
};

/** All facts of a plan. */
export const factsOf = (plan: Plan): Facts => {
  const stays = new Map<string, [WorkItemId, Stay][]>();
  const mismatches = new Map<WorkItemId, FeatureMismatch>();
  for (const item of plan.tree.items.values()) {
    for (const stay of staysOf(item, plan)) {
      const key = cellKey(stay.teamId, stay.sprintId);
      const cell = stays.get(key);
      if (cell === undefined) stays.set(key, [[item.id, stay]]);
      else cell.push([item.id, stay]);
    }
    const mismatch = mismatchIn(item, plan);
    if (mismatch !== undefined) mismatches.set(item.id, mismatch);
  }
  const loads: Facts['loads'] = new Map(
    [...stays].flatMap(([key, cell]) => {
      const load = cell[0] === undefined ? undefined : loadOfCell(cell, cell[0][1], plan);
      return load === undefined ? [] : [[key, load] as const];
    }),
  );
  return { dependencies: new Map(plan.dependencies.map((one) => [pairKey(one), one])), loads, mismatches };
};
