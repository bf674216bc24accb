import type { TeamId, WorkItemId } from '../ids.ts';
import { mismatchOf } from '../placement/place-in-period.ts';
import { latestEnd } from '../placement/place-item.ts';
import { estimateOf } from '../rollup/estimate.ts';
import { rollUp, type RollupContext } from '../rollup/rollup.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { BoardItem } from './board.ts';
import type { Plan } from './plan.ts';
import type { Selection } from './select.ts';

const contributionsOf = (item: WorkItem, plan: Plan): NonNullable<BoardItem['contributions']> => {
  const lead = plan.teamOf.get(item.id);
  const counts = new Map<TeamId, number>();
  for (const child of plan.tree.childrenOf(item.id)) {
    const teamId = plan.teamOf.get(child.id);
    if (teamId !== undefined && teamId !== lead) counts.set(teamId, (counts.get(teamId) ?? 0) + 1);
  }
  // In the program's order, whatever the children's.
  return plan.program.teams.flatMap(({ id }) => {
    const count = counts.get(id);
    return count === undefined ? [] : [{ teamId: id, count }];
  });
};

const ofParent = (item: WorkItem, plan: Plan, context: RollupContext): Partial<BoardItem> => {
  const children = plan.tree.childrenOf(item.id);
  if (children.length === 0) return {};
  const rollup = rollUp(plan.tree.leavesOf(item.id), context);
  const childrenEnd = latestEnd(children.flatMap((child) => plan.spots.get(child.id) ?? []));
  const mismatch = mismatchOf(item, childrenEnd, plan.sprintsOfTeam.get(plan.teamOf.get(item.id) ?? '') ?? []);
  const contributions = contributionsOf(item, plan);
  return {
    ...(rollup === undefined ? {} : { rollup }),
    ...(mismatch === undefined ? {} : { mismatch }),
    ...(contributions.length === 0 ? {} : { contributions }),
  };
};

const toBoardItem = (item: WorkItem, plan: Plan, selection: Selection): BoardItem | undefined => {
  const place = selection.places.get(item.id);
  if (place === undefined) return undefined;
  const teamId = plan.teamOf.get(item.id);
  const team = teamId === undefined ? undefined : plan.teams.get(teamId);
  const estimate = team === undefined ? undefined : estimateOf(item, team);
  const ghosts = selection.ghosts.get(item.id);
  const parent = plan.tree.parentOf(item);
  return {
    id: item.id,
    key: item.key,
    summary: item.summary,
    projectId: item.projectId,
    typeId: item.type.id,
    statusId: item.status.id,
    ...(item.priority === undefined ? {} : { priorityId: item.priority.id }),
    ...(item.assigneeId === undefined ? {} : { assigneeId: item.assigneeId }),
    ...(estimate === undefined ? {} : { estimate }),
    ...(item.flagged ? { flagged: true as const } : {}),
    ...(parent === undefined ? {} : { parentId: parent.id }),
    ...(teamId === undefined ? {} : { teamId }),
    place,
    ...(ghosts === undefined ? {} : { ghosts }),
  };
};

/** The shown items, by rank. */
export const buildItems = (plan: Plan, selection: Selection): readonly BoardItem[] => {
  const blocked = new Set<WorkItemId>(plan.blocked.map(({ itemId }) => itemId));
  const context: RollupContext = { ...plan, blocked };
  const items = [...selection.shown].flatMap((id) => plan.tree.items.get(id) ?? []).sort(plan.compare);
  return items.flatMap((item) => {
    const shown = toBoardItem(item, plan, selection);
    return shown === undefined ? [] : [{ ...shown, ...ofParent(item, plan, context) }];
  });
};
