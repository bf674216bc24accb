import type { Issue, Version } from '../entities.ts';
import { badField } from '../errors.ts';
import { holdsFor, decide, toViewer } from '../holders.ts';
import { changedList, type Editing, type FieldWriter, guarded, setOrClear, setting } from './draft.ts';
import * as read from './field-values.ts';
import { isObject, readId } from './write.ts';

const MAX_TEXT = 255;

const summary = setting(({ draft }, value, field) => {
  const text = read.readText(value, field)?.trim() ?? '';
  if (text === '') throw badField(field, 'You must specify a summary of the issue.');
  if (/[\r\n]/.test(text)) throw badField(field, 'The summary is invalid because it contains newline characters.');
  if (text.length > MAX_TEXT) throw badField(field, 'Summary must be less than 255 characters.');
  draft.summary = text;
});

const description = setting(({ draft }, value, field) => {
  setOrClear(draft, 'description', read.readDocument(value, field));
});

const environment = setting(({ draft }, value, field) => {
  const document = read.readDocument(value, field);
  if (document === undefined) delete draft.custom['environment'];
  else draft.custom['environment'] = document;
});

const issuetype = setting(({ write, project, draft }, value, field) => {
  const types = project.issueTypeIds.map((id) => write.store.issueTypes.get(id)).filter((type) => type !== undefined);
  const type = read.findNamed(types, value);
  if (type === undefined) throw badField(field, 'The issue type selected is invalid.');
  draft.issueTypeId = type.id;
});

const priority = setting(({ write, draft }, value, field) => {
  const found = value === null ? undefined : read.findNamed(write.store.priorities.values(), value);
  if (found === undefined && value !== null) throw badField(field, 'The priority selected is invalid.');
  setOrClear(draft, 'priorityId', found?.id);
});

const resolution = setting(({ write, draft }, value, field) => {
  const found = value === null ? undefined : read.findNamed(write.store.resolutions.values(), value);
  if (found === undefined && value !== null) throw badField(field, 'The resolution selected is invalid.');
  setOrClear(draft, 'resolutionId', found?.id);
});

/** Whom Jira gives new work to: the lead of its first component that has one, else the project's lead. */
const automaticAssignee = (editing: Editing): string | undefined => {
  const { write, project, draft } = editing;
  const leads = draft.componentIds.map((id) => write.store.components.get(id)?.leadId);
  for (const lead of [...leads, project.leadId]) {
    const user = write.store.users.get(lead);
    if (user !== undefined && read.isAssignable(editing, user)) return user.id;
  }
  return undefined;
};

const assignee = setting((editing, value, field) => {
  if (read.readAccountId(value) === '-1') {
    setOrClear(editing.draft, 'assigneeId', automaticAssignee(editing));
    return;
  }
  const user = read.readUser(editing, value, field);
  if (user !== undefined && !read.isAssignable(editing, user)) {
    throw badField(field, `User '${user.id}' cannot be assigned issues.`);
  }
  setOrClear(editing.draft, 'assigneeId', user?.id);
});

const reporter = setting((editing, value, field) => {
  setOrClear(editing.draft, 'reporterId', read.readUser(editing, value, field)?.id);
});

const readLabel = (value: unknown): string => {
  const label = read.readText(value, 'labels') ?? '';
  if (/\s/.test(label)) throw badField('labels', `The label '${label}' contains spaces which is invalid.`);
  if (label.length > MAX_TEXT) throw badField('labels', `The label '${label}' exceeds 255 characters.`);
  return label;
};
const labels: FieldWriter = ({ draft }, operation) => {
  draft.labels = changedList(draft.labels, operation, readLabel).toSorted();
};

const components: FieldWriter = ({ write, project, draft }, operation) => {
  const known = write.store.componentsByProject.of(project.id);
  draft.componentIds = changedList(draft.componentIds, operation, (value) => {
    const found = read.findNamed(known, value);
    if (found !== undefined) return found.id;
    const id = isObject(value) ? readId(value['id']) : undefined;
    const words = `Component ${id === undefined ? 'name' : 'id'} '${id ?? (isObject(value) ? String(value['name']) : String(value))}'`;
    throw badField(operation.field, `${words} is not valid`);
  });
};

const versionReader =
  ({ write, project }: Editing, field: string, kept: readonly string[]) =>
  (value: unknown): string => {
    const known: readonly Version[] = write.store.versionsByProject.of(project.id);
    const offered = known.filter((version) => !version.archived || kept.includes(version.id));
    const found = read.findNamed(offered, value);
    if (found !== undefined) return found.id;
    const id = isObject(value) ? readId(value['id']) : undefined;
    const name = isObject(value) ? String(value['name']) : String(value);
    throw badField(field, id === undefined ? `Version name '${name}' is not valid` : `Version id '${id}' is not valid`);
  };
const fixVersions: FieldWriter = (editing, operation) => {
  const { draft } = editing;
  const parse = versionReader(editing, operation.field, draft.fixVersionIds);
  draft.fixVersionIds = changedList(draft.fixVersionIds, operation, parse);
};
const versions: FieldWriter = (editing, operation) => {
  const current = editing.draft.affectsVersionIds ?? [];
  const ids = changedList(current, operation, versionReader(editing, operation.field, current));
  editing.draft.affectsVersionIds = ids;
};

const duedate = setting(({ draft }, value, field) => {
  setOrClear(draft, 'dueDate', read.readDay(value, field));
});

/** A level may be set by those who are in it (Jira lists no others). */
const security = setting(({ write, project, draft }, value, field) => {
  if (value === null) {
    setOrClear(draft, 'securityLevelId', undefined);
    return;
  }
  const scheme = write.store.issueSecuritySchemes.get(project.issueSecuritySchemeId);
  const level = read.findNamed(scheme?.levels ?? [], value);
  const viewer = toViewer(write.store, write.caller.accountId);
  const issue: Issue = draft;
  if (level === undefined || !holdsFor(viewer, decide(viewer, level.holders, project), issue)) {
    throw badField(field, 'The security level selected is not valid.');
  }
  draft.securityLevelId = level.id;
});

/** Setting only the original estimate of work that has no other also sets what remains, as in Jira. */
const timetracking: FieldWriter = ({ draft }, { field, verb, value }) => {
  if (verb !== 'set' && verb !== 'edit') {
    throw badField(field, `Field does not support operation '${verb}' Supported operation(s) are: 'set', 'edit'`);
  }
  if (!isObject(value)) throw badField(field, 'Operation value must be an object');
  const original = read.readDuration(value['originalEstimate'], 'timetracking_originalestimate');
  const remaining = read.readDuration(value['remainingEstimate'], 'timetracking_remainingestimate');
  const untouched = draft.originalEstimateSeconds === undefined && draft.remainingEstimateSeconds === undefined;
  if (original !== undefined) draft.originalEstimateSeconds = original;
  const rest = remaining ?? (untouched ? original : undefined);
  if (rest !== undefined) draft.remainingEstimateSeconds = rest;
};

const parent = setting((editing, value, field) => {
  setOrClear(editing.draft, 'parentId', read.readIssue(editing, value, field)?.id);
});

/** Writers of Jira's system fields by field id; the checks that need the whole draft are in `check-draft.ts`. */
export const systemFieldWriters: Readonly<Record<string, FieldWriter>> = {
  summary,
  description,
  environment,
  issuetype,
  priority,
  resolution: guarded('RESOLVE_ISSUES', resolution),
  assignee: guarded('ASSIGN_ISSUES', assignee),
  reporter: guarded('MODIFY_REPORTER', reporter),
  labels,
  components,
  fixVersions: guarded('RESOLVE_ISSUES', fixVersions),
  versions,
  duedate: guarded('SCHEDULE_ISSUES', duedate),
  security: guarded('SET_ISSUE_SECURITY', security),
  timetracking,
  parent,
};
