import type { Plan } from '../board/plan.ts';
import type { Dependency } from '../dependency/dependency.ts';
import { toDependencyPair, type LinkedPair } from '../dependency/find-dependencies.ts';
import { findOpenCircles, judgeDependency, type Circles } from '../dependency/judge.ts';
import type { WorkItemId } from '../ids.ts';
import type { Move } from '../move/move.ts';
import type { FeatureMismatch } from '../placement/placement.ts';
import { planAfter, type After } from './after-moves.ts';
import {
  cellKey,
  compareFacts,
  NO_CAPACITY,
  pairKey,
  type CapacityOf,
  type Consequences,
  type Facts,
} from './consequences.ts';
import { factsOf, loadOfCell, mismatchIn, staysOf, type Ground, type Stay } from './facts.ts';
import type { PlanIndex } from './plan-index.ts';

/** Between two whole plans: what `consequencesOf` has to equal. */
export const consequencesBetween = (before: Plan, after: Plan, capacityOf: CapacityOf = NO_CAPACITY): Consequences =>
  compareFacts(factsOf(before), factsOf(after), capacityOf);

type Dependencies = Facts['dependencies'];

const isInCircle = ({ providerId, consumerId }: LinkedPair, circles: Circles): boolean =>
  circles.has(providerId) && circles.get(providerId) === circles.get(consumerId);

/** Circles after: only who changes the team of an end can close or open one. */
const circlesAfter = ({ pairs, circles }: PlanIndex, after: After): Circles => {
  if (!after.isTeamChanged) return circles;
  return findOpenCircles(
    pairs.flatMap((pair) => toDependencyPair(pair, after.teamOf) ?? []),
    after,
  );
};

const dependenciesAfter = (
  index: PlanIndex,
  after: After,
): { readonly before: Dependencies; readonly after: Dependencies } => {
  const circles = circlesAfter(index, after);
  const turned =
    circles === index.circles
      ? []
      : index.pairs.filter((pair) => isInCircle(pair, circles) !== isInCircle(pair, index.circles));
  const pairs = new Set([...[...after.touched].flatMap((id) => index.pairsOf.get(id) ?? []), ...turned]);
  const [was, is] = [new Map<string, Dependency>(), new Map<string, Dependency>()];
  for (const linked of pairs) {
    const key = pairKey(linked);
    const before = index.dependencies.get(key);
    if (before !== undefined) was.set(key, before);
    const pair = toDependencyPair(linked, after.teamOf);
    const judged = pair === undefined ? undefined : judgeDependency(pair, circles, after);
    if (judged !== undefined) is.set(key, judged);
  }
  return { before: was, after: is };
};

type Cells = Map<string, Map<WorkItemId, readonly Stay[]>>;

/** The cells that touched items leave or come to, as they are after. */
const cellsAfter = (index: PlanIndex, after: After): Cells => {
  const cells: Cells = new Map();
  const open = (key: string): Map<WorkItemId, readonly Stay[]> => {
    const cell = cells.get(key) ?? new Map(index.cells.get(key));
    cells.set(key, cell);
    return cell;
  };
  for (const id of after.touched) {
    const was = index.plan.tree.items.get(id);
    for (const { teamId, sprintId } of was === undefined ? [] : staysOf(was, index.plan)) {
      open(cellKey(teamId, sprintId)).delete(id);
    }
  }
  for (const id of after.touched) {
    const is = after.tree.items.get(id);
    for (const stay of is === undefined ? [] : staysOf(is, after)) {
      const cell = open(cellKey(stay.teamId, stay.sprintId));
      cell.set(id, [...(cell.get(id) ?? []), stay]);
    }
  }
  return cells;
};

const loadsOf = (keys: Iterable<string>, cells: PlanIndex['cells'], ground: Ground): Facts['loads'] => {
  const loads = new Map<string, NonNullable<ReturnType<typeof loadOfCell>>>();
  for (const key of keys) {
    const stays = [...(cells.get(key) ?? [])].flatMap(([id, list]) => list.map((stay) => [id, stay] as const));
    const [first] = stays;
    const load = first === undefined ? undefined : loadOfCell(stays, first[1], ground);
    if (load !== undefined) loads.set(key, load);
  }
  return loads;
};

const mismatchesOf = (ids: Iterable<WorkItemId>, ground: Ground): Facts['mismatches'] => {
  const found = new Map<WorkItemId, FeatureMismatch>();
  for (const id of ids) {
    const item = ground.tree.items.get(id);
    const mismatch = item === undefined ? undefined : mismatchIn(item, ground);
    if (mismatch !== undefined) found.set(id, mismatch);
  }
  return found;
};

/** What would follow from these moves, for a drag step: computed from what they touch alone. */
export const consequencesOf = (
  index: PlanIndex,
  moves: readonly Move[],
  capacityOf: CapacityOf = NO_CAPACITY,
): Consequences => {
  const after = planAfter(index, moves);
  const dependencies = dependenciesAfter(index, after);
  const cells = cellsAfter(index, after);
  const [was, is] = [loadsOf(cells.keys(), index.cells, index.plan), loadsOf(cells.keys(), cells, after)];
  return compareFacts(
    { dependencies: dependencies.before, loads: was, mismatches: mismatchesOf(after.touched, index.plan) },
    { dependencies: dependencies.after, loads: is, mismatches: mismatchesOf(after.touched, after) },
    capacityOf,
  );
};
