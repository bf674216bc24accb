import type { Field, FieldOption, Json } from '../../jira/entities.ts';
import { customField } from '../custom-fields.ts';
import type { ImportContext } from './context.ts';
import type { CustomFieldFacts } from './field-roles.ts';
import { schemaOf } from './infer-schema.ts';
import type { ValueKind } from './infer-schema.ts';
import { beanId } from './catalogue.ts';
import { accountIdOf } from './people.ts';
import { isRaw, rawAt, textAt } from './raw.ts';

/** Any parsed JSON is a Json value: it came out of JSON.parse. */
const toJson = (value: unknown): Json => value as Json;

const storedOne = (kind: ValueKind, value: unknown): Json => {
  if (!isRaw(value)) return toJson(value);
  const id = kind === 'user' ? accountIdOf(value) : kind === 'group' ? textAt(value, 'groupId') : beanId(value);
  const isKnown = kind === 'user' || kind === 'option' || kind === 'version' || kind === 'team' || kind === 'group';
  // A cascading option keeps its child: the pair is shown as it came.
  return isKnown && id !== undefined && rawAt(value, 'child') === undefined ? id : toJson(value);
};

/** A custom field's value as the store keeps it: people, options, versions and teams by id. */
export const toStored = (kind: ValueKind, value: unknown): Json =>
  Array.isArray(value) ? value.map((each) => storedOne(kind, each)) : storedOne(kind, value);

const optionsOf = (facts: CustomFieldFacts): FieldOption[] => {
  const options = new Map<string, FieldOption>();
  for (const { value } of facts.values) {
    for (const each of Array.isArray(value) ? value : [value]) {
      const [id, text] = [textAt(each, 'id'), textAt(each, 'value')];
      if (id !== undefined && text !== undefined) options.set(id, { id, value: text });
    }
  }
  return [...options.values()].sort((a, b) => Number(a.id) - Number(b.id));
};

const toField = (context: ImportContext, facts: CustomFieldFacts): Field => {
  const listed = context.sorted.fields.get(facts.id);
  const schema = rawAt(listed, 'schema');
  const inferred = schemaOf(facts.kind);
  const items = textAt(schema, 'items') ?? (schema === undefined ? inferred.items : undefined);
  const options = facts.kind.kind === 'option' ? optionsOf(facts) : [];
  const projectId = textAt(rawAt(rawAt(listed, 'scope'), 'project'), 'id');
  return customField({
    id: facts.id,
    name: facts.name ?? facts.id.replace('customfield_', 'Field '),
    custom: facts.custom ?? inferred.custom,
    type: textAt(schema, 'type') ?? inferred.type,
    ...(items === undefined ? {} : { items }),
    ...(options.length === 0 ? {} : { options }),
    ...(projectId === undefined ? {} : { projectId }),
  });
};

/** A field of teams by its values, or one that plays the Team field: as a choice of names, on many sites. */
const isTeam = (context: ImportContext, facts: CustomFieldFacts): boolean =>
  facts.kind.kind === 'team' || facts.id === context.store.settings.fields.team;

const addTeams = (context: ImportContext, facts: CustomFieldFacts): void => {
  for (const { value } of facts.values) {
    const id = typeof value === 'string' ? value : beanId(value);
    const name = ['name', 'title', 'value'].flatMap((each) => textAt(value, each) ?? [])[0];
    const known = id === undefined ? undefined : context.store.teams.get(id);
    if (id !== undefined && (known === undefined || (known.name === id && name !== undefined))) {
      context.store.teams.put({ id, name: name ?? id, memberIds: [] });
    }
  }
};

/** Adds the export's custom fields, options and teams; fields with a role of Jira's own keep the standard type. */
export const importCustomFields = (context: ImportContext): void => {
  const { store, report, customFields } = context;
  const roles = new Set(Object.values(store.settings.fields));
  for (const facts of customFields) {
    const standard = store.fields.get(facts.id);
    if (standard !== undefined && roles.has(facts.id)) {
      const options = facts.kind.kind === 'option' ? optionsOf(facts) : [];
      const field = facts.name === undefined ? standard : renamed(standard, facts.name);
      store.fields.put(options.length === 0 ? field : { ...field, options });
    } else store.fields.put(toField(context, facts));
    if (isTeam(context, facts)) addTeams(context, facts);
    if (facts.name === undefined && !roles.has(facts.id))
      report.infer(`type of ${facts.id}: ${schemaOf(facts.kind).type}`);
  }
  report.count('custom fields', customFields.length);
};

const renamed = (field: Field, name: string): Field => ({
  ...field,
  name,
  clauseNames: field.clauseNames.map((each) => each.replace(field.name, name)),
});
