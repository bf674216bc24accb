import type { QueryKey } from '../../core/team/query-matches.ts';
import { isDone, type WorkItem } from '../../core/work-item/work-item.ts';
import type { FieldChange } from '../../jira/changelogs.ts';
import type { ReadIssue } from '../../jira/read-issues.ts';
import type { Entry } from '../entry/entry.ts';
import { factsOf } from '../entry/facts.ts';
import { digestHistory, type HistoryDigest } from '../entry/history.ts';
import type { Reading } from './reading.ts';

/** Whether an item's history is of interest: it is open, or was done lately. */
export const wantsHistory = (item: WorkItem, { historyFrom }: Pick<Reading, 'historyFrom'>): boolean =>
  !isDone(item) || (item.resolved ?? item.categoryChanged ?? item.updated) >= historyFrom;

/** The key of a link's other end changes as that end moves, and this item does not hear of it: its id suffices. */
const withoutOtherKeys = (item: WorkItem): WorkItem => ({
  ...item,
  links: item.links.map(({ id, typeId, direction, otherId }) => ({ id, typeId, direction, otherId })),
});

export interface HistoryOf {
  readonly changes?: readonly FieldChange[];
  /** Of an earlier reading, where this one has none. */
  readonly kept?: HistoryDigest;
}

/** What the index keeps of an issue as read. `matches` are in the order of their keys. */
export const toEntry = (
  { item, description, securityLevelId }: ReadIssue,
  { changes, kept }: HistoryOf,
  matches: readonly QueryKey[],
  { categories, fieldIds }: Pick<Reading, 'categories' | 'fieldIds'>,
): Entry => {
  const { created, status } = item;
  const sprint = fieldIds.sprint === undefined ? {} : { sprintFieldId: fieldIds.sprint };
  const history =
    changes === undefined
      ? kept
      : digestHistory({ created, category: status.category, categories, ...sprint, changes });
  return {
    item: withoutOtherKeys(item),
    facts: factsOf(description),
    ...(securityLevelId === undefined ? {} : { securityLevelId }),
    ...(history === undefined ? {} : { statusSince: history.statusSince, history }),
    ...(matches.length === 0 ? {} : { matches }),
  };
};
