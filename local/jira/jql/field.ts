import type { Issue, IsoDay } from '../entities.ts';
import type { OrderedIndex } from './ordered-index.ts';

/** What kind of things a field holds: decides which functions fit it. */
export type Family = 'user' | 'sprint' | 'version' | 'component' | 'issue' | 'project' | 'issuetype' | 'other';

export type SortKey = number | string | undefined;
interface Common {
  /** What ORDER BY compares, made once a search; absent where Jira cannot sort by the field. Undefined is "no value". */
  readonly sortKey?: () => (issue: Issue) => SortKey;
  /** All issues in this field's order, where the site keeps them so. */
  readonly order?: OrderedIndex;
}

/** A field of ids or words: `=`, `!=`, IN, NOT IN, IS EMPTY; comparison where the values have an order. */
export interface SetField extends Common {
  readonly kind: 'set';
  readonly family: Family;
  readonly values: (issue: Issue) => string | readonly string[] | undefined;
  /** The ids that a written value stands for (several where a name is not unique); throws where there is none. */
  readonly resolve: (value: string, fieldName: string) => readonly string[];
  /** Negative where the first is smaller; undefined where the two do not compare. */
  readonly compare?: (id: string, otherId: string) => number | undefined;
  /** Every issue with one of these values (index-backed), and how many that are at most. */
  readonly find?: (ids: readonly string[]) => readonly Issue[];
  readonly count?: (ids: readonly string[]) => number;
}
export interface NumberField extends Common {
  readonly kind: 'number';
  readonly value: (issue: Issue) => number | undefined;
  /** Undefined where the text is no number of this field. */
  readonly parse: (text: string) => number | undefined;
}
export interface InstantField extends Common {
  readonly kind: 'instant';
  readonly value: (issue: Issue) => number | undefined;
}
export interface DayField extends Common {
  readonly kind: 'day';
  readonly value: (issue: Issue) => IsoDay | undefined;
}
/** Searched by words with `~` and `!~`. */
export interface TextField extends Common {
  readonly kind: 'text';
  readonly texts: (issue: Issue) => readonly string[];
}
/** Can be ordered by and nothing else (Rank). */
export interface OrderField extends Common {
  readonly kind: 'order';
}
/** Stands for another query: `filter = 10001`. */
export interface FilterField extends Common {
  readonly kind: 'filter';
}
/** Real in Jira, left out here. */
export interface UnsupportedField extends Common {
  readonly kind: 'unsupported';
}
export type JqlField =
  SetField | NumberField | InstantField | DayField | TextField | OrderField | FilterField | UnsupportedField;

export const parseNumber = (text: string): number | undefined => {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? undefined : value;
};

export const numberField = (
  value: (issue: Issue) => number | undefined,
  parse: (text: string) => number | undefined = parseNumber,
): NumberField => ({ kind: 'number', value, parse, sortKey: () => value });

export const instantField = (value: (issue: Issue) => number | undefined, order?: OrderedIndex): InstantField => ({
  kind: 'instant',
  value,
  ...(order === undefined ? {} : { order }),
  sortKey: () => value,
});

export const dayField = (value: (issue: Issue) => IsoDay | undefined): DayField => ({
  kind: 'day',
  value,
  sortKey: () => value,
});

export const textField = (text: (issue: Issue) => string | undefined): TextField => ({
  kind: 'text',
  texts: (issue) => {
    const value = text(issue);
    return value === undefined ? [] : [value];
  },
  sortKey: () => (issue) => text(issue)?.toLowerCase(),
});
