import { buildPlan, type Plan, type PlanInput } from '../board/plan.ts';
import type { Dependency, Health } from '../dependency/dependency.ts';
import type { IsoDay, ProgramId, WorkItemId } from '../ids.ts';
import type { PlaceReason, UnplacedReason } from '../placement/placement.ts';
import { isSubtask } from '../work-item/work-item.ts';

/** One dependency as one of its sides sees it: the other side's item, and how it stands. */
export interface ItemDependency {
  readonly id: WorkItemId;
  readonly key: string;
  readonly summary: string;
  readonly teamName: string;
  readonly health: Health;
}
/** Where a work item stands in one program. */
export interface ItemView {
  readonly programId: ProgramId;
  readonly programName: string;
  /** Absent where no team's rule matches. */
  readonly teamName?: string;
  readonly sprint?: {
    readonly name: string;
    readonly start: IsoDay;
    readonly end: IsoDay;
    /** Jira has no dates for it. */
    readonly assumed: boolean;
  };
  readonly reason: PlaceReason | UnplacedReason;
  /** What this item waits for, worst first. */
  readonly needs: readonly ItemDependency[];
  /** What waits for this item, worst first. */
  readonly owes: readonly ItemDependency[];
}

const WORST_FIRST: readonly Health['tone'][] = ['danger', 'warning', 'neutral', 'good'];

const toSide = (plan: Plan, dependency: Dependency, side: 'provider' | 'consumer'): readonly ItemDependency[] => {
  const isProvider = side === 'provider';
  const item = plan.tree.items.get(isProvider ? dependency.providerId : dependency.consumerId);
  const team = plan.teams.get(isProvider ? dependency.providerTeamId : dependency.consumerTeamId);
  if (item === undefined || team === undefined) return [];
  return [{ id: item.id, key: item.key, summary: item.summary, teamName: team.name, health: dependency.health }];
};

const byTone = (a: ItemDependency, b: ItemDependency): number =>
  WORST_FIRST.indexOf(a.health.tone) - WORST_FIRST.indexOf(b.health.tone);

/**
 * Where an item stands in a program, what it needs and what it owes, from items visible to the viewer. A sub-task stands
 * where its parent does and speaks of its parent's dependencies (design.md 6). Undefined where the item is not among them.
 */
export const viewItem = (input: PlanInput, itemId: WorkItemId): ItemView | undefined => {
  const plan = buildPlan(input);
  const asked = plan.tree.items.get(itemId);
  const item = asked !== undefined && isSubtask(asked) ? (plan.tree.parentOf(asked) ?? asked) : asked;
  if (item === undefined) return undefined;
  const spot = plan.spots.get(item.id);
  const team = plan.teams.get(plan.teamOf.get(item.id) ?? '');
  const { dependencies } = plan;
  return {
    programId: plan.program.id,
    programName: plan.program.name,
    ...(team === undefined ? {} : { teamName: team.name }),
    ...(spot?.kind === 'sprint' ? { sprint: sprintOf(spot.sprint) } : {}),
    reason: spot?.reason ?? { kind: 'noDateNoSprint' },
    needs: dependencies
      .filter((one) => one.consumerId === item.id)
      .flatMap((one) => toSide(plan, one, 'provider'))
      .sort(byTone),
    owes: dependencies
      .filter((one) => one.providerId === item.id)
      .flatMap((one) => toSide(plan, one, 'consumer'))
      .sort(byTone),
  };
};

const sprintOf = ({ name, start, end, assumed }: NonNullable<ItemView['sprint']>): NonNullable<ItemView['sprint']> => ({
  name,
  start,
  end,
  assumed,
});
