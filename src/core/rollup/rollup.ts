import { earlier } from '../day/day.ts';
import type { IsoDay, TeamId, WorkItemId } from '../ids.ts';
import { endOfSpot, latestEnd, type Spot } from '../placement/place-item.ts';
import type { Compare } from '../rank/rank.ts';
import type { BoardTeam } from '../team/team.ts';
import { isDone, type WorkItem } from '../work-item/work-item.ts';
import { estimateOf } from './estimate.ts';

/** Below this share of estimated leaves progress is by count (design.md 6, Rollup). */
const COVERAGE_FOR_ESTIMATES = 0.8;

/** What the visible work below an item says; sub-tasks are not counted. */
export interface Rollup {
  readonly todo: number;
  readonly inProgress: number;
  readonly done: number;
  /** "34 of 41 estimated": of todo, inProgress and done together. */
  readonly estimated: number;
  /** Sum of the estimates, only where all estimating teams are one; units of two teams are never added. */
  readonly size?: number;
  /** Share done, 0 to 1. */
  readonly progress: number;
  readonly progressBy: 'estimate' | 'count';
  readonly start?: IsoDay;
  readonly end?: IsoDay;
  readonly blocked: number;
  /** First not started by rank. */
  readonly nextId?: WorkItemId;
}
export interface RollupContext {
  readonly teamOf: ReadonlyMap<WorkItemId, TeamId>;
  readonly teams: ReadonlyMap<TeamId, BoardTeam>;
  readonly spots: ReadonlyMap<WorkItemId, Spot>;
  readonly blocked: ReadonlySet<WorkItemId>;
  readonly compare: Compare;
}

const startOfSpot = (spot: Spot): IsoDay | undefined => (spot.kind === 'sprint' ? spot.sprint.start : endOfSpot(spot));

const estimatesOf = (leaves: readonly WorkItem[], context: RollupContext) => {
  const teamIds = new Set<TeamId | undefined>();
  let [estimated, size, done] = [0, 0, 0];
  for (const leaf of leaves) {
    const teamId = context.teamOf.get(leaf.id);
    const team = teamId === undefined ? undefined : context.teams.get(teamId);
    teamIds.add(teamId);
    const estimate = team === undefined ? undefined : estimateOf(leaf, team);
    if (estimate === undefined) continue;
    estimated += 1;
    size += estimate;
    if (isDone(leaf)) done += estimate;
  }
  return { estimated, size, done, isOneTeam: teamIds.size === 1 };
};

/** Rolls up the visible leaves below an item; undefined where there are none. */
export const rollUp = (leaves: readonly WorkItem[], context: RollupContext): Rollup | undefined => {
  if (leaves.length === 0) return undefined;
  const count = (category: WorkItem['status']['category']): number =>
    leaves.filter((leaf) => leaf.status.category === category).length;
  const { estimated, size, done, isOneTeam } = estimatesOf(leaves, context);
  const byEstimate = isOneTeam && size > 0 && estimated / leaves.length >= COVERAGE_FOR_ESTIMATES;
  const spots = leaves.flatMap((leaf) => context.spots.get(leaf.id) ?? []);
  const starts = spots.flatMap((spot) => startOfSpot(spot) ?? []);
  const end = latestEnd(spots);
  const next = leaves.filter((leaf) => leaf.status.category === 'todo').sort(context.compare)[0];
  const first = starts[0];
  return {
    todo: count('todo'),
    inProgress: count('inProgress'),
    done: count('done'),
    estimated,
    ...(isOneTeam && estimated > 0 ? { size } : {}),
    progress: byEstimate ? done / size : count('done') / leaves.length,
    progressBy: byEstimate ? 'estimate' : 'count',
    ...(first === undefined ? {} : { start: starts.reduce(earlier, first) }),
    ...(end === undefined ? {} : { end }),
    blocked: leaves.filter((leaf) => context.blocked.has(leaf.id)).length,
    ...(next === undefined ? {} : { nextId: next.id }),
  };
};
