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

/** The same for who looks items up one by one. */
export interface TreeView extends Omit<Tree, 'items'> {
  readonly items: Pick<ReadonlyMap<WorkItemId, WorkItem>, 'get'>;
}

const NONE: readonly WorkItem[] = [];

const groupByParent = (
  items: Iterable<WorkItem>,
  parentOf: (item: WorkItem) => WorkItem | undefined,
): Map<WorkItemId, WorkItem[]> => {
  const groups = new Map<WorkItemId, WorkItem[]>();
  for (const item of items) {
    const parent = parentOf(item);
    if (parent === undefined) continue;
    const group = groups.get(parent.id);
    if (group === undefined) groups.set(parent.id, [item]);
    else group.push(item);
  }
  return groups;
};

/**
 * A parent counts if it stands on a higher level, as Jira demands; a broken export may hold others, circles too, and those
 * count as none.
 */
export const buildTree = (list: readonly WorkItem[]): Tree => {
  const items = new Map(list.map((item) => [item.id, item]));
  const parentOf = (item: WorkItem): WorkItem | undefined => {
    const parent = item.parentId === undefined ? undefined : items.get(item.parentId);
    return parent !== undefined && parent.type.level > item.type.level ? parent : undefined;
  };
  const children = groupByParent(
    list.filter((item) => !isSubtask(item)),
    parentOf,
  );
  const subtasks = groupByParent(list.filter(isSubtask), parentOf);
  const childrenOf = (id: WorkItemId): readonly WorkItem[] => children.get(id) ?? NONE;
  const ancestorsOf = (item: WorkItem): readonly WorkItem[] => {
    const found: WorkItem[] = [];
    for (let at = parentOf(item); at !== undefined; at = parentOf(at)) found.push(at);
    return found;
  };
  const leavesOf = (id: WorkItemId): readonly WorkItem[] => {
    const found: WorkItem[] = [];
    const open = [...childrenOf(id)];
    for (let item = open.pop(); item !== undefined; item = open.pop()) {
      const below = childrenOf(item.id);
      if (below.length === 0) found.push(item);
      else open.push(...below);
    }
    return found;
  };
  return { items, childrenOf, subtasksOf: (id) => subtasks.get(id) ?? NONE, parentOf, ancestorsOf, leavesOf };
};
