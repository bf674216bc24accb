import { badField, JiraProblem } from '../errors.ts';
import { customFieldWriter } from './custom-fields.ts';
import { cannotSet, type Editing, type FieldOperation, type FieldWriter } from './draft.ts';
import { systemFieldWriters } from './system-fields.ts';
import { isObject, type JsonObject } from './write.ts';

/** Fields of `update` that make other entities than the issue; `edit-issue.ts` handles them. */
export const SIDE_FIELDS: ReadonlySet<string> = new Set(['comment', 'issuelinks']);

const readUpdate = (field: string, operations: unknown): readonly FieldOperation[] => {
  if (!Array.isArray(operations)) throw badField(field, 'data was not an array');
  return operations.flatMap((operation: unknown) => {
    if (!isObject(operation)) throw badField(field, 'data was not an object');
    return Object.entries(operation).map(([verb, value]) => ({ field, verb, value }));
  });
};

/** The field operations of a body's `fields` and `update`, in order. Throws where a field is in both. */
export const readOperations = (body: JsonObject): readonly FieldOperation[] => {
  const fields = isObject(body['fields']) ? body['fields'] : {};
  const update = isObject(body['update']) ? body['update'] : {};
  const both = Object.keys(update).find((field) => field in fields);
  if (both !== undefined) throw badField(both, `Field '${both}' cannot appear in both 'fields' and 'update'`);
  const sets = Object.entries(fields).map(([field, value]) => ({ field, verb: 'set', value }));
  return [...sets, ...Object.entries(update).flatMap(([field, operations]) => readUpdate(field, operations))];
};

const writerOf = (editing: Editing, field: string): FieldWriter => {
  const known = editing.write.store.fields.get(field);
  if (known?.custom === true) return customFieldWriter(editing, known);
  const writer = Object.hasOwn(systemFieldWriters, field) ? systemFieldWriters[field] : undefined;
  if (writer === undefined) throw cannotSet(field);
  return writer;
};

/** Components and types come first: an automatic assignee looks at the components. */
const ORDER = ['issuetype', 'components'];
const orderOf = ({ field }: FieldOperation): number => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length);

/** Applies operations to the draft. Problems of several fields are thrown together, as Jira answers them. */
export const applyOperations = (editing: Editing, operations: readonly FieldOperation[]): void => {
  const errors: Record<string, string> = {};
  for (const operation of operations.toSorted((a, b) => orderOf(a) - orderOf(b))) {
    try {
      writerOf(editing, operation.field)(editing, operation);
    } catch (error) {
      if (!(error instanceof JiraProblem)) throw error;
      Object.assign(errors, error.errors);
      if (error.errorMessages.length > 0) throw error;
    }
  }
  if (Object.keys(errors).length > 0) throw new JiraProblem(400, [], errors);
};
