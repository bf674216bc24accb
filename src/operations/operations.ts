import type { EpochMs, ProgramId, ProjectId, TeamId, WorkItemId } from '../core/ids.ts';
import type { Edit, EditOutcome } from '../core/edit/edit.ts';
import type { ItemView } from '../core/item-view/item-view.ts';
import type { Move } from '../core/move/move.ts';
import type { MoveOutcome } from '../core/move/outcome.ts';
import type { Program, ProgramDraft } from '../core/program/program.ts';
import type { ProgramSummary } from '../core/program/summary.ts';

import type { StatusOperations } from './status.ts';
import type { BoardLoadPayload, BoardReply, Notices, RefreshPayload, RefreshReply } from './board-replies.ts';

export type { BoardReply, BoardWhole, Lens, Notices, RefreshReply, TeamPage } from './board-replies.ts';
export type { ProgramSummary } from '../core/program/summary.ts';

export interface TeamPreview {
  readonly teamId: TeamId;
  /** Why this is a team, in words, for example "board Payments Scrum with 4 sprints". */
  readonly because: string;
  readonly items: number;
}
/** A program that could be saved as it is, with what speaks for it. */
export interface ProgramProposal {
  readonly draft: ProgramDraft;
  readonly because: string;
  readonly teams: readonly TeamPreview[];
  /** Link types left out, for example "312 Relates ignored". */
  readonly ignoredLinks: readonly { readonly name: string; readonly count: number }[];
  readonly dependencyLinks: number;
  /** Of the looked-at items: matched by two teams' rules, and by none; keys as samples. */
  readonly matches: {
    readonly looked: number;
    readonly two: number;
    readonly twoSamples: readonly string[];
    readonly none: number;
    readonly noneSamples: readonly string[];
  };
  /** Whether a program of this id is already saved. */
  readonly saved: boolean;
}
export interface ProposeReply {
  readonly proposals: readonly ProgramProposal[];
  /** What was looked at: "N of M" where the site is larger than one look. */
  readonly looked: { readonly items: number; readonly of: number; readonly projects: number; readonly boards: number };
  readonly canSave: boolean;
}
export interface ListReply {
  readonly programs: readonly ProgramSummary[];
  /** Whether this person may save programs. */
  readonly canSave: boolean;
}

/** An item in every program that plans it; empty where none does, the index does not have it (yet), or it is not this person's to see. */
export interface ItemReply {
  /** ISO 8601: changes of Jira up to then are in it. */
  readonly asOf: string;
  /** Forge's clock. */
  readonly now: EpochMs;
  readonly programs: readonly ItemView[];
  /** Whether a program that this person may see has a team in the item's project. */
  readonly isPlanned: boolean;
  readonly notices: Notices;
}

/** Every operation: what it takes and what its reply's `value` is. */
export interface Operations extends StatusOperations {
  'program.propose': { readonly payload: Record<string, never>; readonly value: ProposeReply };
  'program.save': {
    readonly payload: {
      readonly draft: ProgramDraft;
      /** The version that was edited; 0 for a new program. */
      readonly baseVersion: number;
    };
    readonly value: Program;
  };
  'program.list': {
    /** With a project: programs that have a team in it. */
    readonly payload: { readonly projectId?: ProjectId };
    readonly value: ListReply;
  };
  'board.load': {
    readonly payload: BoardLoadPayload;
    readonly value: BoardReply;
  };
  'index.refresh': {
    readonly payload: RefreshPayload;
    readonly value: RefreshReply;
  };
  'item.load': {
    /** Both as Jira's context of an issue names them; what the person may see is checked anew. */
    readonly payload: { readonly itemId: WorkItemId; readonly projectId: ProjectId };
    readonly value: ItemReply;
  };
  /** Writes to Jira as the person. The same request may be made again until nothing in it is pending. */
  'item.move': {
    /** At most 50 moves, each of another item. */
    readonly payload: { readonly programId: ProgramId; readonly moves: readonly Move[] };
    /** One for each move, in their order. */
    readonly value: { readonly outcomes: readonly MoveOutcome[] };
  };
  'item.edit': {
    readonly payload: { readonly programId: ProgramId; readonly edit: Edit };
    readonly value: EditOutcome;
  };
}
export type OperationName = keyof Operations;
export type Payload<Name extends OperationName> = Operations[Name]['payload'];
export type Value<Name extends OperationName> = Operations[Name]['value'];
