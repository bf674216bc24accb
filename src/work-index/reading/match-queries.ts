import type { WorkItemId } from '../../core/ids.ts';
import type { QueryKey } from '../../core/team/query-matches.ts';
import type { WorkItem } from '../../core/work-item/work-item.ts';
import { matchJql } from '../../jira/match-jql.ts';
import type { Reading } from './reading.ts';

/**
 * The team queries that each item matches, as the app, in the order of their keys; items that match none are absent. Only the
 * queries of an item's project are asked, all items of the same queries together.
 */
export const matchQueries = async (
  { app, queries }: Reading,
  items: readonly WorkItem[],
): Promise<ReadonlyMap<WorkItemId, readonly QueryKey[]>> => {
  const found = new Map<WorkItemId, readonly QueryKey[]>();
  const keysOf = ({ projectId }: WorkItem): string => (queries.get(projectId) ?? []).map(({ key }) => key).join('\n');
  const groups = [...Map.groupBy(items, keysOf)].filter(([keys]) => keys !== '');
  const asking = groups.map(async ([, group]) => {
    const own = queries.get(group[0]?.projectId ?? '') ?? [];
    const ids = group.map((item) => item.id);
    const matched = await matchJql(app, ids, [...new Set(own.flatMap(({ jqls }) => jqls))]);
    for (const id of ids) {
      const keys = own.filter(({ jqls }) => jqls.every((jql) => matched.get(jql)?.has(id) === true));
      if (keys.length > 0)
        found.set(
          id,
          keys.map(({ key }) => key),
        );
    }
  });
  await Promise.all(asking);
  return found;
};
