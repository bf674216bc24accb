import type { Dependency } from '../dependency/dependency.ts';
import { isDelivered } from '../health/health.ts';
import type { IsoDay, WorkItemId } from '../ids.ts';
import type { Spot } from '../placement/place-item.ts';
import type { Tree } from '../work-item/tree.ts';
import { isDone, isSubtask, type WorkItem } from '../work-item/work-item.ts';

/** Status names that say "blocked" on most Jira sites, until a program maps its own. */
const BLOCKED_STATUS = /\b(blocked|on hold|impeded)\b/i;

export interface BlockedItem {
  readonly itemId: WorkItemId;
  readonly sentence: string;
  /** Since when, where Jira says so. */
  readonly since?: IsoDay;
}

/** Category In Progress, or a parent, not done, with a started child. */
export const isInProgress = (item: WorkItem, tree: Tree): boolean => {
  if (item.status.category === 'inProgress') return true;
  if (isDone(item)) return false;
  const below = [...tree.childrenOf(item.id), ...tree.subtasksOf(item.id)];
  return below.some((child) => child.status.category !== 'todo');
};

/** Started, or placed in a sprint that has begun. */
const isDueToStart = (item: WorkItem, spot: Spot | undefined, tree: Tree, today: IsoDay): boolean =>
  isInProgress(item, tree) || (spot?.kind === 'sprint' && spot.sprint.start <= today);

export interface FlowInput {
  readonly tree: Tree;
  readonly spots: ReadonlyMap<WorkItemId, Spot>;
  readonly dependencies: readonly Dependency[];
  readonly today: IsoDay;
}

/** What each consumer waits for: its providers that have not delivered. */
export const waitsFor = ({ tree, dependencies }: FlowInput): ReadonlyMap<WorkItemId, readonly WorkItem[]> => {
  const waits = new Map<WorkItemId, WorkItem[]>();
  for (const { providerId, consumerId } of dependencies) {
    const provider = tree.items.get(providerId);
    if (provider === undefined || isDelivered(provider)) continue;
    const providers = waits.get(consumerId);
    if (providers === undefined) waits.set(consumerId, [provider]);
    else providers.push(provider);
  }
  return waits;
};

const sinceOf = (item: WorkItem, spot: Spot | undefined, today: IsoDay): IsoDay | undefined =>
  item.status.category === 'todo' && spot?.kind === 'sprint' && spot.sprint.start <= today
    ? spot.sprint.start
    : undefined;

/** Work that cannot go on now, with why: flagged, in a blocked status, or started (or due to start) and waiting. */
export const listBlocked = (input: FlowInput): readonly BlockedItem[] => {
  const waits = waitsFor(input);
  const blocked: BlockedItem[] = [];
  for (const item of input.tree.items.values()) {
    if (isDone(item) || isSubtask(item)) continue;
    const spot = input.spots.get(item.id);
    const providers = waits.get(item.id) ?? [];
    const isWaiting = providers.length > 0 && isDueToStart(item, spot, input.tree, input.today);
    const reasons = [
      ...(item.flagged ? ['it is flagged'] : []),
      ...(BLOCKED_STATUS.test(item.status.name) ? [`its status is ${item.status.name}`] : []),
      ...(isWaiting ? [`it waits for ${providers.map((provider) => provider.key).join(', ')}`] : []),
    ];
    if (reasons.length === 0) continue;
    const since = isWaiting ? sinceOf(item, spot, input.today) : undefined;
    const sentence = `${item.key} is blocked: ${reasons.join('; ')}.`;
    blocked.push({ itemId: item.id, sentence, ...(since === undefined ? {} : { since }) });
  }
  return blocked;
};
