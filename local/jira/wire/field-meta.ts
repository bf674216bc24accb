import type { Field, FieldSchema, Issue, IssueType, Project } from '../entities.ts';
import { hasPermission } from '../permissions.ts';
import type { Store } from '../store.ts';
import { apiUrl, type Bean } from './bean.ts';
import { renderComponentOfIssue } from './component.ts';
import { renderIssueType, renderPriority, renderResolution, renderSecurityLevel } from './metadata.ts';
import { renderProjectOfIssue } from './project.ts';
import { renderVersionOfIssue } from './version.ts';

/** Where a field is filled in: creating an issue of a type, or editing one. */
export interface FieldScreen {
  readonly project: Project;
  readonly type: IssueType;
  readonly mode: 'create' | 'edit';
}

/** Fields of the create and edit screens; custom fields are on all of them, within their project. */
const EDITABLE = new Set(
  'summary description environment issuetype priority labels components fixVersions versions duedate parent assignee reporter security issuelinks timetracking resolution'.split(
    ' ',
  ),
);

const isOnScreen = (store: Store, field: Field, { project, type, mode }: FieldScreen): boolean => {
  const { fields } = store.settings;
  if (field.id === 'project') return mode === 'create';
  if (field.id === 'resolution') return mode === 'edit';
  if (field.id === 'parent') return type.hierarchyLevel < 1 || project.style === 'classic';
  if (field.id === 'security') return project.issueSecuritySchemeId !== undefined;
  if (!field.custom) return EDITABLE.has(field.id);
  if (field.projectId !== undefined && field.projectId !== project.id) return false;
  if (field.id === fields.epicName) return type.hierarchyLevel === 1;
  if (field.id === fields.epicLink) return type.hierarchyLevel === 0 && project.style === 'classic';
  if (field.id === fields.parentLink || field.id === fields.rank) return field.id === fields.rank;
  return true;
};

const allowedValues = (
  store: Store,
  field: Field,
  { project, type, mode }: FieldScreen,
): readonly Bean[] | undefined => {
  switch (field.id) {
    case 'project':
      return [renderProjectOfIssue(store, project)];
    case 'issuetype': {
      const ids = mode === 'create' ? [type.id] : project.issueTypeIds;
      const types = ids.map((id) => store.issueTypes.get(id)).filter((found) => found !== undefined);
      return types.map((found) => renderIssueType(store, found));
    }
    case 'priority':
      return [...store.priorities.values()].map((priority) => renderPriority(store, priority));
    case 'resolution':
      return [...store.resolutions.values()].map((resolution) => renderResolution(store, resolution));
    case 'components':
      return store.componentsByProject.of(project.id).map((component) => renderComponentOfIssue(store, component));
    case 'fixVersions':
    case 'versions': {
      const open = store.versionsByProject.of(project.id).filter((version) => !version.archived);
      return open.map((version) => renderVersionOfIssue(store, version));
    }
    case 'security': {
      const levels = store.issueSecuritySchemes.get(project.issueSecuritySchemeId)?.levels ?? [];
      return levels.map((level) => renderSecurityLevel(store, level));
    }
    default:
      return field.options?.map(({ id, value }) => ({ self: apiUrl(store, `customFieldOption/${id}`), value, id }));
  }
};

const operationsOf = (field: Field): readonly string[] => {
  if (field.id === 'issuelinks') return ['add', 'copy'];
  if (field.id === 'issuetype') return [];
  if (field.id === 'labels' || field.id === 'components' || field.schema?.type === 'array') {
    return ['add', 'set', 'remove'];
  }
  return field.id === 'timetracking' ? ['set', 'edit'] : ['set'];
};

const autoCompleteUrl = (store: Store, field: Field, project: Project): string | undefined => {
  if (field.id === 'labels') return `${store.settings.baseUrl}/rest/api/1.0/labels/suggest?query=`;
  if (field.id === 'assignee') return apiUrl(store, `user/assignable/search?project=${project.key}&query=`);
  if (field.id === 'reporter') return apiUrl(store, 'user/recommend?context=Reporter&query=');
  return undefined;
};

const isRequired = (field: Field, { project, type, mode }: FieldScreen): boolean => {
  if (field.id === 'summary' || field.id === 'issuetype') return true;
  if (field.id === 'project') return mode === 'create';
  if (field.id === 'parent') return type.hierarchyLevel < 0;
  const required = project.requiredFieldIds;
  return (required?.[type.id] ?? required?.['default'] ?? []).includes(field.id);
};

/** `GET field` gives no schema for `parent`; the screens do. */
const schemaOf = (field: Field): FieldSchema | undefined =>
  field.id === 'parent' ? { type: 'issuelink', system: 'parent' } : field.schema;

const fieldMeta = (store: Store, field: Field, screen: FieldScreen): Bean => ({
  required: isRequired(field, screen),
  schema: schemaOf(field),
  name: field.name,
  key: field.id,
  autoCompleteUrl: autoCompleteUrl(store, field, screen.project),
  hasDefaultValue: field.id === 'priority' || field.id === 'reporter',
  operations: operationsOf(field),
  allowedValues: allowedValues(store, field, screen),
});

/** The fields that creating or editing an issue may name, in the site's order, each with its metadata and `fieldId`. */
export const screenFields = (store: Store, screen: FieldScreen): readonly (Bean & { readonly fieldId: string })[] =>
  [...store.fields.values()]
    .filter((field) => schemaOf(field) !== undefined && isOnScreen(store, field, screen))
    .map((field) => ({ ...fieldMeta(store, field, screen), fieldId: field.id }));

/** The `editmeta` of an issue: field id to its metadata; empty without `EDIT_ISSUES`. */
export const editMeta = (store: Store, accountId: string | undefined, issue: Issue): Bean => {
  const project = store.projects.get(issue.projectId);
  const type = store.issueTypes.get(issue.issueTypeId);
  if (project === undefined || type === undefined) return { fields: {} };
  if (!hasPermission(store, accountId, 'EDIT_ISSUES', { project, issue })) return { fields: {} };
  const fields = screenFields(store, { project, type, mode: 'edit' });
  return { fields: Object.fromEntries(fields.map(({ fieldId, ...meta }) => [fieldId, meta])) };
};
