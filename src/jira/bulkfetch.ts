import { route } from '@forge/api';
import { z } from 'zod';
import type { WorkItemId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import type { FieldIds } from './fields.ts';
import { fieldsToRead, issueShape, toWorkItem, type MappedItem } from './map-work-item.ts';
import { parseAnswer } from './wire.ts';

/** Up to 1,000 where fields are named (platform.md 3.2). */
export const BULK_SIZE = 1_000;
const BULKFETCH = '/rest/api/3/issue/bulkfetch';
const answerShape = z.looseObject({ issues: z.array(issueShape) });

/** Reads work items by id from Jira's own store (no search lag); those that this user may not see are absent. */
export const fetchWorkItems = async (
  client: JiraClient,
  ids: readonly WorkItemId[],
  fieldIds: FieldIds,
): Promise<readonly MappedItem[]> => {
  if (ids.length === 0) return [];
  const body = { issueIdsOrKeys: ids, fields: fieldsToRead(fieldIds) };
  const request = { method: 'POST', route: route`/rest/api/3/issue/bulkfetch`, operation: BULKFETCH } as const;
  const answer = await client({ ...request, body, isSafe: true });
  return parseAnswer(answerShape, answer, BULKFETCH).issues.map((issue) => toWorkItem(issue, fieldIds));
};
