import type { TeamId, WorkItemId } from '../ids.ts';

/** What is edited in place, with what the person saw; null is none. */
export interface Edit {
  readonly itemId: WorkItemId;
  readonly summary?: { readonly seen: string; readonly wish: string };
  /** In the unit of this team: points or hours. */
  readonly estimate?: { readonly teamId: TeamId; readonly seen: number | null; readonly wish: number | null };
}

export type EditOutcome =
  | { readonly kind: 'saved'; readonly undo: Edit }
  | { readonly kind: 'refused'; readonly sentence: string }
  /** Somebody changed it meanwhile: nothing of theirs was overwritten. */
  | {
      readonly kind: 'changed';
      readonly sentence: string;
      readonly now: { readonly summary?: string; readonly estimate?: number | null };
    }
  /** Ask the same again, after the wait. */
  | { readonly kind: 'pending'; readonly sentence: string; readonly retryAfterMs?: number };

/** What of an item is edited, as Jira holds it. */
export interface EditedNow {
  readonly summary: string;
  readonly estimate: number | null;
}

/** Hours come from seconds. */
const isAlike = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) < 1e-6);

interface Part {
  readonly name: 'summary' | 'estimate';
  readonly isAsWished: boolean;
  readonly isAsSeen: boolean;
}
const partsOf = ({ summary, estimate }: Edit, now: EditedNow): readonly Part[] => [
  ...(summary === undefined
    ? []
    : [{ name: 'summary' as const, isAsWished: now.summary === summary.wish, isAsSeen: now.summary === summary.seen }]),
  ...(estimate === undefined
    ? []
    : [
        {
          name: 'estimate' as const,
          isAsWished: isAlike(now.estimate, estimate.wish),
          isAsSeen: isAlike(now.estimate, estimate.seen),
        },
      ]),
];

/** What is left to be written of an edit; `foreign` names what is neither as wished nor as it was seen. */
export const judgeEdit = (
  edit: Edit,
  now: EditedNow,
): { readonly foreign: readonly Part['name'][]; readonly left: readonly Part['name'][] } => {
  const parts = partsOf(edit, now);
  return {
    foreign: parts.filter((one) => !one.isAsWished && !one.isAsSeen).map(({ name }) => name),
    left: parts.filter((one) => !one.isAsWished).map(({ name }) => name),
  };
};

/** The edit that restores what was. */
export const undoEdit = ({ itemId, summary, estimate }: Edit): Edit => ({
  itemId,
  ...(summary === undefined ? {} : { summary: { seen: summary.wish, wish: summary.seen } }),
  ...(estimate === undefined ? {} : { estimate: { ...estimate, seen: estimate.wish, wish: estimate.seen } }),
});
