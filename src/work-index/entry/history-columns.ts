import type { EpochMs } from '../../core/ids.ts';
import { packNumbers, unpackNumbers } from '../../core/columns/columns.ts';
import type { Draft } from './draft.ts';
import type { HistoryDigest } from './history.ts';

type Numbers = readonly (number | null)[];
/** A digest's numbers, each as the difference to what it usually equals. Rows without one are absent. */
export interface HistoryColumns {
  /** Rows that have a digest; absent: all. */
  readonly rows?: readonly number[];
  readonly since: Numbers;
  readonly status: Numbers;
  readonly first: Numbers;
  readonly done: Numbers;
  readonly todo: Numbers;
  readonly doing: Numbers;
  readonly over: Numbers;
  readonly counts: readonly (readonly number[])[];
}

/** What the numbers are measured from: known before the digest is read. */
export interface HistoryBase {
  readonly created: EpochMs;
  readonly changed: EpochMs;
}

interface Known {
  readonly base: HistoryBase;
  readonly digest: HistoryDigest;
}

const stretches = ({ created }: HistoryBase, first: number | undefined, done: number | undefined) => ({
  todo: (first ?? done ?? created) - created,
  doing: first === undefined || done === undefined ? 0 : done - first,
});

export const packHistories = (
  digests: readonly (HistoryDigest | undefined)[],
  bases: readonly HistoryBase[],
): HistoryColumns => {
  const known = digests.flatMap((digest, row): (Known & { row: number })[] => {
    const base = bases[row];
    return digest === undefined || base === undefined ? [] : [{ row, base, digest }];
  });
  const changed = known.map(({ base }) => base.changed);
  const usual = known.map(({ base, digest }) => stretches(base, digest.firstStarted, digest.done));
  const numbers = (of: (digest: HistoryDigest) => number | undefined, from: readonly number[]): Numbers =>
    packNumbers(
      known.map(({ digest }) => of(digest)),
      from,
    );
  const none: readonly number[] = [];
  return {
    ...(known.length === digests.length ? {} : { rows: known.map(({ row }) => row) }),
    since: numbers((digest) => digest.since, changed),
    status: numbers((digest) => digest.statusSince, changed),
    first: numbers(
      (digest) => digest.firstStarted,
      known.map(({ base }) => base.created),
    ),
    done: numbers((digest) => digest.done, changed),
    todo: numbers(
      (digest) => digest.spentMs.todo,
      usual.map((one) => one.todo),
    ),
    doing: numbers(
      (digest) => digest.spentMs.inProgress,
      usual.map((one) => one.doing),
    ),
    over: numbers((digest) => digest.spentMs.done, none),
    counts: [
      known.map(({ digest }) => digest.backward),
      known.map(({ digest }) => digest.priorityChanges),
      known.map(({ digest }) => digest.sprintChanges),
      known.map(({ digest }) => digest.periodChanges),
    ],
  };
};

export const unpackHistories = (
  columns: HistoryColumns,
  bases: readonly HistoryBase[],
): readonly (HistoryDigest | undefined)[] => {
  const rows = columns.rows ?? bases.map((_, row) => row);
  const known = rows.map((row) => bases[row] ?? { created: 0, changed: 0 });
  const changed = known.map((base) => base.changed);
  const since = unpackNumbers(columns.since, changed);
  const status = unpackNumbers(columns.status, changed);
  const first = unpackNumbers(
    columns.first,
    known.map((base) => base.created),
  );
  const done = unpackNumbers(columns.done, changed);
  const result: (HistoryDigest | undefined)[] = bases.map(() => undefined);
  rows.forEach((row, at) => {
    const [firstStarted, doneAt] = [first[at], done[at]];
    const usual = stretches(known[at] ?? { created: 0, changed: 0 }, firstStarted, doneAt);
    const count = (which: number): number => columns.counts[which]?.[at] ?? 0;
    const digest: Draft<HistoryDigest> = {
      spentMs: {
        todo: usual.todo + (columns.todo[at] ?? 0),
        inProgress: usual.doing + (columns.doing[at] ?? 0),
        done: columns.over[at] ?? 0,
      },
      since: since[at] ?? 0,
      statusSince: status[at] ?? 0,
      backward: count(0),
      priorityChanges: count(1),
      sprintChanges: count(2),
      periodChanges: count(3),
    };
    if (firstStarted !== undefined) digest.firstStarted = firstStarted;
    if (doneAt !== undefined) digest.done = doneAt;
    result[row] = digest;
  });
  return result;
};
