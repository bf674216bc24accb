import type { Issue } from '../entities.ts';
import type { Store } from '../store.ts';

/** The number in an issue's key. */
export const numberOf = (issue: Issue): number => Number(issue.key.slice(issue.key.lastIndexOf('-') + 1));

/** Orders by project key, then by number; one number for each issue keeps sorting 100,000 of them cheap. */
export const keyOrder = (store: Store): ((issue: Issue) => number) => {
  const projects = [...store.projects.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const base = new Map(projects.map((project, index) => [project.id, index * 10_000_000]));
  return (issue) => (base.get(issue.projectId) ?? 0) + numberOf(issue);
};
