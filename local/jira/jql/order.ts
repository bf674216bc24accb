import type { Issue } from '../entities.ts';
import type { JqlContext } from './context.ts';
import type { SortKey } from './field.ts';
import { findField } from './find-field.ts';
import { keyOrder } from './key-order.ts';
import type { OrderedIndex } from './ordered-index.ts';
import type { OrderByField } from './parse.ts';
import { cannotSort } from './problems.ts';

/** One column of an order. Where `isDescending`, issues without a value come first: they count as the largest. */
export interface SortColumn {
  readonly key: (issue: Issue) => SortKey;
  readonly isDescending: boolean;
  /** All issues in this order, where the site keeps them so. */
  readonly index?: OrderedIndex | undefined;
}

const column = (context: JqlContext, { field, direction }: OrderByField): SortColumn => {
  const named = findField(context, field);
  const [first] = named.fields;
  if (first?.sortKey === undefined) throw cannotSort(named.name);
  return { key: first.sortKey(), isDescending: direction?.value === 'DESC', index: first.order };
};

/** The columns that a query orders by; without ORDER BY the newest keys come first, as in Jira. The id decides the rest. */
export const sortColumns = (context: JqlContext, orderBy: readonly OrderByField[]): readonly SortColumn[] => {
  if (orderBy.length > 0) return orderBy.map((field) => column(context, field));
  return [{ key: keyOrder(context.store), isDescending: true, index: context.state.byKey }];
};

const compareKeys = (a: SortKey, b: SortKey): number => {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : 1;
};

const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** A place in an order: the keys of an issue and its id. */
export interface Place {
  readonly keys: readonly SortKey[];
  readonly id: string;
}

export const placeOf = (columns: readonly SortColumn[], issue: Issue): Place => ({
  keys: columns.map(({ key }) => key(issue)),
  id: issue.id,
});

/** Negative where the first place comes before the second; 0 only for the same issue. */
export const comparePlaces = (columns: readonly SortColumn[], a: Place, b: Place): number => {
  for (const [index, { isDescending }] of columns.entries()) {
    const order = compareKeys(a.keys[index], b.keys[index]);
    if (order !== 0) return isDescending ? -order : order;
  }
  return compareIds(a.id, b.id);
};

/** Negative where the first issue comes before the second. */
export const compareIssues = (columns: readonly SortColumn[], a: Issue, b: Issue): number => {
  for (const { key, isDescending } of columns) {
    const order = compareKeys(key(a), key(b));
    if (order !== 0) return isDescending ? -order : order;
  }
  return compareIds(a.id, b.id);
};
