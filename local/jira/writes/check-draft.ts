import type { Issue, IssueType, Workflow } from '../entities.ts';
import { badField } from '../errors.ts';
import type { Store } from '../store.ts';
import { cannotSet, type Draft, type Editing, holds, setOrClear } from './draft.ts';

const typeOf = (store: Store, issue: Pick<Issue, 'issueTypeId'>): IssueType | undefined =>
  store.issueTypes.get(issue.issueTypeId);

/** The workflow of a type in a project. */
export const workflowFor = ({ write, project, draft }: Editing): Workflow | undefined =>
  write.store.workflows.get(project.workflowIds[draft.issueTypeId] ?? project.workflowIds['default']);

/** A parent stands exactly one level above; a sub-task's is in the same project. */
const checkParent = ({ write, draft }: Editing): void => {
  const level = typeOf(write.store, draft)?.hierarchyLevel ?? 0;
  const parent = write.store.issues.get(draft.parentId);
  if (parent === undefined) {
    if (level >= 0) return;
    throw badField('parent', 'Issue type is a sub-task but parent issue key or id not specified.');
  }
  const parentLevel = typeOf(write.store, parent)?.hierarchyLevel ?? 0;
  if (parentLevel !== level + 1 || parent.id === draft.id) {
    throw badField('parentId', 'Given parent work item does not belong to appropriate hierarchy.');
  }
  if (level < 0 && parent.projectId !== draft.projectId) {
    throw badField('project', 'Sub-tasks must be created in the same project as the parent.');
  }
};

/** An edit keeps the type's kind and status: other changes of type are moves in Jira. */
const checkType = (editing: Editing): void => {
  const { write, draft, original } = editing;
  if (original === undefined || original.issueTypeId === draft.issueTypeId) return;
  const [before, after] = [typeOf(write.store, original), typeOf(write.store, draft)];
  const crosses = (before?.hierarchyLevel ?? 0) < 0 !== (after?.hierarchyLevel ?? 0) < 0;
  const stranded = workflowFor(editing)?.statusIds.includes(draft.statusId) === false;
  const children = write.store.issuesByParent.count(draft.id) > 0;
  if (crosses || stranded || (children && before?.hierarchyLevel !== after?.hierarchyLevel)) {
    throw badField('issuetype', 'The issue type selected is invalid.');
  }
};

/** A sub-task is where its parent is: its sprint and its security level are the parent's, and not its own to set. */
const inherit = ({ write, draft, original }: Editing): void => {
  if ((typeOf(write.store, draft)?.hierarchyLevel ?? 0) >= 0) return;
  if (draft.sprintIds.join() !== (original?.sprintIds ?? []).join()) {
    throw badField(
      write.store.settings.fields.sprint,
      `Issue '${draft.key}' is a sub-task and cannot be associated to a sprint. It's associated to the same sprint as its parent.`,
    );
  }
  if (original !== undefined && draft.securityLevelId !== original.securityLevelId) throw cannotSet('security');
  const parent = write.store.issues.get(draft.parentId);
  if (parent === undefined || parent.id === original?.parentId) return;
  draft.sprintIds = parent.sprintIds;
  setOrClear(draft, 'securityLevelId', parent.securityLevelId);
};

const isEmpty = (store: Store, draft: Draft, fieldId: string): boolean => {
  const { sprint, epicLink, parentLink, flagged } = store.settings.fields;
  const members: Readonly<Record<string, unknown>> = {
    ...draft.custom,
    summary: draft.summary,
    description: draft.description,
    priority: draft.priorityId,
    assignee: draft.assigneeId,
    reporter: draft.reporterId,
    duedate: draft.dueDate,
    parent: draft.parentId,
    [epicLink]: draft.parentId,
    [parentLink]: draft.parentId,
    [sprint]: draft.sprintIds.length > 0 || undefined,
    [flagged]: draft.flagged,
    security: draft.securityLevelId,
    labels: draft.labels.length > 0 || undefined,
    components: draft.componentIds.length > 0 || undefined,
    fixVersions: draft.fixVersionIds.length > 0 || undefined,
    versions: (draft.affectsVersionIds?.length ?? 0) > 0 || undefined,
    timetracking: draft.originalEstimateSeconds,
  };
  return members[fieldId] === undefined;
};

/** Fields that the project wants filled when an issue of the type is created. */
const checkRequired = ({ write, project, draft, original }: Editing): void => {
  if (original !== undefined) return;
  const required = project.requiredFieldIds ?? {};
  for (const fieldId of required[draft.issueTypeId] ?? required['default'] ?? []) {
    if (isEmpty(write.store, draft, fieldId)) {
      throw badField(fieldId, `${write.store.fields.get(fieldId)?.name ?? fieldId} is required.`);
    }
  }
};

/** The rules that need the whole draft: hierarchy, type, what a sub-task inherits, required fields. Throws Jira's 400. */
export const checkDraft = (editing: Editing): void => {
  checkType(editing);
  checkParent(editing);
  inherit(editing);
  checkRequired(editing);
};

/** Whether the caller may edit the issue at all; without it no field is on a screen. */
export const mayEdit = (editing: Editing): boolean => holds(editing, 'EDIT_ISSUES');
