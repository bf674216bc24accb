import type { ProjectId, WorkItemId } from '../ids.ts';
import type { Plan } from './plan.ts';

/** What Jira said to the questions of a plan. */
export interface Answers {
  /** Projects that the viewer may browse, of those asked. */
  readonly projects: ReadonlySet<ProjectId>;
  /** Items that the viewer sees, of those checked. */
  readonly byViewer: ReadonlySet<WorkItemId>;
  /** Items that search would show the app, of those checked: not archived, not hidden from it. */
  readonly byApp: ReadonlySet<WorkItemId>;
}
/** What the viewer may be shown. */
export interface Seen {
  readonly items: ReadonlySet<WorkItemId>;
  readonly projects: ReadonlySet<ProjectId>;
}

/**
 * Shown = Jira(viewer) and Jira(app) (design.md 5). A project is shown where the viewer may browse it and either the app is
 * known to, or an item in it is shown.
 */
export const judgeVisibility = (plan: Plan, answers: Answers): Seen => {
  const { projects, byViewer, byApp } = answers;
  const plain = plan.plain.filter(({ projectId }) => projects.has(projectId));
  const checked = plan.checked.filter(({ id }) => byViewer.has(id) && byApp.has(id));
  const shown = [...plain, ...checked];
  const known = new Set([...plan.open, ...shown.map(({ projectId }) => projectId)]);
  return {
    items: new Set(shown.map(({ id }) => id)),
    projects: new Set([...known].filter((id) => projects.has(id))),
  };
};
