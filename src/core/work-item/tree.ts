import type { WorkItemId } from '../ids.ts';
import { isSubtask, type WorkItem } from './work-item.ts';

/** The visible items by id and by parent. A parent or child that the viewer cannot see is not in it. */
export interface Tree {
  readonly items: ReadonlyMap<WorkItemId, WorkItem>;
  /** Children that are not sub-tasks. */
  readonly childrenOf: (id: WorkItemId) => readonly WorkItem[];
  readonly subtasksOf: (id: WorkItemId) => readonly WorkItem[];
  readonly parentOf: (item: WorkItem) => WorkItem | undefined;
  /** Nearest first. */
  readonly ancestorsOf: (item: WorkItem) => readonly WorkItem[];
  /** All below that are not sub-tasks and have no such children themselves. */
  readonly leavesOf: (id: WorkItemId) => readonly WorkItem[];
}

const NONE: readonly WorkItem[] = [];

const groupByParent = (items: Iterable<WorkItem>): Map<WorkItemId, WorkItem[]> => {
  const groups = new Map<WorkItemId, WorkItem[]>();
  for (const item of items) {
    if (item.parentId === undefined) continue;
    const group = groups.get(item.parentId);
    if (group === undefined) groups.set(item.parentId, [item]);
    else group.push(item);
  }
  return groups;
};

/** A cycle of parents (Jira refuses them, a broken export may hold one) is cut where it would repeat. */
export const buildTree = (list: readonly WorkItem[]): Tree => {
  const items = new Map(list.map((item) => [item.id, item]));
  const children = groupByParent(list.filter((item) => !isSubtask(item)));
  const subtasks = groupByParent(list.filter(isSubtask));
  const childrenOf = (id: WorkItemId): readonly WorkItem[] => children.get(id) ?? NONE;
  const parentOf = (item: WorkItem): WorkItem | undefined =>
    item.parentId === undefined ? undefined : items.get(item.parentId);
  const ancestorsOf = (item: WorkItem): readonly WorkItem[] => {
    const found: WorkItem[] = [];
    const seen = new Set([item.id]);
    for (let at = parentOf(item); at !== undefined && !seen.has(at.id); at = parentOf(at)) {
      seen.add(at.id);
      found.push(at);
    }
    return found;
  };
  const leavesOf = (id: WorkItemId): readonly WorkItem[] => {
    const found: WorkItem[] = [];
    const seen = new Set([id]);
    const open = [...childrenOf(id)];
    for (let item = open.pop(); item !== undefined; item = open.pop()) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      const below = childrenOf(item.id);
      if (below.length === 0) found.push(item);
      else open.push(...below);
    }
    return found;
  };
  return { items, childrenOf, subtasksOf: (id) => subtasks.get(id) ?? NONE, parentOf, ancestorsOf, leavesOf };
};
