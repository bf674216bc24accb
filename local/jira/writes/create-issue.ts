import type { Caller } from '../caller.ts';
import type { Issue, IssueType, Project } from '../entities.ts';
import { badField, badRequest, JiraProblem } from '../errors.ts';
import { findVisibleIssue, hasPermission } from '../permissions.ts';
import { rankAtEnd } from '../rank-order.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';
import { applyOperations, readOperations, SIDE_FIELDS } from './apply-fields.ts';
import { checkDraft, workflowFor } from './check-draft.ts';
import { type Draft, type Editing, toDraft } from './draft.ts';
import { applySides, transitionIssue } from './edit-issue.ts';
import { emitIssueCreated } from './emit-issue.ts';
import { findNamed } from './field-values.ts';
import { beginWrite, freshId, isObject, type JsonObject, readId, type Write } from './write.ts';

const NO_PROJECT = 'Specify a valid project ID or key';

const readProject = ({ store, caller }: Write, value: unknown): Project => {
  const named = isObject(value) ? (readId(value['id']) ?? readId(value['key'])) : undefined;
  if (named === undefined) throw badField('project', NO_PROJECT);
  const project = store.projects.get(named) ?? store.projectsByKey.first(named.toUpperCase());
  const visible = project !== undefined && hasPermission(store, caller.accountId, 'BROWSE_PROJECTS', { project });
  const creating = project !== undefined && hasPermission(store, caller.accountId, 'CREATE_ISSUES', { project });
  if (project === undefined || (!visible && !creating)) throw badField('project', NO_PROJECT);
  if (!creating) throw badField('project', 'You cannot create issues in this project.');
  return project;
};

const readType = (store: Store, project: Project, value: unknown): IssueType => {
  if (value === undefined || value === null) throw badField('issuetype', 'Specify an issue type');
  const types = project.issueTypeIds.map((id) => store.issueTypes.get(id)).filter((type) => type !== undefined);
  const type = findNamed(types, value);
  if (type === undefined) throw badField('issuetype', 'Specify a valid issue type');
  return type;
};

const DEFAULT_PRIORITY = 'Medium';
const defaultPriority = (store: Store): string | undefined => {
  const all = [...store.priorities.values()];
  return (all.find((priority) => priority.name === DEFAULT_PRIORITY) ?? all[0])?.id;
};

/** An issue of a type in a project with Jira's defaults; its id and key are given once it passed all checks. */
const emptyDraft = ({ store, caller, now }: Write, project: Project, type: IssueType): Draft => {
  const priorityId = defaultPriority(store);
  const level = store.issueSecuritySchemes.get(project.issueSecuritySchemeId)?.defaultLevelId;
  const workflow = store.workflows.get(project.workflowIds[type.id] ?? project.workflowIds['default']);
  return toDraft({
    id: '',
    key: '',
    projectId: project.id,
    issueTypeId: type.id,
    statusId: workflow?.initialStatusId ?? '',
    summary: '',
    ...(priorityId === undefined ? {} : { priorityId }),
    ...(caller.accountId === undefined ? {} : { reporterId: caller.accountId, creatorId: caller.accountId }),
    ...(level === undefined ? {} : { securityLevelId: level }),
    created: now,
    updated: now,
    statusCategoryChanged: now,
    labels: [],
    componentIds: [],
    fixVersionIds: [],
    rank: '',
    sprintIds: [],
    custom: {},
  });
};

/** The next free key of a project; an import may have brought higher numbers. */
export const nextKey = (store: Store, project: Project): string => {
  let key = `${project.key}-${store.next(`key/${project.key}`, 1)}`;
  while (store.issuesByKey.first(key) !== undefined) key = `${project.key}-${store.next(`key/${project.key}`, 1)}`;
  return key;
};

const readFields = (body: JsonObject): JsonObject => {
  if (!isObject(body['fields'])) throw badRequest("one of 'fields' or 'update' required");
  return body['fields'];
};

/**
 * POST issue. `body` is `{ fields, update?, properties?, transition? }`. Throws Jira's 400 with a message a field; where
 * the caller may not create in the project, under `project`.
 */
export const createIssue = (site: Site, caller: Caller, body: JsonObject): Issue => {
  const write = beginWrite(site, caller);
  const { store } = site;
  const { project: projectName, issuetype, ...fields } = readFields(body);
  const project = readProject(write, projectName);
  const editing: Editing = {
    write,
    project,
    draft: emptyDraft(write, project, readType(store, project, issuetype)),
  };
  const operations = readOperations({ ...body, fields: { summary: '', ...fields } });
  applyOperations(
    editing,
    operations.filter(({ field }) => !SIDE_FIELDS.has(field)),
  );
  checkDraft(editing);
  if (workflowFor(editing) === undefined)
    throw new JiraProblem(422, ['The project has no workflow for this issue type.']);
  const id = freshId(store, store.issues, 'issue');
  const issue = store.issues.put({ ...editing.draft, id, key: nextKey(store, project), rank: rankAtEnd(store) });
  emitIssueCreated(write, issue);
  applySides(write, issue, body, operations);
  if (body['transition'] !== undefined) {
    return transitionIssue(site, caller, { issue: id, body: { transition: body['transition'] } });
  }
  return store.issues.get(id) ?? findVisibleIssue(store, caller.accountId, id);
};

const MAX_BULK = 50;

/** What POST issue/bulk did: issues in order, and for each one that failed its number and problem. */
export interface BulkOutcome {
  readonly issues: readonly Issue[];
  readonly failures: readonly { readonly index: number; readonly problem: JiraProblem }[];
}

/** POST issue/bulk: at most 50; each is created or fails on its own. */
export const createIssues = (site: Site, caller: Caller, body: JsonObject): BulkOutcome => {
  const updates = body['issueUpdates'];
  if (!Array.isArray(updates) || updates.length === 0) throw badRequest("'issueUpdates' must name at least one issue.");
  if (updates.length > MAX_BULK) throw badRequest('The number of issues to create must not exceed 50.');
  const issues: Issue[] = [];
  const failures: { index: number; problem: JiraProblem }[] = [];
  updates.forEach((update: unknown, index) => {
    try {
      issues.push(createIssue(site, caller, isObject(update) ? update : {}));
    } catch (error) {
      if (!(error instanceof JiraProblem)) throw error;
      failures.push({ index, problem: error });
    }
  });
  return { issues, failures };
};
