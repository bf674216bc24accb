import type { ProjectId, WorkItemId } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { findSearchable } from '../../jira/match-jql.ts';
import { checkBrowse } from '../../jira/permissions-check.ts';
import { listBrowsableProjectIds } from '../../jira/projects.ts';

/** Projects and items that a viewer is asked about. */
export interface Question {
  readonly projectIds: readonly ProjectId[];
  readonly itemIds: readonly WorkItemId[];
}
/** What one way says of the viewer. */
export interface Said {
  readonly projects: ReadonlySet<ProjectId>;
  readonly items: ReadonlySet<WorkItemId>;
}

/** Asks as the user with bulk `permissions/check`: one call for each 1,000 projects and 1,000 items. */
export const askByCheck = (user: JiraClient, question: Question): Promise<Said> => checkBrowse(user, question);

/** Asks as the user what search would return: one call for the projects, one for each 1,000 items. */
export const askByMatch = async (user: JiraClient, { projectIds, itemIds }: Question): Promise<Said> => {
  const [browsable, items] = await Promise.all([
    projectIds.length === 0 ? new Set<ProjectId>() : listBrowsableProjectIds(user),
    findSearchable(user, itemIds),
  ]);
  return { projects: new Set(projectIds.filter((id) => browsable.has(id))), items };
};

/** Asks as the user what search would return, and whether they browse the projects. */
export const askUnproven = async (user: JiraClient, { projectIds, itemIds }: Question): Promise<Said> => {
  const [{ projects }, items] = await Promise.all([
    checkBrowse(user, { projectIds, itemIds: [] }),
    findSearchable(user, itemIds),
  ]);
  return { projects, items };
};
