import type { WorkItemId } from '../core/ids.ts';
import { fetchWorkItems } from '../jira/bulkfetch.ts';
import type { JiraClient } from '../jira/client.ts';
import type { FieldIds } from '../jira/fields.ts';
import { findSearchable } from '../jira/match-jql.ts';
import { toLiveItems, type LiveItems } from './live-item.ts';

/**
 * Items as Jira holds them, for this person: those that its search would give them. Reading in bulk alone gives archived work too, which
 * no surface shows (design.md 5).
 */
export const readLive = async (
  user: JiraClient,
  ids: readonly WorkItemId[],
  fieldIds: FieldIds,
): Promise<LiveItems> => {
  const [items, searchable] = await Promise.all([fetchWorkItems(user, ids, fieldIds), findSearchable(user, ids)]);
  return toLiveItems(items.filter(({ item }) => searchable.has(item.id)));
};
