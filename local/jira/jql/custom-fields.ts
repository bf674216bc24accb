import type { Field, Issue, Json } from '../entities.ts';
import { adfToText } from '../wire/adf.ts';
import type { JqlContext } from './context.ts';
import { dayField, instantField, numberField, textField, type JqlField, type SetField } from './field.ts';
import { isList, isObject } from './json.ts';
import { byName, byPosition, sortedBy } from './names.ts';
import { userField } from './people-fields.ts';
import { planningFields, teamField, versionField } from './planning-fields.ts';

const idOf = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (!isObject(value)) return [];
  const { id, accountId, name } = value;
  return idOf(id ?? accountId ?? name);
};

const idsOf =
  (fieldId: string): SetField['values'] =>
  (issue) => {
    const value = issue.custom[fieldId];
    return isList(value) ? value.flatMap(idOf) : idOf(value)[0];
  };

const stringOf =
  (fieldId: string) =>
  (issue: Issue): string | undefined => {
    const value = issue.custom[fieldId];
    if (typeof value === 'string') return value;
    return value === undefined || value === null ? undefined : adfToText(value);
  };

const numberOf =
  (fieldId: string) =>
  (issue: Issue): number | undefined => {
    const value = issue.custom[fieldId];
    return typeof value === 'number' ? value : undefined;
  };

const instantOf = (fieldId: string) => {
  const text = stringOf(fieldId);
  return (issue: Issue): number | undefined => {
    const value = text(issue);
    const instant = value === undefined ? Number.NaN : Date.parse(value);
    return Number.isNaN(instant) ? undefined : instant;
  };
};

const optionField = (field: Field): SetField => {
  const values = idsOf(field.id);
  const all = () => field.options ?? [];
  const resolve = byName({ all, namesOf: (option) => [option.value] });
  return { kind: 'set', family: 'other', values, resolve, sortKey: byPosition(values, all) };
};

const wordField = (field: Field): SetField => ({
  kind: 'set',
  family: 'other',
  values: idsOf(field.id),
  resolve: (value) => [value],
});

const groupField = ({ store }: JqlContext, field: Field): SetField => {
  const values = idsOf(field.id);
  const all = () => store.groups.values();
  return {
    kind: 'set',
    family: 'other',
    values,
    resolve: byName({ all, namesOf: (group) => [group.name] }),
    sortKey: byPosition(
      values,
      sortedBy(all, (group) => group.name),
    ),
  };
};

const bySchema = (context: JqlContext, field: Field): JqlField => {
  const { type, items, custom } = field.schema ?? { type: 'any' };
  switch (type === 'array' ? items : type) {
    case 'number':
      return numberField(numberOf(field.id));
    case 'date':
      return dayField(stringOf(field.id));
    case 'datetime':
      return instantField(instantOf(field.id));
    case 'option':
    case 'option-with-child':
      return optionField(field);
    case 'user':
      return userField(context, idsOf(field.id));
    case 'group':
      return groupField(context, field);
    case 'version':
      return versionField(context, idsOf(field.id));
    case 'team':
      return teamField(context, idsOf(field.id));
    case 'string':
      return type === 'array' || custom?.endsWith(':url') === true ? wordField(field) : textField(stringOf(field.id));
    default:
      return { kind: 'unsupported' };
  }
};

/** A custom field as JQL sees it: Jira Software's own by their meaning (Sprint, Rank, ...), any other by its schema. */
export const customField = (context: JqlContext, field: Field): JqlField => {
  const { fields } = context.store.settings;
  switch (field.id) {
    case fields.sprint:
      return planningFields.sprint(context);
    case fields.epicLink:
      return planningFields['epic link'](context);
    case fields.parentLink:
      return planningFields['parent link'](context);
    case fields.rank:
      return planningFields.rank(context);
    case fields.team:
      return planningFields.team(context);
    case fields.flagged:
      return planningFields.flagged();
    default:
      return bySchema(context, field);
  }
};
