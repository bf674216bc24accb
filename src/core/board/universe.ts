import type { LinkTypeId, ProjectId, WorkItemId } from '../ids.ts';
import type { Link } from '../work-item/work-item.ts';

/** What ties an item to others. */
export interface Tied {
  readonly id: WorkItemId;
  readonly projectId: ProjectId;
  readonly parentId?: WorkItemId;
  readonly links?: readonly Link[];
}

/** What a board is about: a program's projects, and the link types that count as dependencies. */
export interface BoardScope {
  readonly projectIds: ReadonlySet<ProjectId>;
  readonly linkTypeIds: ReadonlySet<LinkTypeId>;
}

const linkedIds = ({ links = [] }: Tied, { linkTypeIds }: BoardScope): readonly WorkItemId[] =>
  links.flatMap(({ typeId, otherId }) => (linkTypeIds.has(typeId) ? otherId : []));

/**
 * Which of these items a program's board is made of: the work in its projects, the other ends of its dependencies, all that is
 * above those, and all that is below.
 */
export const findUniverse = (items: ReadonlyMap<WorkItemId, Tied>, scope: BoardScope): ReadonlySet<WorkItemId> => {
  const children = Map.groupBy(items.values(), ({ parentId }) => parentId);
  const found = new Set<WorkItemId>();
  const add = (id: WorkItemId | undefined): void => void (id !== undefined && items.has(id) && found.add(id));
  const own = [...items.values()].filter(({ projectId }) => scope.projectIds.has(projectId));
  for (const { id } of own) add(id);
  for (const item of own) for (const id of linkedIds(item, scope)) add(id);
  // A set goes on with what is added to it on the way.
  for (const id of found) add(items.get(id)?.parentId);
  for (const id of found) for (const child of children.get(id) ?? []) add(child.id);
  return found;
};

/**
 * Ids that belong to a board and of which too little is known: other ends of dependencies and parents of what is known in detail,
 * and parents of the rest of which nothing is known.
 */
export const findMissing = (
  detail: ReadonlyMap<WorkItemId, Tied>,
  thin: ReadonlyMap<WorkItemId, Tied>,
  scope: BoardScope,
): ReadonlySet<WorkItemId> => {
  const missing = new Set<WorkItemId>();
  for (const item of detail.values()) {
    const ends = scope.projectIds.has(item.projectId) ? linkedIds(item, scope) : [];
    for (const id of [...ends, ...(item.parentId === undefined ? [] : [item.parentId])]) {
      if (!detail.has(id)) missing.add(id);
    }
  }
  for (const { parentId } of thin.values()) {
    if (parentId !== undefined && !detail.has(parentId) && !thin.has(parentId)) missing.add(parentId);
  }
  return missing;
};
