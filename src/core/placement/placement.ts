import type { IsoDay, SprintId } from '../ids.ts';

/** Why an item is where it is: the first of these that applies (design.md 6, Placement). */
export type PlaceReason =
  /** Done on that day, in that sprint, or between sprints and counted to the one before. */
  | { readonly kind: 'done'; readonly day: IsoDay; readonly betweenSprints?: true }
  /** Done, but nothing says when: the last sprint it was in. */
  | { readonly kind: 'doneInSprint' }
  | { readonly kind: 'openSprint' }
  /** In an open sprint of a board that is not this team's, shown at that sprint's dates. */
  | { readonly kind: 'otherBoardSprint'; readonly sprintName: string }
  | { readonly kind: 'dueDay'; readonly day: IsoDay }
  | { readonly kind: 'inProgress' }
  | { readonly kind: 'children'; readonly day: IsoDay }
  | { readonly kind: 'releaseDay'; readonly day: IsoDay; readonly version: string };

export type UnplacedReason =
  | { readonly kind: 'leftSprint'; readonly sprintName: string }
  | { readonly kind: 'doneWithoutDay' }
  /** Not done, though its due day, sprint or release lies before the current period, in which it is shown for that. */
  | {
      readonly kind: 'overdue';
      readonly day: IsoDay;
      /** What ended on that day, a sprint or a version; absent for a due day. */
      readonly of?: { readonly kind: 'sprint' | 'release'; readonly name: string };
    }
  | { readonly kind: 'noDateNoSprint' };

/** A feature whose children end elsewhere than its due day says so. */
export interface FeatureMismatch {
  readonly dueDay: IsoDay;
  readonly childrenEnd: IsoDay;
  /** Sprints of the lead team between the two; 0 where they fall in one. */
  readonly sprintsApart: number;
}

export type Place =
  | { readonly kind: 'sprint'; readonly sprintId: SprintId; readonly reason: PlaceReason; readonly day?: IsoDay }
  /** A team without a sprint there: by day, drawn in the iteration that contains it. */
  | { readonly kind: 'day'; readonly day: IsoDay; readonly iteration: number; readonly reason: PlaceReason }
  | {
      readonly kind: 'kanban';
      readonly column: 'done' | 'now' | 'next';
      readonly day?: IsoDay;
      readonly reason: PlaceReason | UnplacedReason;
    }
  | { readonly kind: 'unplaced'; readonly reason: UnplacedReason }
  /** Placed, but not in the period shown: on the board only as the other end of a dependency, a parent or a ghost. */
  | { readonly kind: 'outside'; readonly day: IsoDay; readonly side: 'before' | 'after'; readonly reason: PlaceReason };

/** What an unfinished item leaves in a closed sprint that it was in: planned there, loaded where it is now. */
export interface Ghost {
  readonly sprintId: SprintId;
  /** Name of the sprint that it went to next; absent where it went to none. */
  readonly spilledTo?: string;
}
