import type { ChangeItem, History } from '../../jira/entities.ts';
import { compact } from '../compact.ts';
import { continueAfter } from './context.ts';
import type { ImportContext } from './context.ts';
import type { NormalIssue } from './normalise.ts';
import { accountIdOf } from './people.ts';
import { historiesOf, isRaw, listAt, numberAt, textAt, toInstant } from './raw.ts';
import type { Raw } from './raw.ts';

/** A text or null, own members only: every object has a `toString` that is no value. */
const orNull = (item: Raw, name: string): string | null => {
  const value = Object.hasOwn(item, name) ? item[name] : undefined;
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
};

const toItem = (item: unknown): ChangeItem[] => {
  const field = textAt(item, 'field');
  if (!isRaw(item) || field === undefined) return [];
  const fieldId = textAt(item, 'fieldId');
  return [
    {
      field,
      fieldtype: item.fieldtype === 'custom' ? 'custom' : 'jira',
      ...(fieldId === undefined ? {} : { fieldId }),
      from: orNull(item, 'from'),
      fromString: orNull(item, 'fromString'),
      to: orNull(item, 'to'),
      toString: orNull(item, 'toString'),
    },
  ];
};

interface Dated {
  readonly raw: Raw;
  readonly issueId: string;
  readonly created: number;
}

/** Adds the changelogs in the order of time; entries without an instant or beyond what the export holds are counted. */
export const importHistories = (context: ImportContext, ids: ReadonlyMap<NormalIssue, string>): void => {
  const { store, report } = context;
  const entries: Dated[] = [];
  let read = 0;
  for (const [issue, issueId] of ids) {
    const histories = historiesOf(issue.raw);
    const total = isRaw(issue.raw.changelog) ? (numberAt(issue.raw.changelog, 'total') ?? 0) : 0;
    if (total > histories.length) {
      report.leaveOut(
        'changelog entry',
        'the export holds only the first of them',
        issue.key,
        total - histories.length,
      );
    }
    for (const raw of histories) {
      read++;
      const created = isRaw(raw) ? toInstant(raw.created) : undefined;
      if (isRaw(raw) && created !== undefined) entries.push({ raw, issueId, created });
      else report.leaveOut('changelog entry', 'it has no instant', issue.key);
    }
  }
  continueAfter(
    store,
    'history',
    entries.flatMap(({ raw }) => textAt(raw, 'id') ?? []),
  );
  for (const { raw, issueId, created } of entries.sort((a, b) => a.created - b.created)) {
    const given = textAt(raw, 'id');
    const id = given === undefined || store.histories.get(given) !== undefined ? String(store.next('history')) : given;
    const items = listAt(raw, 'items').flatMap(toItem);
    store.histories.put(compact<History>({ id, issueId, authorId: accountIdOf(raw.author), created, items }));
  }
  report.count('changelog entries', read, store.histories.size);
};
