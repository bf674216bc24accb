import type { LinkTypeId, ProjectId, WorkItemId } from '../../core/ids.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { listPrograms } from '../../storage/programs.ts';
import type { Entry } from '../entry/entry.ts';

/** Whose neighbours the index holds: all programs' projects, and the link types that are dependencies to one of them. */
export interface Scope {
  readonly projectIds: ReadonlySet<ProjectId>;
  readonly linkTypeIds: ReadonlySet<LinkTypeId>;
}

export const readScope = async (): Promise<Scope> => {
  const programs = await listPrograms();
  return {
    projectIds: new Set(programs.flatMap(projectsOf)),
    linkTypeIds: new Set(programs.flatMap((one) => one.dependencyTypes.map((type) => type.linkTypeId))),
  };
};

/** What boards need beside an entry: its parent, and of work in the programs' projects the other ends of dependencies (core/board/universe.ts). */
export const namedBy = ({ item }: Entry, { projectIds, linkTypeIds }: Scope): readonly WorkItemId[] => {
  const links = projectIds.has(item.projectId) ? item.links : [];
  const ends = links.flatMap(({ typeId, otherId }) => (linkTypeIds.has(typeId) ? otherId : []));
  return item.parentId === undefined ? ends : [item.parentId, ...ends];
};
