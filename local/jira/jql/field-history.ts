import type { Issue } from '../entities.ts';
import type { Store } from '../store.ts';

/** A value that a field had for a while; null is "none". Both ends are epoch ms. */
export interface Spell {
  readonly value: string | null;
  readonly start: number;
  readonly end: number;
  /** Who set it. */
  readonly by: string | undefined;
}
/** One change of a field. */
export interface FieldChange {
  readonly at: number;
  readonly by: string | undefined;
  readonly from: string | null;
  readonly to: string | null;
}

/** The changes of a field in order of time, from the issue's changelog. `field` is the changelog's own name for it. */
export const changesOf = (store: Store, issue: Issue, field: string): readonly FieldChange[] =>
  store.historiesByIssue
    .of(issue.id)
    .flatMap(({ created, authorId, items }) =>
      items
        .filter((item) => item.field.toLowerCase() === field)
        .map(({ from, to }) => ({
          at: created,
          by: authorId,
          from: from === '' ? null : from,
          to: to === '' ? null : to,
        })),
    )
    .sort((a, b) => a.at - b.at);

/** What a field was and when, from creation to now; `current` is its present value. */
export const spellsOf = (
  issue: Issue,
  changes: readonly FieldChange[],
  current: string | undefined,
): readonly Spell[] => {
  const [first] = changes;
  const initial = first === undefined ? (current ?? null) : first.from;
  const starts = [{ at: issue.created, by: issue.creatorId, to: initial }, ...changes];
  return starts.map(({ at, by, to }, index) => ({
    value: to,
    start: at,
    end: starts[index + 1]?.at ?? Number.POSITIVE_INFINITY,
    by,
  }));
};
