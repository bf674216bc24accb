import { route } from '@forge/api';
import type { BoardId, SprintId, WorkItemId } from '../core/ids.ts';
import type { Sprint, SprintState } from '../core/sprint/sprint.ts';
import type { JiraClient } from './client.ts';
import { JiraError } from './errors.ts';
import { sprintShape } from './map-sprint.ts';
import { AGILE_PAGE, readAllPages } from './paging.ts';
import { rankBody, type RankPlace } from './rank.ts';
import { parseAnswer } from './wire.ts';

const SPRINTS = '/rest/agile/1.0/board/{boardId}/sprint';

/**
 * A board's sprints in its own order, those of other boards that it shows included; all, or those in some states. Empty where this
 * user may not see the board, or it is one without sprints (Jira answers 400 "The board does not support sprints").
 */
export const listSprints = async (
  client: JiraClient,
  boardId: BoardId,
  states: readonly SprintState[] = [],
): Promise<readonly Sprint[]> => {
  const only = states.length === 0 ? {} : { state: states.join(',') };
  try {
    return await readAllPages(
      client,
      (startAt) => {
        const query = new URLSearchParams({ startAt: String(startAt), maxResults: String(AGILE_PAGE), ...only });
        return { method: 'GET', route: route`/rest/agile/1.0/board/${boardId}/sprint?${query}`, operation: SPRINTS };
      },
      sprintShape,
    );
  } catch (error) {
    if (error instanceof JiraError && [400, 403, 404].includes(error.status)) return [];
    throw error;
  }
};

const SPRINT = '/rest/agile/1.0/sprint/{sprintId}';
const SPRINT_ISSUES = '/rest/agile/1.0/sprint/{sprintId}/issue';

/** A sprint; throws JiraError where this user may not see it. */
export const getSprint = async (client: JiraClient, id: SprintId): Promise<Sprint> => {
  const request = { method: 'GET', route: route`/rest/agile/1.0/sprint/${id}`, operation: SPRINT } as const;
  return parseAnswer(sprintShape, await client(request), SPRINT);
};

/**
 * Moves at most 50 items into an open or future sprint, out of any other open one, in this order where a place is given: all of
 * them, or none (JiraError). Doing it twice changes nothing more.
 */
export const moveToSprint = async (
  client: JiraClient,
  {
    sprintId,
    ids,
    place,
  }: { readonly sprintId: SprintId; readonly ids: readonly WorkItemId[]; readonly place?: RankPlace },
): Promise<void> => {
  const target = route`/rest/agile/1.0/sprint/${sprintId}/issue`;
  const body = { issues: ids, ...rankBody(place) };
  await client({ method: 'POST', route: target, operation: SPRINT_ISSUES, body, isSafe: true });
};
