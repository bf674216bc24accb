import type { SprintId } from '../core/ids.ts';
import type { Move } from '../core/move/move.ts';
import type { Sprint } from '../core/sprint/sprint.ts';
import type { JiraClient } from '../jira/client.ts';
import { JiraError } from '../jira/errors.ts';
import { getSprint } from '../jira/sprints.ts';

/** Sprints that moves lead into, as this person sees them; those that they do not see are absent. */
export const lookUpSprints = async (
  user: JiraClient,
  moves: readonly Move[],
): Promise<ReadonlyMap<SprintId, Sprint>> => {
  const ids = [...new Set(moves.flatMap(({ wish }) => wish.sprintId ?? []))];
  const found = await Promise.all(
    ids.map(async (id) => {
      try {
        return await getSprint(user, id);
      } catch (error) {
        if (error instanceof JiraError && [400, 403, 404].includes(error.status)) return undefined;
        throw error;
      }
    }),
  );
  return new Map(found.flatMap((sprint) => (sprint === undefined ? [] : [[sprint.id, sprint] as const])));
};
