import type { ComponentId, IsoDay, SprintId, WorkItemId } from '../ids.ts';
import type { Move, RankSpot, Seen, Wish } from './move.ts';

/** An item as Jira holds it when a move is about to be written. */
export interface Current {
  readonly id: WorkItemId;
  readonly sprintIds: readonly SprintId[];
  /** The one that is not closed. */
  readonly openSprintId: SprintId | null;
  readonly dueDay: IsoDay | null;
  readonly startDay: IsoDay | null;
  readonly teamFieldId: string | null;
  readonly componentIds: readonly ComponentId[];
}
export type RankOf = (id: WorkItemId) => string | undefined;

/** `done`: all is as wished. `write`: what is left to be written. `changed`: what is neither as wished nor as it was seen. */
export type Judged =
  | { readonly kind: 'done' }
  | { readonly kind: 'write'; readonly wish: Wish }
  | { readonly kind: 'changed'; readonly of: keyof Seen };

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** Whether an item stands between two others; one that is gone is no bound. */
const isBetween = (id: WorkItemId, { after, before }: RankSpot, rankOf: RankOf): boolean => {
  const own = rankOf(id);
  const [low, high] = [after, before].map((one) => (one === undefined ? undefined : rankOf(one)));
  if (own === undefined || (low === undefined && high === undefined)) return false;
  return (low === undefined || low < own) && (high === undefined || own < high);
};

interface Carrier {
  readonly wish: keyof Wish;
  readonly seen: keyof Seen;
  readonly isAsWished: boolean;
  readonly isAsSeen: boolean;
}

const carriersOf = ({ wish, seen }: Move, now: Current): readonly Carrier[] => {
  const found: Carrier[] = [];
  const add = (name: keyof Wish & keyof Seen, isAsWished: boolean, isAsSeen: boolean): void =>
    void found.push({ wish: name, seen: name, isAsWished, isAsSeen });
  if (wish.sprintId !== undefined) {
    const isAsSeen = isSameSet(seen.sprintIds ?? [], now.sprintIds);
    found.push({ wish: 'sprintId', seen: 'sprintIds', isAsWished: now.openSprintId === wish.sprintId, isAsSeen });
  }
  for (const name of ['dueDay', 'startDay', 'teamFieldId'] as const) {
    if (wish[name] !== undefined) add(name, now[name] === wish[name], now[name] === (seen[name] ?? null));
  }
  if (wish.componentIds !== undefined) {
    const [wished, was] = [wish.componentIds, seen.componentIds ?? []];
    add('componentIds', isSameSet(wished, now.componentIds), isSameSet(was, now.componentIds));
  }
  return found;
};

/**
 * What a move means for an item as Jira holds it now: what is as wished stays (so that a repeat changes nothing), what is as the
 * person saw it is to be written, and anything else is somebody else's doing, which nobody overwrites.
 */
export const judgeMove = (move: Move, now: Current, rankOf: RankOf): Judged => {
  const { wish, seen } = move;
  const carriers = carriersOf(move, now);
  const foreign = carriers.find(({ isAsWished, isAsSeen }) => !isAsWished && !isAsSeen);
  if (foreign !== undefined) return { kind: 'changed', of: foreign.seen };
  const left = carriers.filter(({ isAsWished }) => !isAsWished).map((one) => one.wish);
  // Written together with its sprint: it is a repeat, and who ranked it since knew better.
  const isRepeat = carriers.some(({ isAsWished, isAsSeen }) => isAsWished && !isAsSeen) && left.length === 0;
  const isRanked = wish.rank === undefined || isRepeat || isBetween(now.id, wish.rank, rankOf);
  if (!isRanked && carriers.length === 0 && !(seen.rank !== undefined && isBetween(now.id, seen.rank, rankOf))) {
    return { kind: 'changed', of: 'rank' };
  }
  const names = new Set<string>([...left, ...(isRanked ? [] : ['rank'])]);
  if (names.size === 0) return { kind: 'done' };
  return { kind: 'write', wish: Object.fromEntries(Object.entries(wish).filter(([name]) => names.has(name))) };
};

/** What a person who wishes to put a move back has seen: the item as it is after it. */
const seenAfter = ({ wish, seen }: Move, after: Current): Seen => ({
  ...(wish.sprintId === undefined ? {} : { sprintIds: after.sprintIds }),
  ...(wish.dueDay === undefined ? {} : { dueDay: after.dueDay }),
  ...(wish.startDay === undefined ? {} : { startDay: after.startDay }),
  ...(wish.teamFieldId === undefined ? {} : { teamFieldId: after.teamFieldId }),
  ...(wish.componentIds === undefined ? {} : { componentIds: after.componentIds }),
  ...(wish.rank === undefined || seen.rank === undefined ? {} : { rank: wish.rank }),
});

/** The move that restores what was, from how the item is after it. `move.seen` is what it was. */
export const undoOf = (move: Move, after: Current): Move => {
  const { wish, seen, itemId } = move;
  // Closed sprints stay in the list: the one that is gone from it is the one that it left.
  const left = (seen.sprintIds ?? []).find((id) => !after.sprintIds.includes(id)) ?? null;
  return {
    itemId,
    seen: seenAfter(move, after),
    wish: {
      ...(wish.sprintId === undefined ? {} : { sprintId: left }),
      ...(wish.dueDay === undefined ? {} : { dueDay: seen.dueDay ?? null }),
      ...(wish.startDay === undefined ? {} : { startDay: seen.startDay ?? null }),
      ...(wish.teamFieldId === undefined ? {} : { teamFieldId: seen.teamFieldId ?? null }),
      ...(wish.componentIds === undefined ? {} : { componentIds: seen.componentIds ?? [] }),
      ...(wish.rank === undefined || seen.rank === undefined ? {} : { rank: seen.rank }),
    },
  };
};
