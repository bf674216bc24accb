import type { WorkItemId } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { matchJql } from '../../jira/match-jql.ts';

const ANYTHING = 'created IS NOT EMPTY';

/**
 * Which of these work items Jira's search would give this person (design.md 5): Jira shows archived work as parent and
 * link end of other work, and gives it by id, but its search leaves it out.
 */
export const findSearchable = async (
  client: JiraClient,
  ids: readonly WorkItemId[],
): Promise<ReadonlySet<WorkItemId>> => (await matchJql(client, ids, [ANYTHING])).get(ANYTHING) ?? new Set();
