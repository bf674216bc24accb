import type { Plan } from '../board/plan.ts';
import { findLinkedPairs, toDependencyPair, type LinkedPair } from '../dependency/find-dependencies.ts';
import { findOpenCircles, type Circles } from '../dependency/judge.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import type { TeamId, WorkItemId } from '../ids.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import { cellKey, pairKey } from './consequences.ts';
import type { Dependency } from '../dependency/dependency.ts';
import { staysOf, type Stay } from './facts.ts';

/** A plan, arranged so that what follows from a few moves can be told in a few milliseconds: made once for a drag. */
export interface PlanIndex {
  readonly plan: Plan;
  readonly sprints: readonly DatedSprint[];
  readonly itemsOfTeam: ReadonlyMap<TeamId | undefined, readonly WorkItem[]>;
  readonly pairs: readonly LinkedPair[];
  readonly pairsOf: ReadonlyMap<WorkItemId, readonly LinkedPair[]>;
  readonly circles: Circles;
  readonly dependencies: ReadonlyMap<string, Dependency>;
  /** Who stays in a sprint of a team, by `cellKey`. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<WorkItemId, readonly Stay[]>>;
}

const push = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

const indexPairs = (pairs: readonly LinkedPair[]): ReadonlyMap<WorkItemId, readonly LinkedPair[]> => {
  const of = new Map<WorkItemId, LinkedPair[]>();
  for (const pair of pairs) for (const id of new Set([pair.providerId, pair.consumerId])) push(of, id, pair);
  return of;
};

const indexCells = (plan: Plan): PlanIndex['cells'] => {
  const cells = new Map<string, Map<WorkItemId, Stay[]>>();
  for (const item of plan.tree.items.values()) {
    for (const stay of staysOf(item, plan)) {
      const key = cellKey(stay.teamId, stay.sprintId);
      const cell = cells.get(key) ?? new Map<WorkItemId, Stay[]>();
      push(cell, item.id, stay);
      cells.set(key, cell);
    }
  }
  return cells;
};

/** Arranges a plan for `consequencesOf`; in the order of the whole plan's size. */
export const indexPlan = (plan: Plan): PlanIndex => {
  const pairs = findLinkedPairs(plan.tree, plan.program.dependencyTypes);
  const own = pairs.flatMap((pair) => toDependencyPair(pair, plan.teamOf) ?? []);
  return {
    plan,
    sprints: [...plan.sprints.values()],
    itemsOfTeam: Map.groupBy(plan.tree.items.values(), ({ id }) => plan.teamOf.get(id)),
    pairs,
    pairsOf: indexPairs(pairs),
    circles: findOpenCircles(own, plan),
    dependencies: new Map(plan.dependencies.map((one) => [pairKey(one), one])),
    cells: indexCells(plan),
  };
};
