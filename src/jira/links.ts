import { route } from '@forge/api';
import type { LinkTypeId, WorkItemId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';

const LINKS = '/rest/api/3/issueLink';
const LINK = '/rest/api/3/issueLink/{linkId}';

/** A link as it reads: `from` <outward words> `to`, for Blocks "from blocks to". */
export interface NewLink {
  readonly typeId: LinkTypeId;
  readonly fromId: WorkItemId;
  readonly toId: WorkItemId;
}

/**
 * Links two items. Jira's answer does not name the link (platform.md 3.4): read either item again for its id. One that is there
 * already stays as it is.
 */
export const createLink = async (client: JiraClient, { typeId, fromId, toId }: NewLink): Promise<void> => {
  const body = { type: { id: typeId }, inwardIssue: { id: fromId }, outwardIssue: { id: toId } };
  await client({ method: 'POST', route: route`/rest/api/3/issueLink`, operation: LINKS, body, isSafe: true });
};

/** Takes a link away; throws JiraError where there is none, or this user does not see it. */
export const deleteLink = async (client: JiraClient, linkId: string): Promise<void> => {
  await client({ method: 'DELETE', route: route`/rest/api/3/issueLink/${linkId}`, operation: LINK });
};
