import type { WorkItemId } from '../core/ids.ts';
import type { Current, RankOf } from '../core/move/judge-move.ts';
import type { Move, Seen, Wish } from '../core/move/move.ts';
import { seenFor } from '../core/move/move.ts';
import type { MappedItem } from '../jira/map-work-item.ts';

export type LiveItems = ReadonlyMap<WorkItemId, MappedItem>;

export const toLiveItems = (items: readonly MappedItem[]): LiveItems => new Map(items.map((one) => [one.item.id, one]));

/** What of an item moves change, as it was just read. */
export const toCurrent = ({ item, sprints }: MappedItem): Current => ({
  id: item.id,
  sprintIds: item.sprintIds,
  openSprintId: sprints.findLast(({ state }) => state !== 'closed')?.id ?? null,
  dueDay: item.dueDay ?? null,
  startDay: item.startDay ?? null,
  teamFieldId: item.teamFieldId ?? null,
  componentIds: item.componentIds,
});

export const rankOfLive =
  (live: LiveItems): RankOf =>
  (id) =>
    live.get(id)?.item.rank;

/** What will be of it after a wish: for when Jira cannot be asked again. */
export const afterWish = (now: Current, wish: Wish): Current => ({
  ...now,
  ...(wish.sprintId === undefined
    ? {}
    : {
        openSprintId: wish.sprintId,
        sprintIds: [
          ...now.sprintIds.filter((id) => id !== now.openSprintId),
          ...(wish.sprintId === null ? [] : [wish.sprintId]),
        ],
      }),
  ...(wish.dueDay === undefined ? {} : { dueDay: wish.dueDay }),
  ...(wish.startDay === undefined ? {} : { startDay: wish.startDay }),
  ...(wish.teamFieldId === undefined ? {} : { teamFieldId: wish.teamFieldId }),
  ...(wish.componentIds === undefined ? {} : { componentIds: wish.componentIds }),
});

/** What a person sees now of what a move is about. */
export const seenNow = ({ wish }: Move, now: Current): Seen => {
  const names = new Set<string>(seenFor(wish));
  const { id: _, openSprintId: __, ...all } = now;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
};

/** Why a move was not written: what somebody else made of the item since it was seen. */
export const changedSentence = (of: keyof Seen, { item, sprints }: MappedItem): string => {
  const open = sprints.findLast(({ state }) => state !== 'closed');
  const what: Readonly<Record<keyof Seen, string>> = {
    sprintIds: open === undefined ? 'it is in no sprint now' : `it is in ${open.name} now`,
    dueDay: item.dueDay === undefined ? 'it has no due day now' : `it is due on ${item.dueDay} now`,
    startDay: item.startDay === undefined ? 'it has no start day now' : `it starts on ${item.startDay} now`,
    teamFieldId: 'its team is another now',
    componentIds: 'its components are others now',
    rank: 'its rank is another now',
  };
  return `${item.key} was changed meanwhile: ${what[of]}. Nothing was overwritten.`;
};
