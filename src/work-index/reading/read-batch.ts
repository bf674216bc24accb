import type { FieldId, WorkItemId } from '../../core/ids.ts';
import { fetchChangelogs, type FieldChange } from '../../jira/changelogs.ts';
import { findSearchable } from '../../jira/match-jql.ts';
import { readIssues, type ReadIssue } from '../../jira/read-issues.ts';
import type { Batch } from '../store/write-entries.ts';
import { keepHistories } from './keep-histories.ts';
import { matchQueries } from './match-queries.ts';
import { readPages } from './read-pages.ts';
import type { Reading } from './reading.ts';
import { toEntry, wantsHistory } from './to-entry.ts';

export interface ReadBatch extends Batch {
  /** Jira could not give these just now, which says nothing about them: to be asked for again. */
  readonly failedIds: readonly WorkItemId[];
}
export interface ReadOptions {
  /**
   * Whether most of these are expected to be open or done lately. Both ways give the same entries; this one takes pages of 100,
   * the other pages of 1,000 and a second call for the histories that turn out to be wanted.
   */
  readonly withHistory: boolean;
  /** Jira's search gave these ids just now, so that none of them is archived; else it is asked. */
  readonly fromSearch?: boolean;
}

interface Got {
  readonly issues: readonly ReadIssue[];
  readonly failedIds: readonly WorkItemId[];
}

/** What is left out for reasons of size comes when it is asked for again, in smaller company. */
const readOnce = async (reading: Reading, idsOrKeys: readonly string[], withChangelog: boolean): Promise<Got> => {
  const { app, fieldIds, sizes } = reading;
  const size = withChangelog ? sizes.withChangelog : sizes.plain;
  const pages = await readPages(idsOrKeys, size, (page) => readIssues(app, page, fieldIds, { withChangelog }));
  return { issues: pages.flatMap((page) => page.issues), failedIds: pages.flatMap((page) => page.failedIds) };
};

const read = async (reading: Reading, idsOrKeys: readonly string[], withChangelog: boolean): Promise<Got> => {
  const first = await readOnce(reading, idsOrKeys, withChangelog);
  if (first.failedIds.length === 0) return first;
  const second = await readOnce(reading, first.failedIds, withChangelog);
  return { issues: [...first.issues, ...second.issues], failedIds: second.failedIds };
};

/** Fields of the digest; ten at most (platform.md 3.2). */
const historyFields = ({ fieldIds }: Reading): readonly FieldId[] => [
  'status',
  'priority',
  'fixVersions',
  'duedate',
  ...(fieldIds.sprint === undefined ? [] : [fieldIds.sprint]),
];

/**
 * Changes of those whose history is wanted. A bulk changelog costs a point for each issue again, so that items read with theirs
 * would cost two points; bulkfetch with `expand=changelog` gives it in the same point, in pages of 100 and with the newest 40 changes:
 * 101 points for 100 items against 168 on the seeded site. Hence the former, and the bulk changelog only for what is longer, or was not expected.
 */
const readChanges = async (
  reading: Reading,
  issues: readonly ReadIssue[],
): Promise<ReadonlyMap<WorkItemId, readonly FieldChange[]>> => {
  const wanted = issues.filter(({ item }) => wantsHistory(item, reading));
  const missing = wanted
    .filter(({ changelog }) => changelog === undefined || changelog.isCut)
    .map(({ item }) => item.id);
  const fetched = await fetchChangelogs(reading.app, missing, historyFields(reading));
  return new Map(
    wanted.map(({ item, changelog }) => {
      const isHere = changelog !== undefined && !changelog.isCut;
      return [item.id, isHere ? changelog.changes : (fetched.get(item.id) ?? [])];
    }),
  );
};

const isId = (idOrKey: string): boolean => /^\d+$/.test(idOrKey);

/**
 * Reads work items as the app, by id or key, as `writeEntries` takes them: with facts of their descriptions, security levels, matches of
 * team queries, and histories of what is open or was done lately. An id that Jira does not give, or gives but would not find
 * (archived work), counts as gone; a key that it does not give tells nothing.
 */
export const readBatch = async (
  reading: Reading,
  idsOrKeys: readonly string[],
  { withHistory, fromSearch = false }: ReadOptions,
): Promise<ReadBatch> => {
  const readAt = reading.clock();
  const asked = [...new Set(idsOrKeys)];
  const got = await read(reading, asked, withHistory);
  const ids = [...new Set(got.issues.map(({ item }) => item.id))];
  const searchable = fromSearch ? new Set(ids) : await findSearchable(reading.app, ids);
  const issues = [...new Map(got.issues.map((issue) => [issue.item.id, issue])).values()].filter(({ item }) =>
    searchable.has(item.id),
  );
  const items = issues.map(({ item }) => item);
  const [changes, matches] = await Promise.all([readChanges(reading, issues), matchQueries(reading, items)]);
  const kept = await keepHistories(
    reading,
    items.filter(({ id }) => !changes.has(id)),
  );
  const entries = issues.map((issue) => {
    const { id } = issue.item;
    const [own, before] = [changes.get(id), kept.get(id)];
    const history = {
      ...(own === undefined ? {} : { changes: own }),
      ...(before === undefined ? {} : { kept: before }),
    };
    return toEntry(issue, history, matches.get(id) ?? [], reading);
  });
  const failed = new Set(got.failedIds);
  const goneIds = [...new Set([...asked.filter(isId), ...ids])].filter((id) => !searchable.has(id) && !failed.has(id));
  return { readAt, entries, goneIds, failedIds: got.failedIds };
};
