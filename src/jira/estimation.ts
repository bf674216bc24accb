import { route } from '@forge/api';
import { z } from 'zod';
import type { BoardId, FieldId, WorkItemId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer } from './wire.ts';

const ESTIMATION = '/rest/agile/1.0/issue/{issueIdOrKey}/estimation';

/**
 * Sets what a board estimates its items in, on a screen or not: points, or a time as Jira writes it (`6h 30m`). Throws JiraError; a
 * 404 also where the item is not on the board.
 */
export const setEstimation = async (
  client: JiraClient,
  { id, boardId, value }: { readonly id: WorkItemId; readonly boardId: BoardId; readonly value: string },
): Promise<void> => {
  const query = new URLSearchParams({ boardId });
  const target = route`/rest/agile/1.0/issue/${id}/estimation?${query}`;
  await client({ method: 'PUT', route: target, operation: ESTIMATION, body: { value } });
};

/** The field in which a board estimates an item; throws JiraError as above, and where the board only counts. */
export const getEstimationField = async (
  client: JiraClient,
  { id, boardId }: { readonly id: WorkItemId; readonly boardId: BoardId },
): Promise<FieldId> => {
  const query = new URLSearchParams({ boardId });
  const target = route`/rest/agile/1.0/issue/${id}/estimation?${query}`;
  const answer = await client({ method: 'GET', route: target, operation: ESTIMATION });
  return parseAnswer(z.looseObject({ fieldId: z.string() }), answer, ESTIMATION).fieldId;
};
