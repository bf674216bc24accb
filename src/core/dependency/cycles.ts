import type { WorkItemId } from '../ids.ts';

interface Edge {
  readonly providerId: WorkItemId;
  readonly consumerId: WorkItemId;
}

interface Visit {
  readonly id: WorkItemId;
  next: number;
}

/**
 * The circle that each item waits in: item -> number of its circle, absent for an item in none. Items of one circle all wait
 * for one another (Tarjan's strongly connected components, without recursion).
 */
export const findCircles = (edges: readonly Edge[]): ReadonlyMap<WorkItemId, number> => {
  const out = new Map<WorkItemId, WorkItemId[]>();
  for (const { providerId, consumerId } of edges) {
    out.set(providerId, [...(out.get(providerId) ?? []), consumerId]);
    if (!out.has(consumerId)) out.set(consumerId, []);
  }
  const index = new Map<WorkItemId, number>();
  const low = new Map<WorkItemId, number>();
  const onStack = new Set<WorkItemId>();
  const stack: WorkItemId[] = [];
  const circles = new Map<WorkItemId, number>();
  const open = (id: WorkItemId): Visit => {
    low.set(id, index.size);
    index.set(id, index.size);
    stack.push(id);
    onStack.add(id);
    return { id, next: 0 };
  };
  const lower = (id: WorkItemId, value: number): void => void low.set(id, Math.min(low.get(id) ?? value, value));
  const close = (id: WorkItemId): void => {
    if (low.get(id) !== index.get(id)) return;
    const members = stack.splice(stack.lastIndexOf(id));
    for (const member of members) onStack.delete(member);
    if (members.length > 1) for (const member of members) circles.set(member, index.get(id) ?? 0);
  };
  for (const root of out.keys()) {
    if (index.has(root)) continue;
    const path: Visit[] = [open(root)];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const to = out.get(at.id)?.[at.next];
      at.next += 1;
      if (to === undefined) {
        path.pop();
        close(at.id);
        const above = path.at(-1);
        if (above !== undefined) lower(above.id, low.get(at.id) ?? 0);
      } else if (!index.has(to)) path.push(open(to));
      else if (onStack.has(to)) lower(at.id, index.get(to) ?? 0);
    }
  }
  return circles;
};
