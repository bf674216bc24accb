import type { Plan } from '../board/plan.ts';
import type { IsoDay, TeamId, WorkItemId } from '../ids.ts';
import { moveItems } from '../move/apply-moves.ts';
import type { Move } from '../move/move.ts';
import { placeItem, type Spot } from '../placement/place-item.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import { findTeamSprints } from '../sprint/team-sprints.ts';
import { teamOfItem, type OwnTeam } from '../team/assign-teams.ts';
import type { TreeView } from '../work-item/tree.ts';
import { isSubtask, type WorkItem } from '../work-item/work-item.ts';
import type { Ground } from './facts.ts';
import { layOver, type Layer } from './layer.ts';
import type { PlanIndex } from './plan-index.ts';

/** What moves leave of a plan, with what may differ in it. */
export interface After extends Ground {
  readonly today: IsoDay;
  /** Items whose place, team or own fields may differ. */
  readonly touched: ReadonlySet<WorkItemId>;
  readonly isTeamChanged: boolean;
}

const layItems = (tree: TreeView, changed: ReadonlyMap<WorkItemId, WorkItem>): TreeView => {
  const current = (item: WorkItem): WorkItem => changed.get(item.id) ?? item;
  const list = (items: readonly WorkItem[]): readonly WorkItem[] => items.map(current);
  return {
    items: layOver(tree.items, changed),
    childrenOf: (id) => list(tree.childrenOf(id)),
    subtasksOf: (id) => list(tree.subtasksOf(id)),
    parentOf: (item) => {
      const parent = tree.parentOf(item);
      return parent === undefined ? undefined : current(parent);
    },
    ancestorsOf: (item) => list(tree.ancestorsOf(item)),
    leavesOf: (id) => list(tree.leavesOf(id)),
  };
};

const upwards = (items: Iterable<WorkItem>): readonly WorkItem[] =>
  [...items].sort((a, b) => a.type.level - b.type.level);

const withAncestors = (ids: Iterable<WorkItemId>, tree: TreeView): ReadonlyMap<WorkItemId, WorkItem> => {
  const found = new Map<WorkItemId, WorkItem>();
  for (const id of ids) {
    const item = tree.items.get(id);
    if (item === undefined) continue;
    for (const one of [item, ...tree.ancestorsOf(item)]) found.set(one.id, one);
  }
  return found;
};

/** Teams after other team fields: of the items themselves, what is above (its lead may change), and their sub-tasks. */
const assignAgain = (tree: TreeView, plan: Plan, set: ReadonlyMap<WorkItemId, OwnTeam>): Layer<WorkItemId, TeamId> => {
  const assigned = layOver(plan.teamOf);
  const context = { tree, teams: plan.program.teams, own: layOver(plan.own, set), assigned };
  const assign = (item: WorkItem): void => {
    const teamId = teamOfItem(item, context);
    if (teamId !== plan.teamOf.get(item.id)) assigned.set(item.id, teamId);
  };
  const above = upwards(withAncestors(set.keys(), tree).values()).filter((item) => !isSubtask(item));
  above.forEach(assign);
  for (const item of above) tree.subtasksOf(item.id).forEach(assign);
  return assigned;
};

const isSameList = (a: readonly DatedSprint[], b: readonly DatedSprint[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

interface Row {
  readonly tree: TreeView;
  readonly teamOf: Layer<WorkItemId, TeamId>;
  readonly changed: ReadonlySet<WorkItemId>;
}

/** Rows that are divided otherwise: sprints of other boards come to a team, and go, with its items. */
const divideAgain = ({ plan, sprints, itemsOfTeam }: PlanIndex, { tree, teamOf, changed }: Row) => {
  const affected = new Set([...changed].flatMap((id) => [plan.teamOf.get(id), teamOf.get(id)]));
  const divided = layOver(plan.sprintsOfTeam);
  for (const teamId of affected) {
    const team = teamId === undefined ? undefined : plan.teams.get(teamId);
    if (teamId === undefined || team === undefined) continue;
    const staying = (itemsOfTeam.get(teamId) ?? []).filter(({ id }) => !changed.has(id));
    const coming = [...changed].flatMap((id) => (teamOf.get(id) === teamId ? (tree.items.get(id) ?? []) : []));
    const own = findTeamSprints(team, sprints, [...staying, ...coming]);
    if (!isSameList(own, plan.sprintsOfTeam.get(teamId) ?? [])) divided.set(teamId, own);
  }
  return divided;
};

/** What a plan becomes by moves, recomputing what they touch: the items, what is above them, and rows that are divided otherwise. */
export const planAfter = (index: PlanIndex, moves: readonly Move[]): After => {
  const { plan, itemsOfTeam } = index;
  const { subtasksOf, items } = plan.tree;
  const moved = moveItems(moves, { find: (id) => items.get(id), subtasksOf, sprints: plan.sprints });
  const tree = layItems(plan.tree, moved.items);
  const teamOf = assignAgain(tree, plan, moved.own);
  const changed = new Set([...moved.items.keys(), ...teamOf.over.keys()]);
  const sprintsOfTeam = divideAgain(index, { tree, teamOf, changed });
  const inRows = [...sprintsOfTeam.over.keys()].flatMap((id) => (itemsOfTeam.get(id) ?? []).map((item) => item.id));
  const touched = withAncestors([...changed, ...inRows], tree);
  const spots = layOver<WorkItemId, Spot>(plan.spots);
  for (const item of upwards(touched.values())) {
    if (isSubtask(item)) continue;
    const teamSprints = sprintsOfTeam.get(teamOf.get(item.id) ?? '') ?? [];
    const childSpots = tree.childrenOf(item.id).flatMap(({ id }) => spots.get(id) ?? []);
    const { sprints, today, dayOf } = plan;
    spots.set(item.id, placeItem(item, childSpots, { teamSprints, sprints, today, dayOf }));
  }
  const { teams, period, today } = plan;
  const isTeamChanged = teamOf.over.size > 0;
  return { tree, teamOf, spots, sprintsOfTeam, teams, period, today, touched: new Set(touched.keys()), isTeamChanged };
};
