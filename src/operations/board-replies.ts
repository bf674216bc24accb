import type { Progress } from '../core/backfill/progress.ts';
import type { PackedBoard } from '../core/board/pack-board.ts';
import type { PackedChanges, PackedSource } from '../core/board/pack-source.ts';
import type { EpochMs, PeriodId, ProgramId, TeamId, WorkItemId } from '../core/ids.ts';

/** What is still going on behind a board, from what this viewer may see. */
export interface Notices {
  /** Projects of the program are still being read for the first time; those that are read can be used meanwhile. */
  readonly indexing?: Progress;
  /** Jira's quota is used up: changes are read again from then on. */
  readonly pausedUntil?: EpochMs;
  /** Jira's two ways to say who sees what differ on this site, so the stricter one is asked. */
  readonly selfTest?: 'differ';
}

/** `wide`: features and what is above, all teams. `close`: everything, some teams at a time. */
export type Lens = 'wide' | 'close';
/** Teams of a board that was cut, in the program's order: from `from` (0 is the first), `count` of `of`. */
export interface TeamPage {
  readonly from: number;
  readonly count: number;
  readonly of: number;
}

/** Of a board that was cut: what its whole is, as far as this viewer may see it. */
export interface BoardWhole {
  /** Work items on it; those of the reply are among them. */
  readonly items: number;
  readonly teams: readonly { readonly teamId: TeamId; readonly name: string }[];
  /** The team of the work item that was asked after, where that is on the board. */
  readonly itemTeamId?: TeamId;
}

/**
 * A board: what to build it from with `buildBoard(unpackSource(source))`, or, where that does not fit into a reply, the board
 * itself through a lens. `boardOf(reply)` gives the board of either. `state` goes into the next `index.refresh`, as it is.
 */
export type BoardReply =
  | { readonly kind: 'source'; readonly source: PackedSource; readonly state: string; readonly notices: Notices }
  | {
      readonly kind: 'board';
      readonly board: PackedBoard;
      /** Forge's clock, from which a page learns how old `asOf` is, whatever its own says. */
      readonly now: EpochMs;
      readonly lens: Lens;
      /** With the close lens. */
      readonly page?: TeamPage;
      readonly whole: BoardWhole;
      readonly state: string;
      readonly notices: Notices;
    };

export interface BoardLoadPayload {
  readonly programId: ProgramId;
  readonly periodId?: PeriodId;
  /** Where the board has to be cut; absent: wide. */
  readonly lens?: Lens;
  /** With the close lens: the first team of the page. */
  readonly fromTeam?: number;
  /** With the close lens: this team alone. */
  readonly teamId?: TeamId;
  /** Where the board has to be cut: also say which team this work item is with. */
  readonly itemId?: WorkItemId;
}

export interface RefreshPayload {
  readonly programId: ProgramId;
  /** Of the board that is shown. */
  readonly periodId: PeriodId;
  /** Of the last reply about this board. */
  readonly state: string;
  /** With a source: the ids of its items and thin items, in order, by `packIds`. With a board: of its items. */
  readonly held: readonly (string | number)[];
}
/** What is new since the last reply. */
export type RefreshReply =
  /** Nothing that this viewer sees; the board is as good as one of `asOf`. */
  | {
      readonly kind: 'unchanged';
      readonly asOf: string;
      readonly now: EpochMs;
      readonly state: string;
      readonly notices: Notices;
    }
  /** For `applyChanges(source, unpackChanges(changes))`; where `isIncomplete` says so, load the board again. */
  | { readonly kind: 'changed'; readonly changes: PackedChanges; readonly state: string; readonly notices: Notices }
  /** More changed than can be told: load the board again. */
  | { readonly kind: 'reload'; readonly notices: Notices };
