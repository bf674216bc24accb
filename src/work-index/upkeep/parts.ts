import type { EpochMs } from '../../core/ids.ts';
import { BudgetSpentError } from '../../jira/errors.ts';
import type { CutRun } from '../../storage/upkeep.ts';
import type { ReconciliationKind } from './cadence.ts';

/** What was left open is not gone on with after that: too much has changed. */
const FORGOTTEN_MS = 24 * 3_600_000;

/** What the points of an earlier reconciliation did not suffice for; undefined where the next one begins from its start. */
export const openCut = (cut: CutRun | undefined, kind: ReconciliationKind, now: EpochMs): CutRun | undefined =>
  cut !== undefined && cut.kind === kind && Math.abs(now - cut.at) < FORGOTTEN_MS ? cut : undefined;

/** The parts of one reconciliation, in their order, those of them left out that were done before. */
export interface Parts {
  /** Does this part, unless it was done before; undefined then. `goesOn`: cut off, it goes on by itself the next time. */
  readonly run: <T>(name: string, work: () => Promise<T>, goesOn?: boolean) => Promise<T | undefined>;
  /** What is done when the points are spent by this error; undefined for any other error. */
  readonly cutBy: (error: unknown) => readonly string[] | undefined;
}

/**
 * Goes through parts after those of `before`. A part that the points of a whole step did not suffice for, with nothing before it, counts
 * as done: it is tried again by the next reconciliation, and keeps none of those after it.
 */
export const openParts = (before: readonly string[]): Parts => {
  const done = new Set(before);
  let current: { readonly name: string; readonly isFirst: boolean } | undefined;
  return {
    run: async (name, work, goesOn = false) => {
      if (done.has(name)) return undefined;
      current = { name, isFirst: current === undefined && !goesOn };
      const result = await work();
      done.add(name);
      return result;
    },
    cutBy: (error) => {
      if (!(error instanceof BudgetSpentError)) return undefined;
      return current?.isFirst === true ? [...done, current.name] : [...done];
    },
  };
};
