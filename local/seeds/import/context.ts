import type { Store } from '../../jira/store.ts';
import type { CustomFieldFacts } from './field-roles.ts';
import type { NormalIssue } from './normalise.ts';
import type { ReportBook } from './report.ts';
import type { SortedValues } from './sort-values.ts';

/** What every step of an import works on. */
export interface ImportContext {
  readonly store: Store;
  readonly sorted: SortedValues;
  readonly issues: readonly NormalIssue[];
  readonly customFields: readonly CustomFieldFacts[];
  readonly report: ReportBook;
}

/** Makes a sequence go on after the highest number among ids. */
export const continueAfter = (store: Store, sequence: string, ids: Iterable<string>): void => {
  let highest = store.sequences.get(sequence) ?? 0;
  for (const id of ids) if (/^\d{1,15}$/.test(id)) highest = Math.max(highest, Number(id));
  if (highest > 0) store.sequences.set(sequence, highest);
};
