import type { Field } from '../entities.ts';
import type { Store } from '../store.ts';

/** Which fields of issues an answer holds. */
export interface FieldSelection {
  /** In the site's order of fields. */
  readonly fields: readonly Field[];
  /** Nothing beside `id` (and `key` and `self`, where `key` was named) is wanted: search allows 5,000 a page then. */
  readonly only: 'id' | 'key' | undefined;
}
export type DefaultSelection = '*all' | '*navigable' | 'id';

const isKey = (name: string): boolean => name === 'key' || name === 'issuekey';

const split = (raw: readonly string[]): readonly string[] =>
  raw
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');

/** Whether a raw list of fields names nothing but `id` and `key`: also an empty one where the default is `id`. */
export const isIdOrKeyOnly = (raw: readonly string[] | undefined): boolean =>
  split(raw ?? []).every((name) => name === 'id' || isKey(name));

/** Fields whose value stands elsewhere in the answer, or nowhere. */
const UNRENDERED = new Set(['issuekey', 'thumbnail']);

/**
 * Reads `fields` of a search, a bulk fetch or a GET: `*all`, `*navigable`, ids, and ids with a minus; lists may be joined
 * by commas. Unknown names are ignored, as Jira ignores them. Exclusions alone start from the default (from `*navigable`
 * where that is `id`), by Atlassian's description of `search/jql`.
 */
export const parseFieldSelection = (
  store: Store,
  raw: readonly string[] | undefined,
  defaultSelection: DefaultSelection,
): FieldSelection => {
  const names = split(raw ?? []);
  const wanted = names.filter((name) => !name.startsWith('-'));
  const unwanted = new Set(names.filter((name) => name.startsWith('-')).map((name) => name.slice(1)));
  if (wanted.length === 0) {
    wanted.push(defaultSelection === 'id' && unwanted.size > 0 ? '*navigable' : defaultSelection);
  }
  if (isIdOrKeyOnly(wanted)) return { fields: [], only: wanted.some(isKey) ? 'key' : 'id' };
  const chosen = new Set(wanted);
  const isChosen = (field: Field): boolean =>
    chosen.has('*all') || (chosen.has('*navigable') && field.navigable) || chosen.has(field.id);
  const fields = [...store.fields.values()].filter(
    (field) => isChosen(field) && !unwanted.has(field.id) && !UNRENDERED.has(field.id),
  );
  return { fields, only: undefined };
};

/** `names` of an answer: field id to the field's name. */
export const fieldNames = (selection: FieldSelection): Readonly<Record<string, string>> =>
  Object.fromEntries(selection.fields.map((field) => [field.id, field.name]));

/** `schema` of an answer: field id to the field's type. */
export const fieldSchemas = (selection: FieldSelection): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    selection.fields.flatMap((field) => (field.schema === undefined ? [] : [[field.id, field.schema]])),
  );
