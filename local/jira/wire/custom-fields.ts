import type { Field, Issue, Json } from '../entities.ts';
import type { SiteSettings, Store } from '../store.ts';
import { bodyOf } from './adf.ts';
import { apiUrl, type Bean } from './bean.ts';
import { renderGroup } from './group.ts';
import { renderSprintValue } from './sprint.ts';
import type { FieldContext, FieldRenderer } from './system-fields.ts';
import { renderVersionOfIssue } from './version.ts';

const levelOf = (store: Store, issue: Issue): number => store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel ?? 0;

const visibleParent = (issue: Issue, { store, viewer }: FieldContext): Issue | undefined => {
  const parent = store.issues.get(issue.parentId);
  return parent !== undefined && viewer.canSee(parent) ? parent : undefined;
};

const sprint: FieldRenderer = (issue, { store }) => {
  if (issue.sprintIds.length === 0) return null;
  const sprints = issue.sprintIds.map((id) => store.sprints.get(id)).filter((found) => found !== undefined);
  return sprints.map((found) => renderSprintValue(store, found));
};
/** The older field beside `parent`: an epic's key, in company-managed projects. */
const epicLink: FieldRenderer = (issue, context) => {
  const { store } = context;
  if (store.projects.get(issue.projectId)?.style === 'next-gen') return undefined;
  const parent = visibleParent(issue, context);
  return parent !== undefined && levelOf(store, parent) === 1 ? parent.key : null;
};
/** The older field beside `parent` above epics. */
const parentLink: FieldRenderer = (issue, context) => {
  const isLinked = levelOf(context.store, issue) > 0;
  const parent = isLinked ? visibleParent(issue, context) : undefined;
  return {
    hasEpicLinkFieldDependency: false,
    showField: isLinked,
    ...(isLinked
      ? {}
      : {
          nonEditableReason: {
            reason: 'EPIC_LINK_SHOULD_BE_USED',
            message: 'To set an epic as the parent, use the epic link instead',
          },
        }),
    ...(parent === undefined
      ? {}
      : { data: { id: Number(parent.id), key: parent.key, summary: parent.summary, isSubtask: false } }),
  };
};
const flagged = (field: Field): FieldRenderer => {
  const { id, value } = field.options?.[0] ?? { id: '10019', value: 'Impediment' };
  return (issue, { store }) =>
    issue.flagged === true ? [{ self: apiUrl(store, `customFieldOption/${id}`), value, id }] : null;
};

/** The team with that id as the Team field shows it. */
export const renderTeamValue = (store: Store, id: string): Bean => {
  const name = store.teams.get(id)?.name ?? '';
  return { id, name, avatarUrl: '', isVisible: true, isVerified: false, title: name, isShared: true };
};

/** Renders one stored value by the field's type; what is not known by id is shown as it was stored. */
const renderValue = (field: Field, type: string, value: Json, context: FieldContext): unknown => {
  const { store, viewer } = context;
  if (typeof value !== 'string') return value;
  switch (type) {
    case 'option': {
      const option = field.options?.find((one) => one.id === value || one.value === value);
      if (option === undefined) return value;
      return { self: apiUrl(store, `customFieldOption/${option.id}`), value: option.value, id: option.id };
    }
    case 'user':
      return viewer.user(value);
    case 'group': {
      const group = store.groups.get(value);
      return group === undefined ? value : renderGroup(store, group);
    }
    case 'team':
      return renderTeamValue(store, value);
    case 'version': {
      const version = store.versions.get(value);
      return version === undefined ? value : renderVersionOfIssue(store, version);
    }
    default:
      return value;
  }
};

const TEAM_TYPE = 'com.atlassian.teams:rm-teams-custom-field-team';
const TEXTAREA_TYPE = 'com.atlassian.jira.plugin.system.customfieldtypes:textarea';

const storedValue = (field: Field): FieldRenderer => {
  const { type = 'any', items = 'any', custom } = field.schema ?? {};
  if (custom === TEXTAREA_TYPE) return (issue, { version }) => bodyOf(issue.custom[field.id], version);
  const single = custom === TEAM_TYPE ? 'team' : type;
  return (issue, context) => {
    const value = issue.custom[field.id];
    if (value === undefined || value === null) return null;
    if (Array.isArray(value)) return value.map((item: Json) => renderValue(field, items, item, context));
    return renderValue(field, single, value, context);
  };
};

const named = (field: Field, ids: SiteSettings['fields']): FieldRenderer => {
  const stored = storedValue(field);
  switch (field.id) {
    case ids.sprint:
      return sprint;
    case ids.rank:
      return (issue) => issue.rank;
    case ids.epicLink:
      return epicLink;
    case ids.parentLink:
      return parentLink;
    case ids.flagged:
      return flagged(field);
    case ids.epicName:
      return (issue, context) =>
        levelOf(context.store, issue) === 1 ? (stored(issue, context) ?? issue.summary) : null;
    default:
      return stored;
  }
};

/** How a custom field is rendered. A field of a team-managed project exists on that project's issues only. */
export const customField = (store: Store, field: Field): FieldRenderer => {
  const render = named(field, store.settings.fields);
  const { projectId } = field;
  if (projectId === undefined) return render;
  return (issue, context) => (issue.projectId === projectId ? render(issue, context) : undefined);
};
