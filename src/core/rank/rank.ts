import type { PriorityId } from '../ids.ts';
import type { WorkItem } from '../work-item/work-item.ts';

export type Compare = (a: WorkItem, b: WorkItem) => number;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Jira's rank first (an item without one comes after those with one); missing or equal: priority, created, id.
 * `priorities` lists the site's priorities, highest first.
 */
export const createCompare = (priorities: readonly { readonly id: PriorityId }[]): Compare => {
  const order = new Map(priorities.map((priority, index) => [priority.id, index]));
  const priorityOf = (item: WorkItem): number =>
    (item.priority === undefined ? undefined : order.get(item.priority.id)) ?? priorities.length;
  return (a, b) => {
    if (a.rank !== undefined && b.rank !== undefined && a.rank !== b.rank) return compareText(a.rank, b.rank);
    if ((a.rank === undefined) !== (b.rank === undefined)) return a.rank === undefined ? 1 : -1;
    return priorityOf(a) - priorityOf(b) || a.created - b.created || compareText(a.id, b.id);
  };
};
