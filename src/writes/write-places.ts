import type { SprintId, WorkItemId } from '../core/ids.ts';
import type { Wish } from '../core/move/move.ts';
import { moveToBacklog } from '../jira/backlog.ts';
import type { JiraClient } from '../jira/client.ts';
import { rankItems, type RankPlace } from '../jira/rank.ts';
import { moveToSprint } from '../jira/sprints.ts';
import { refusedInWords, type Needed, type TriedItems, type Write, type Writer } from './tried.ts';

/** An item's sprint and rank to be written. */
export interface PlaceWrite {
  readonly itemId: WorkItemId;
  readonly wish: Pick<Wish, 'sprintId' | 'rank'>;
}
/** Items that one call takes: one sprint, and one behind the other. */
interface Group {
  readonly sprintId: SprintId | null | undefined;
  readonly ids: WorkItemId[];
  readonly before: WorkItemId | undefined;
  readonly after: WorkItemId | undefined;
}

const SCHEDULE: Needed = { permission: 'SCHEDULE_ISSUES', name: 'Schedule Issues' };
const EDIT: Needed = { permission: 'EDIT_ISSUES', name: 'Edit Issues' };

const belongs = ({ wish: { sprintId, rank } }: PlaceWrite, group: Group): boolean => {
  if (sprintId !== group.sprintId) return false;
  return rank?.before === group.before && (rank?.before !== undefined || rank?.after === group.after);
};

export const groupPlaces = (writes: readonly PlaceWrite[]): readonly Group[] => {
  const groups: Group[] = [];
  for (const write of writes) {
    const last = groups.at(-1);
    if (last !== undefined && belongs(write, last)) last.ids.push(write.itemId);
    else {
      const { sprintId, rank } = write.wish;
      groups.push({ sprintId, ids: [write.itemId], before: rank?.before, after: rank?.after });
    }
  }
  return groups;
};

const writerOf = (user: JiraClient, { sprintId, before, after }: Group): Write => {
  let tail = after;
  return async (ids) => {
    const place: RankPlace | undefined =
      before === undefined ? (tail === undefined ? undefined : { after: tail }) : { before };
    const placed = place === undefined ? {} : { place };
    if (typeof sprintId === 'string') await moveToSprint(user, { sprintId, ids, ...placed });
    else if (sprintId === null) await moveToBacklog(user, { ids, ...placed });
    else if (place !== undefined) {
      const refused = await rankItems(user, { ids, place });
      const words = new Map(refused.map((one) => [one.id, refusedInWords(one.words)]));
      tail = ids.findLast((id) => !words.has(id)) ?? tail;
      return words;
    }
    tail = tail === undefined ? undefined : ids.at(-1);
    return undefined;
  };
};

/** Writes sprints and ranks, in the order of the moves, as few calls as they allow. */
export const writePlaces = async (
  user: JiraClient,
  writer: Writer,
  writes: readonly PlaceWrite[],
): Promise<TriedItems> => {
  const tried: TriedItems = new Map();
  for (const group of groupPlaces(writes)) {
    const needed = group.sprintId === undefined ? [SCHEDULE] : [SCHEDULE, EDIT];
    // One after the other: order is what ranks are about.
    for (const [id, one] of await writer.together(group.ids, writerOf(user, group), needed)) tried.set(id, one);
  }
  return tried;
};
