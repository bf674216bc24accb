import type { LinkTypeId, ProjectId, WorkItemId } from '../ids.ts';
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
  /** Children of one parent tie their projects, be the parent among the items or not. */
  const siblingProjects = new Map<WorkItemId, ProjectId>();
  const sprintProjects = new Map<string, Set<ProjectId>>();
  for (const item of items) {
    for (const link of item.links) {
      const byKey = link.otherKey === undefined ? undefined : projectByKey.get(link.otherKey.replace(/-\d+$/, ''));
      if (linkTypes.has(link.typeId)) tie(item.projectId, projectOf.get(link.otherId) ?? byKey);
    }
    if (item.parentId !== undefined) {
      tie(item.projectId, projectOf.get(item.parentId) ?? siblingProjects.get(item.parentId));
      siblingProjects.set(item.parentId, item.projectId);
    }
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

/** Merges groups until no two have enough ties between all their projects together. */
const mergeTied = (groups: readonly Set<ProjectId>[], ties: ReadonlyMap<string, number>): readonly Set<ProjectId>[] => {
  const groupOf = new Map(groups.flatMap((group) => [...group].map((id) => [id, group] as const)));
  const sums = new Map<string, number>();
  const numbers = new Map(groups.map((group, index) => [group, String(index)]));
  for (const [key, count] of ties) {
    const [a, b] = key.split(' ').map((id) => groupOf.get(id));
    if (a === undefined || b === undefined || a === b) continue;
    const pair = tieKey(numbers.get(a) ?? '', numbers.get(b) ?? '');
    sums.set(pair, (sums.get(pair) ?? 0) + count);
  }
  const tied = [...sums].filter(([, count]) => count >= MIN_TIES);
  if (tied.length === 0) return groups;
  const merged = groups.map((group) => group);
  for (const [pair] of tied) {
    const [first, second] = pair.split(' ').map(Number);
    const [a, b] = [merged[first ?? -1], merged[second ?? -1]];
    if (a === undefined || b === undefined || a === b) continue;
    const both = new Set([...a, ...b]);
    merged.forEach((group, index) => {
      if (group === a || group === b) merged[index] = both;
    });
  }
  return mergeTied([...new Set(merged)], ties);
};

/**
 * Projects with work, grouped into those that depend on one another, the largest group first. A group of one project is one
 * without ties. Teams that share no dependency, parent or sprint gain nothing from one board. Ties add up: a project with one
 * tie to each of two projects of a group belongs to it.
 */
export const groupProjects = (
  items: readonly WorkItem[],
  linkTypes: ReadonlySet<LinkTypeId>,
  projects: readonly LookProject[],
): readonly (readonly ProjectId[])[] => {
  const alone = [...new Set(items.map((item) => item.projectId))].map((id) => new Set([id]));
  const groups = mergeTied(alone, countTies(items, linkTypes, projects));
  return groups.map((group) => [...group].sort()).sort((a, b) => b.length - a.length);
};
