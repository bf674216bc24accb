import { createDayOf, type DayOf } from '../day/time-zone.ts';
import type { Dependency } from '../dependency/dependency.ts';
import { findDependencies } from '../dependency/find-dependencies.ts';
import { judgeDependencies } from '../dependency/judge.ts';
import { listBlocked, waitsFor, type BlockedItem } from '../flow/flow.ts';
import type { EpochMs, IsoDay, SprintId, TeamId, WorkItemId } from '../ids.ts';
import type { Period } from '../period/period.ts';
import { placeAll } from '../placement/place-all.ts';
import type { Spot } from '../placement/place-item.ts';
import type { BoardProgram } from '../program/program.ts';
import { createCompare, type Compare } from '../rank/rank.ts';
import { dateSprints } from '../sprint/date-sprints.ts';
import type { DatedSprint, Sprint } from '../sprint/sprint.ts';
import { groupSprintsByTeam } from '../sprint/team-sprints.ts';
import { assignTeams, type OwnTeams } from '../team/assign-teams.ts';
import type { BoardTeam } from '../team/team.ts';
import { asWorkItem, type ThinItem } from '../work-item/thin-item.ts';
import { buildTree, type Tree } from '../work-item/tree.ts';
import type { Priority, WorkItem } from '../work-item/work-item.ts';

/** Everything visible to one viewer that a board is computed from. */
export interface PlanInput {
  readonly program: BoardProgram;
  readonly period: Period;
  readonly items: readonly WorkItem[];
  /** Items of which only this much is read; absent: none. */
  readonly thin?: readonly ThinItem[];
  /** In each board's own order. */
  readonly sprints: readonly Sprint[];
  /** The site's, highest first. */
  readonly priorities: readonly Priority[];
  /** Of all items, the thin ones included. */
  readonly own: OwnTeams;
  readonly now: EpochMs;
}
/** The visible work with team, place and health: what all parts of a board read from. */
export interface Plan {
  readonly program: BoardProgram;
  readonly period: Period;
  readonly today: IsoDay;
  readonly tree: Tree;
  readonly teams: ReadonlyMap<TeamId, BoardTeam>;
  readonly teamOf: ReadonlyMap<WorkItemId, TeamId>;
  /** As decided by the items' own fields. */
  readonly own: OwnTeams;
  /** All that are known, those of other boards included, by start. */
  readonly sprints: ReadonlyMap<SprintId, DatedSprint>;
  readonly sprintsOfTeam: ReadonlyMap<TeamId, readonly DatedSprint[]>;
  readonly dayOf: DayOf;
  readonly spots: ReadonlyMap<WorkItemId, Spot>;
  readonly dependencies: readonly Dependency[];
  readonly blocked: readonly BlockedItem[];
  readonly waits: ReadonlyMap<WorkItemId, readonly WorkItem[]>;
  readonly compare: Compare;
  /** Items that count, but of which too little is known to show them. */
  readonly thinIds: ReadonlySet<WorkItemId>;
}

export const buildPlan = (input: PlanInput): Plan => {
  const { program, period } = input;
  const dayOf = createDayOf(program.timeZone);
  const today = dayOf(input.now);
  const thin = input.thin ?? [];
  const tree = buildTree([...input.items, ...thin.map(asWorkItem)]);
  const teamOf = assignTeams(tree, program.teams, input.own);
  const sprints = dateSprints(input.sprints, dayOf, today);
  const sprintsOfTeam = groupSprintsByTeam(program.teams, sprints, tree.items.values(), teamOf);
  const spots = placeAll({ tree, teamOf, sprintsOfTeam, sprints, today, dayOf });
  const teams = new Map(program.teams.map((team) => [team.id, team]));
  const pairs = findDependencies(tree, teamOf, program.dependencyTypes);
  const dependencies = judgeDependencies(pairs, { tree, spots, teams, today, period });
  const flow = { tree, spots, dependencies, today };
  return {
    program,
    period,
    today,
    tree,
    teams,
    teamOf,
    own: input.own,
    sprints: new Map(sprints.map((sprint) => [sprint.id, sprint])),
    dayOf,
    sprintsOfTeam,
    spots,
    dependencies,
    blocked: listBlocked(flow),
    waits: waitsFor(flow),
    compare: createCompare(input.priorities),
    thinIds: new Set(thin.map(({ id }) => id)),
  };
};
