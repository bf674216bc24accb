import { canSeeSprint } from '../boards/visible-boards.ts';
import type { Field, Json } from '../entities.ts';
import { badField } from '../errors.ts';
import {
  cannotSet,
  changedList,
  type Draft,
  type Editing,
  type FieldWriter,
  guarded,
  setOrClear,
  setting,
} from './draft.ts';
import * as read from './field-values.ts';
import { isObject, readId, toJson } from './write.ts';

const putValue = (draft: Draft, field: string, value: Json | undefined): void => {
  if (value === undefined) delete draft.custom[field];
  else draft.custom[field] = value;
};

/** Sprint ids that count as history: closed ones stay on an issue when it moves on. */
const closedSprints = ({ write, draft }: Editing): readonly string[] =>
  draft.sprintIds.filter((id) => write.store.sprints.get(id)?.state === 'closed');

/** One number: the open sprint to be in; null leaves the open sprint. */
const sprint = setting((editing, value, field) => {
  const { write, draft } = editing;
  if (value === null) {
    draft.sprintIds = closedSprints(editing);
    return;
  }
  const id = readId(Array.isArray(value) ? value[0] : value);
  if (id === undefined || !/^\d+$/.test(id)) throw badField(field, 'Number value expected as the Sprint id.');
  const found = write.store.sprints.get(id);
  if (found === undefined || !canSeeSprint(write.store, write.caller.accountId, found)) {
    throw badField(field, `Sprint with id ${id} does not exist.`);
  }
  if (found.state === 'closed') throw badField(field, 'Issue can be assigned only active or future sprints.');
  draft.sprintIds = [...closedSprints(editing), id];
});

/** Epic Link and Parent Link are older names of the parent. */
const parentAlias = setting((editing, value, field) => {
  setOrClear(editing.draft, 'parentId', read.readIssue(editing, value, field)?.id);
});

const team = setting(({ write, draft }, value, field) => {
  const id = isObject(value) ? readId(value['id']) : readId(value);
  if (value !== null && write.store.teams.get(id) === undefined) {
    throw badField(field, `Team with id '${id ?? ''}' was not found.`);
  }
  putValue(draft, field, id);
});

const flagged =
  (field: Field): FieldWriter =>
  ({ draft }, operation) => {
    const options = field.options ?? [];
    const current = draft.flagged === true ? options.slice(0, 1).map((option) => option.id) : [];
    const chosen = changedList(current, operation, (value) => read.readOption(options, value, field.id));
    setOrClear(draft, 'flagged', chosen.length > 0 ? true : undefined);
  };

const group = ({ write }: Editing, value: unknown, field: string): string | undefined => {
  if (value === null || value === undefined) return undefined;
  const id = isObject(value) ? readId(value['groupId']) : undefined;
  const name = isObject(value) ? value['name'] : value;
  for (const one of write.store.groups.values()) {
    if (id === undefined ? one.name === name : one.id === id) return one.id;
  }
  throw badField(field, `Group '${id ?? String(name)}' does not exist.`);
};

const TEXTAREA = ':textarea';
const MAX_TEXT = 255;

/** One value of a type of schema, as it is stored. */
const readOne = (editing: Editing, field: Field, type: string, value: unknown): Json | undefined => {
  switch (type) {
    case 'number':
      return read.readNumber(value, field.id);
    case 'string': {
      if (field.schema?.custom?.endsWith(TEXTAREA) === true) return read.readDocument(value, field.id);
      const text = read.readText(value, field.id);
      if ((text?.length ?? 0) > MAX_TEXT)
        throw badField(field.id, 'The entered text is too long. It exceeds the allowed limit of 255 characters.');
      return text;
    }
    case 'date':
      return read.readDay(value, field.id);
    case 'datetime':
      return read.readInstant(value, field.id);
    case 'option':
      return value === null ? undefined : read.readOption(field.options ?? [], value, field.id);
    case 'user':
      return read.readUser(editing, value, field.id)?.id;
    case 'group':
      return group(editing, value, field.id);
    case 'version': {
      if (value === null) return undefined;
      const found = read.findNamed(editing.write.store.versionsByProject.of(editing.project.id), value);
      if (found === undefined) throw badField(field.id, 'Version is not valid');
      return found.id;
    }
    default:
      return value === null ? undefined : toJson(value);
  }
};

const list =
  (field: Field): FieldWriter =>
  (editing, operation) => {
    const { draft } = editing;
    const items = field.schema?.items ?? 'string';
    const stored = draft.custom[field.id];
    const current = Array.isArray(stored) ? stored.filter((one: Json) => typeof one === 'string') : [];
    const ids = changedList(current, operation, (value) => {
      const one = readOne(editing, field, items, value);
      if (typeof one !== 'string') throw badField(field.id, 'data was not an array');
      return one;
    });
    putValue(draft, field.id, ids.length === 0 ? undefined : ids);
  };

const TEAM_TYPE = 'com.atlassian.teams:rm-teams-custom-field-team';

/** The writer of a custom field by its meaning or its type. Rank changes only by ranking. */
export const customFieldWriter = (editing: Editing, field: Field): FieldWriter => {
  const { fields } = editing.write.store.settings;
  if (field.projectId !== undefined && field.projectId !== editing.project.id) throw cannotSet(field.id);
  if (field.id === fields.rank) throw cannotSet(field.id);
  if (field.id === fields.sprint) return guarded('SCHEDULE_ISSUES', sprint);
  if (field.id === fields.epicLink || field.id === fields.parentLink) return parentAlias;
  if (field.id === fields.flagged) return flagged(field);
  if (field.schema?.type === 'team' || field.schema?.custom === TEAM_TYPE) return team;
  if (field.schema?.type === 'array') return list(field);
  return setting((context, value) => {
    putValue(context.draft, field.id, readOne(context, field, field.schema?.type ?? 'any', value));
  });
};
