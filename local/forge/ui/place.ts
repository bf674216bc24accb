import { JiraProblem, notFound } from '../../jira/errors.ts';
import { canAdministerProject, canBrowseProject, findVisibleIssue, isAdmin } from '../../jira/permissions.ts';
import type { Store } from '../../jira/store.ts';
import type { Issue, Project } from '../../jira/entities.ts';

/** Where in Jira a frame stands, as the page says it; what is true of that place is looked up here, as the viewer. */
export interface Place {
  readonly projectKey?: string;
  readonly issueKey?: string;
  /** The outer address, `extension.location`. */
  readonly location?: string;
  /** What a Modal was opened with, `extension.modal`. */
  readonly modal?: unknown;
}
export type Extension = Readonly<Record<string, unknown>>;
export interface Viewing {
  readonly store: Store;
  readonly accountId: string;
  readonly moduleType: string;
}

const ISSUE_MODULES = ['jira:issueContext', 'jira:issuePanel'];
const noProject = () => notFound("No project could be found with that key, or you don't have permission to see it.");

const projectExtension = ({ id, key, typeKey }: Project) => ({ id, key, type: typeKey });
const issueExtension = (store: Store, { id, key, issueTypeId }: Issue) => ({
  id,
  key,
  type: store.issueTypes.get(issueTypeId)?.name ?? '',
  typeId: issueTypeId,
});
const boardExtension = (store: Store, project: Project): Extension => {
  const board = [...store.boards.values()].find(({ projectId }) => projectId === project.id);
  return board === undefined ? {} : { board: { id: board.id, type: board.type } };
};

const findProject = ({ store, accountId }: Viewing, key: string | undefined): Project => {
  const project = store.projectsByKey.first(key ?? '');
  if (project === undefined || !canBrowseProject(store, accountId, project)) throw noProject();
  return project;
};

const ownExtension = (viewing: Viewing, place: Place): Extension => {
  const { store, accountId, moduleType } = viewing;
  if (ISSUE_MODULES.includes(moduleType)) {
    const issue = findVisibleIssue(store, accountId, place.issueKey ?? '');
    const project = store.projects.get(issue.projectId);
    if (project === undefined) throw noProject();
    const own = { issue: issueExtension(store, issue), project: projectExtension(project) };
    return moduleType === 'jira:issuePanel' ? { ...own, isNewToIssue: false } : own;
  }
  if (moduleType === 'jira:projectPage') {
    const project = findProject(viewing, place.projectKey);
    return { project: projectExtension(project), ...boardExtension(store, project) };
  }
  if (moduleType === 'jira:projectSettingsPage') {
    const project = findProject(viewing, place.projectKey);
    if (!canAdministerProject(store, accountId, project)) throw noProject();
    return { project: projectExtension(project) };
  }
  if (moduleType === 'jira:adminPage' && !isAdmin(store, accountId)) {
    throw new JiraProblem(403, ['Only Jira administrators can open this page.']);
  }
  return {};
};

/**
 * The `extension` part of a frame's and a resolver's context, built from what this person may see. Throws JiraProblem
 * (404 or 403) where they may not be in that place at all, as Jira would not show them the page.
 */
export const buildExtension = (viewing: Viewing, place: Place): Extension => ({
  type: viewing.moduleType,
  ...ownExtension(viewing, place),
  ...(place.location === undefined ? {} : { location: place.location }),
  ...(place.modal === undefined ? {} : { modal: place.modal }),
  jira: { isNewNavigation: true },
});
