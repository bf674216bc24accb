import type { ComponentId, IsoDay, SprintId, TeamId, WorkItemId } from '../ids.ts';

/** Between these two in Jira's order; one of them is given at least. */
export interface RankSpot {
  readonly after?: WorkItemId;
  readonly before?: WorkItemId;
}

/** What is to become of one item in Jira; null empties, absent stays as it is. */
export interface Wish {
  /** Into this sprint; null: out of every open one. Closed sprints stay as history. */
  readonly sprintId?: SprintId | null;
  readonly dueDay?: IsoDay | null;
  readonly startDay?: IsoDay | null;
  /** To this team, by the field that its rule asks for: the resolver knows which. */
  readonly teamId?: TeamId;
  /** Value of the Team field; an undo names it as it was. */
  readonly teamFieldId?: string | null;
  readonly componentIds?: readonly ComponentId[];
  readonly rank?: RankSpot;
}

/** The same of an item as the person saw it, who wishes: what is different in Jira by now is not overwritten. */
export interface Seen {
  /** All that the item joined, closed ones included. */
  readonly sprintIds?: readonly SprintId[];
  readonly dueDay?: IsoDay | null;
  readonly startDay?: IsoDay | null;
  readonly teamFieldId?: string | null;
  readonly componentIds?: readonly ComponentId[];
  /** Its neighbours. Must be known where the order is all that changes; else it only serves an undo. */
  readonly rank?: RankSpot;
}

/** Jira takes as many items a call (platform.md 3.5); larger moves are written piece by piece, in order. */
export const MOVES_PER_PIECE = 50;

/** One item's part of a move. Neighbouring moves to one place stand there in their order; `seen` has what `wish` changes. */
export interface Move {
  readonly itemId: WorkItemId;
  readonly seen: Seen;
  readonly wish: Wish;
}

/** Where cards are dropped. */
export interface DropTarget {
  /** The row; absent: each item's own. */
  readonly teamId?: TeamId;
  /** Absent: where it is, in another row or order. A day is the last one of whatever column was hit. */
  readonly at?:
    | { readonly kind: 'sprint'; readonly sprintId: SprintId }
    | { readonly kind: 'day'; readonly day: IsoDay }
    | { readonly kind: 'backlog' };
  readonly rank?: RankSpot;
}

/** What a wish needs to have been seen. */
export const seenFor = (wish: Wish): readonly (keyof Seen)[] => [
  ...(wish.sprintId === undefined ? [] : ['sprintIds' as const]),
  ...(wish.dueDay === undefined ? [] : ['dueDay' as const]),
  ...(wish.startDay === undefined ? [] : ['startDay' as const]),
  ...(wish.teamFieldId === undefined && wish.teamId === undefined ? [] : ['teamFieldId' as const]),
  ...(wish.componentIds === undefined && wish.teamId === undefined ? [] : ['componentIds' as const]),
  ...(Object.keys(wish).every((name) => name === 'rank') ? ['rank' as const] : []),
];
