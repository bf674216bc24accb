import type { LinkTypeId, ProjectId, WorkItemId } from '../ids.ts';
import type { Link } from '../work-item/work-item.ts';

/** What ties an item to others. */
export interface Tied {
  readonly id: WorkItemId;
  readonly projectId: ProjectId;
  readonly parentId?: WorkItemId;
  readonly links?: readonly Link[];
  readonly type?: { readonly level: number };
}

/** What a board is about: a program's projects, and the link types that count as dependencies. */
export interface BoardScope {
  readonly projectIds: ReadonlySet<ProjectId>;
  readonly linkTypeIds: ReadonlySet<LinkTypeId>;
}

const linkedIds = ({ links = [] }: Tied, { linkTypeIds }: BoardScope): readonly WorkItemId[] =>
  links.flatMap(({ typeId, otherId }) => (linkTypeIds.has(typeId) ? otherId : []));

/** What a board has of its program's own work: what it needs in detail, and what it knows beside these items. */
interface OwnWork {
  /** Absent: all. */
  readonly isNeeded?: (id: WorkItemId) => boolean;
  readonly rest?: Iterable<Tied>;
}

/**
 * Which of these items a program's board has in detail: the needed work of its projects, all that is above its work and beside it
 * by dependencies, and what lies below those in other projects. It follows from these items alone: how they came to be read must not show.
 */
export const findUniverse = (
  items: ReadonlyMap<WorkItemId, Tied>,
  scope: BoardScope,
  { isNeeded = () => true, rest = [] }: OwnWork = {},
): ReadonlySet<WorkItemId> => {
  const isOwn = ({ projectId }: Tied): boolean => scope.projectIds.has(projectId);
  const own = [...items.values()].filter(isOwn);
  const children = Map.groupBy(items.values(), ({ parentId }) => parentId);
  const found = new Set<WorkItemId>();
  const add = (id: WorkItemId): void => void (items.has(id) && found.add(id));
  for (const { id } of own) if (isNeeded(id)) add(id);
  // Parents in other projects are in no thin tier.
  for (const { parentId } of [...own, ...rest]) {
    const parent = parentId === undefined ? undefined : items.get(parentId);
    if (parent !== undefined && !isOwn(parent)) add(parent.id);
  }
  // A set goes on with what is added to it on the way.
  for (const id of found) {
    const item = items.get(id);
    if (item === undefined) continue;
    if (item.parentId !== undefined) add(item.parentId);
    if (isOwn(item)) for (const end of linkedIds(item, scope)) add(end);
    // As far down as readers of the index look.
    if ((item.type?.level ?? 0) < 1) continue;
    for (const child of children.get(id) ?? []) if (!isOwn(child)) add(child.id);
  }
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
