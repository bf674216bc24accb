import type { Raw } from './raw.ts';
import { historiesOf, isEmpty, isRaw, listAt, textAt } from './raw.ts';
import { systemFieldId } from './display-names.ts';
import type { SortedValues } from './sort-values.ts';

/** Agile's own members, beside the fields, mean the same in every site. */
const AGILE = new Set(['sprint', 'closedSprints', 'epic', 'flagged', 'Sprint#agile']);

export interface NormalIssue {
  readonly raw: Raw;
  readonly key: string;
  readonly id: string;
  /** By field id: system ids, `customfield_...`, or Agile's names. Empty values are left out. */
  readonly fields: Raw;
}
export interface FieldNames {
  /** Field id -> name, for custom fields. */
  readonly names: ReadonlyMap<string, string>;
  readonly issues: readonly NormalIssue[];
}

/** Ids of custom fields by name, as the field list and the changelogs tell them. */
const idsByName = (sorted: SortedValues): Map<string, string> => {
  const ids = new Map<string, string>();
  for (const issue of sorted.issues.values()) {
    for (const item of historiesOf(issue).flatMap((history) => listAt(history, 'items'))) {
      const [name, id] = [textAt(item, 'field'), textAt(item, 'fieldId')];
      if (name !== undefined && id?.startsWith('customfield_') === true && !ids.has(name.toLowerCase()))
        ids.set(name.toLowerCase(), id);
    }
  }
  for (const [id, field] of sorted.fields) {
    const name = textAt(field, 'name');
    if (name !== undefined && id.startsWith('customfield_') && !isRaw(field.scope)) ids.set(name.toLowerCase(), id);
  }
  return ids;
};

const isAgileMember = (name: string, value: unknown): boolean =>
  AGILE.has(name) && (name === 'flagged' || name === 'closedSprints' || isRaw(value));

const NAMED = new Set(['issuetype', 'status', 'priority', 'resolution', 'security']);
const NAMED_LISTS = new Set(['fixVersions', 'versions', 'components']);
const PEOPLE = new Set(['assignee', 'reporter', 'creator']);

/** Some exports give only the name where Jira gives an object. */
const toBean = (id: string, value: unknown): unknown => {
  if (NAMED_LISTS.has(id) && Array.isArray(value)) {
    return value.map((each: unknown) => (typeof each === 'string' ? { name: each } : each));
  }
  if (id === 'comment' && Array.isArray(value)) return { comments: value, total: value.length };
  if (typeof value !== 'string') return value;
  if (PEOPLE.has(id)) return { accountId: value, displayName: value };
  if (id === 'project' || id === 'parent') return { key: value };
  return NAMED.has(id) ? { name: value } : value;
};

/** Gives every issue's fields their ids, whichever of the three shapes the export has; unknown names get ids of their own. */
export const normaliseFields = (sorted: SortedValues): FieldNames => {
  const ids = idsByName(sorted);
  const names = new Map<string, string>();
  for (const [id, field] of sorted.fields) {
    const name = textAt(field, 'name');
    if (name !== undefined && id.startsWith('customfield_')) names.set(id, name);
  }
  let next = 29_000;
  const toId = (name: string, value: unknown): string => {
    if (name.startsWith('customfield_') || isAgileMember(name, value)) return name;
    const known = systemFieldId(name) ?? ids.get(name.toLowerCase());
    if (known !== undefined) {
      if (known.startsWith('customfield_') && !names.has(known)) names.set(known, name);
      return known;
    }
    const id = `customfield_${++next}`;
    ids.set(name.toLowerCase(), id);
    names.set(id, name);
    return id;
  };
  const issues = [...sorted.issues.values()].map((raw): NormalIssue => {
    const fields: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(isRaw(raw.fields) ? raw.fields : {})) {
      if (isEmpty(value)) continue;
      const id = toId(name, value);
      fields[id] = toBean(id, value);
    }
    return { raw, key: textAt(raw, 'key') ?? textAt(raw, 'id') ?? '', id: textAt(raw, 'id') ?? '', fields };
  });
  return { names, issues };
};
