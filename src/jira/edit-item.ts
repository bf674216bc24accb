import { route } from '@forge/api';
import type { FieldId, WorkItemId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';

const ISSUE = '/rest/api/3/issue/{issueIdOrKey}';

/** Sets fields of a work item, null empties: all of them, or none (JiraError, with Jira's words for each field). */
export const editItem = async (
  client: JiraClient,
  id: WorkItemId,
  fields: Readonly<Record<FieldId, unknown>>,
): Promise<void> => {
  await client({ method: 'PUT', route: route`/rest/api/3/issue/${id}`, operation: ISSUE, body: { fields } });
};
