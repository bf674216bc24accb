import type { ProjectId, WorkItemId } from '../../core/ids.ts';
import type { Entry } from '../entry/entry.ts';
import { eachEntry } from '../store/each-entry.ts';
import type { IndexView } from '../store/open-index.ts';
import { namedBy, type Scope } from './scope.ts';

/** What the index holds beside the programs' projects, and what it lacks there. */
export interface Survey {
  /** Neighbours: what work of the programs leads to. With the project each is in. */
  readonly kept: ReadonlyMap<WorkItemId, ProjectId>;
  /** In other projects, and nothing leads to it any more. */
  readonly left: ReadonlyMap<WorkItemId, ProjectId>;
  /** Named and not held, with an item that names it. */
  readonly missing: ReadonlyMap<WorkItemId, WorkItemId>;
  /** Everything that may have children in other projects. */
  readonly parents: readonly WorkItemId[];
}

interface Outside {
  readonly projectId: ProjectId;
  readonly parentId: WorkItemId | undefined;
  readonly isParent: boolean;
}

/** What is reached from the programs' work: what it names, all above that, and all below what is reached (core/board/universe.ts). */
const reach = (
  outside: ReadonlyMap<WorkItemId, Outside>,
  named: Iterable<WorkItemId>,
  isInside: (id: WorkItemId) => boolean,
): ReadonlySet<WorkItemId> => {
  const children = Map.groupBy(outside.keys(), (id) => outside.get(id)?.parentId);
  const found = new Set<WorkItemId>();
  const add = (id: WorkItemId | undefined): void => void (id !== undefined && outside.has(id) && found.add(id));
  for (const id of named) add(id);
  for (const [parentId, ids] of children)
    if (parentId !== undefined && isInside(parentId)) for (const id of ids) add(id);
  // A set goes on with what is added to it on the way.
  for (const id of found) {
    add(outside.get(id)?.parentId);
    for (const child of children.get(id) ?? []) add(child);
  }
  return found;
};

/** Looks at every entry of the index once, some parts at a time. */
export const surveyAround = async (view: IndexView, scope: Scope): Promise<Survey> => {
  const inside = new Set<WorkItemId>();
  const outside = new Map<WorkItemId, Outside>();
  const named = new Map<WorkItemId, WorkItemId>();
  const parents: WorkItemId[] = [];
  await eachEntry(view, (entry: Entry) => {
    const { id, projectId, parentId, type } = entry.item;
    if (!scope.projectIds.has(projectId)) {
      outside.set(id, { projectId, parentId, isParent: type.level >= 1 });
      return;
    }
    inside.add(id);
    if (type.level >= 1) parents.push(id);
    for (const other of namedBy(entry, scope)) named.set(other, id);
  });
  const reached = reach(outside, named.keys(), (id) => inside.has(id));
  for (const id of reached) {
    const { parentId, isParent } = outside.get(id) ?? {};
    if (parentId !== undefined) named.set(parentId, id);
    if (isParent === true) parents.push(id);
  }
  const rows = [...outside].map(([id, { projectId }]) => [id, projectId] as const);
  return {
    kept: new Map(rows.filter(([id]) => reached.has(id))),
    left: new Map(rows.filter(([id]) => !reached.has(id))),
    missing: new Map([...named].filter(([id]) => !inside.has(id) && !outside.has(id))),
    parents,
  };
};
