import type { Caller } from '../caller.ts';
import type { Issue, Project } from '../entities.ts';
import { badRequest, forbidden } from '../errors.ts';
import { hasPermission } from '../permissions.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';
import { nextKey } from './create-issue.ts';
import { toDraft } from './draft.ts';
import { saveIssue } from './save-issue.ts';
import { beginWrite, findOpenIssue, findVisibleProject, mayDo, type Write } from './write.ts';

/** Ids in the target project of entities with the same names. */
const sameNames = <T extends { readonly id: string; readonly name: string }>(
  ids: readonly string[],
  { get }: { get: (id: string) => T | undefined },
  there: readonly T[],
): string[] => ids.flatMap((id) => there.find((one) => one.name === get(id)?.name)?.id ?? []);

const moved = ({ store }: Write, issue: Issue, project: Project, issueTypeId: string): Issue => {
  const draft = toDraft(issue);
  const workflow = store.workflows.get(project.workflowIds[issueTypeId] ?? project.workflowIds['default']);
  draft.previousKeys = [...(issue.previousKeys ?? []), issue.key];
  draft.key = nextKey(store, project);
  draft.projectId = project.id;
  draft.issueTypeId = issueTypeId;
  if (workflow?.statusIds.includes(issue.statusId) !== true)
    draft.statusId = workflow?.initialStatusId ?? issue.statusId;
  const versions = store.versionsByProject.of(project.id);
  const version = { get: (id: string) => store.versions.get(id) };
  draft.fixVersionIds = sameNames(issue.fixVersionIds, version, versions);
  if (issue.affectsVersionIds !== undefined) {
    draft.affectsVersionIds = sameNames(issue.affectsVersionIds, version, versions);
  }
  const components = store.componentsByProject.of(project.id);
  draft.componentIds = sameNames(issue.componentIds, { get: (id: string) => store.components.get(id) }, components);
  delete draft.securityLevelId;
  return draft;
};

const isSubtask = (store: Store, issue: Issue): boolean =>
  (store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel ?? 0) < 0;

/**
 * Moves an issue with its sub-tasks to another project: it keeps its id, gets a new key and answers to the old one.
 * Versions and components stay where the target has the same names. Needs Move issues here and Create issues there.
 */
export const moveIssue = (
  site: Site,
  caller: Caller,
  { issue, project, issueTypeId }: { issue: string; project: string; issueTypeId?: string },
): Issue => {
  const write = beginWrite(site, caller);
  const { store } = site;
  const found = findOpenIssue(write, issue);
  const target = findVisibleProject(write, project);
  if (!mayDo(write, 'MOVE_ISSUES', found)) throw forbidden('You do not have permission to move this issue.');
  if (!hasPermission(store, caller.accountId, 'CREATE_ISSUES', { project: target })) {
    throw forbidden('You cannot create issues in this project.');
  }
  if (isSubtask(store, found)) throw badRequest('A sub-task moves with its parent.');
  const typeId = issueTypeId ?? found.issueTypeId;
  if (!target.issueTypeIds.includes(typeId)) throw badRequest('The issue type selected is invalid.');
  const saved = saveIssue(write, { before: found, after: moved(write, found, target, typeId) });
  for (const child of store.issuesByParent.of(saved.id)) {
    if (isSubtask(store, child))
      saveIssue(write, { before: child, after: moved(write, child, target, child.issueTypeId) });
  }
  return saved;
};
