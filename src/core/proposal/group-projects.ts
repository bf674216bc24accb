import type { LinkTypeId, ProjectId } from '../ids.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { LookProject } from './look.ts';

/** This many ties between two projects make them work on one product. */
const MIN_TIES = 2;

const tieKey = (a: ProjectId, b: ProjectId): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Ties between projects: dependency links, parents in the other project, sprints that both are in. */
const countTies = (
  items: readonly WorkItem[],
  linkTypes: ReadonlySet<LinkTypeId>,
  projects: readonly LookProject[],
): ReadonlyMap<string, number> => {
  const projectByKey = new Map(projects.map((project) => [project.key, project.id]));
  const projectOf = new Map(items.map((item) => [item.id, item.projectId]));
  const ties = new Map<string, number>();
  const tie = (a: ProjectId, b: ProjectId | undefined): void => {
    if (b !== undefined && a !== b) ties.set(tieKey(a, b), (ties.get(tieKey(a, b)) ?? 0) + 1);
  };
  const sprintProjects = new Map<string, Set<ProjectId>>();
  for (const item of items) {
    for (const link of item.links) {
      const byKey = link.otherKey === undefined ? undefined : projectByKey.get(link.otherKey.replace(/-\d+$/, ''));
      if (linkTypes.has(link.typeId)) tie(item.projectId, projectOf.get(link.otherId) ?? byKey);
    }
    if (item.parentId !== undefined) tie(item.projectId, projectOf.get(item.parentId));
    for (const id of item.sprintIds) {
      const inSprint = sprintProjects.get(id) ?? new Set();
      sprintProjects.set(id, inSprint.add(item.projectId));
    }
  }
  for (const inSprint of sprintProjects.values()) {
    const [first, ...others] = inSprint;
    if (first !== undefined) for (const other of others) tie(first, other);
  }
  return ties;
};

/**
 * Projects with work, grouped into those that depend on one another, the largest group first. A group of one project is one
 * without ties. Teams that share no dependency, parent or sprint gain nothing from one board.
 */
export const groupProjects = (
  items: readonly WorkItem[],
  linkTypes: ReadonlySet<LinkTypeId>,
  projects: readonly LookProject[],
): readonly (readonly ProjectId[])[] => {
  const groupOf = new Map<ProjectId, Set<ProjectId>>();
  for (const { projectId } of items) if (!groupOf.has(projectId)) groupOf.set(projectId, new Set([projectId]));
  for (const [key, count] of countTies(items, linkTypes, projects)) {
    const [a, b] = key.split(' ').map((id) => groupOf.get(id));
    if (count < MIN_TIES || a === undefined || b === undefined || a === b) continue;
    for (const id of b) groupOf.set(id, a.add(id));
  }
  return [...new Set(groupOf.values())].map((group) => [...group].sort()).sort((a, b) => b.length - a.length);
};
