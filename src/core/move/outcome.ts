import type { WorkItemId } from '../ids.ts';
import type { Move, Seen } from './move.ts';

/** What became of one item's move. */
export type MoveOutcome =
  /** As wished, whether by this request or one before it. `note` is a sentence about something unexpected. */
  | { readonly kind: 'moved'; readonly itemId: WorkItemId; readonly undo: Move; readonly note?: string }
  /** Jira, or a rule, says no. `undo` puts back what of it was written before. */
  | { readonly kind: 'refused'; readonly itemId: WorkItemId; readonly sentence: string; readonly undo?: Move }
  /** Somebody changed it meanwhile: nothing of theirs was overwritten. `now` is what Jira holds. */
  | { readonly kind: 'changed'; readonly itemId: WorkItemId; readonly sentence: string; readonly now: Seen }
  /** Not tried, or nobody knows whether it came through: ask the same again, after the wait. */
  | {
      readonly kind: 'pending';
      readonly itemId: WorkItemId;
      readonly sentence: string;
      readonly retryAfterMs?: number;
    };
