import { route } from '@forge/api';
import type { BoardId } from '../core/ids.ts';
import type { Sprint, SprintState } from '../core/sprint/sprint.ts';
import type { JiraClient } from './client.ts';
import { JiraError } from './errors.ts';
import { sprintShape } from './map-sprint.ts';
import { AGILE_PAGE, readAllPages } from './paging.ts';

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
