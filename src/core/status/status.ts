import type { BackfillState, Phase } from '../backfill/state.ts';
import type { Rest } from '../backfill/progress.ts';
import type { EpochMs, ProjectId } from '../ids.ts';
import type { ProjectKind } from '../visibility/access.ts';
import type { SelfTest } from '../visibility/self-test.ts';

// How the app fares, for administrators of Jira: counts by the app, instants, and ids of projects. The one exception to what a viewer
// sees (SECURITY.md): no name in it is of anything that this administrator does not browse.

/** How far a project is read, and how the last reading ended. */
export interface ReadingStatus {
  readonly phase: Phase;
  readonly isCancelled: boolean;
  readonly read: number;
  readonly about: number;
  /** When it was last read to its end; absent: never yet. */
  readonly finishedAt?: EpochMs;
  /** Set aside: why, and when it is tried again. */
  readonly problem?: { readonly code: 'access' | 'error'; readonly retryAt: EpochMs };
}

export interface ProjectStatus {
  readonly id: ProjectId;
  /** Absent where this administrator does not browse it. */
  readonly named?: { readonly key: string; readonly name: string };
  /** Work items that the index has of it. */
  readonly entries: number;
  /** Absent where no program names it and nothing was asked of it. */
  readonly reading?: ReadingStatus;
  /** Since when no program names it: it leaves the index after a week. */
  readonly leftAt?: EpochMs;
  /** How its items are cut for viewers, and when that was read; absent where nobody looked lately. */
  readonly visibility?: { readonly kind: ProjectKind; readonly readAt: EpochMs };
  /** This administrator browses it and the app may not. */
  readonly lacksAccess: boolean;
  /** Jira counts otherwise than the index. */
  readonly mismatch?: { readonly jira: number; readonly index: number; readonly drilledAt: EpochMs };
}

/** A team rule that decides nothing. Names only where this administrator sees the program, or the team. */
export interface UnusedRule {
  readonly program?: string;
  readonly team?: string;
  readonly kind: 'board' | 'jql';
  /** A sentence. */
  readonly because: string;
}

export interface EventStatus {
  /** By kind, since the beginning. */
  readonly seen: readonly (readonly [string, number])[];
  readonly waiting: number;
  readonly oldest?: EpochMs;
  readonly lastRun?: { readonly at: EpochMs; readonly items: number; readonly gone: number; readonly points: number };
  readonly errors: readonly (readonly [string, number])[];
}

export interface ReconciliationStatus {
  /** When the last look at Jira's changes began that came to its end. */
  readonly lookedAt?: EpochMs;
  readonly hourAt?: EpochMs;
  readonly dayAt?: EpochMs;
  /** Since the beginning: items that were read again, and those of them that no event had announced. */
  readonly repaired: number;
  readonly missed: number;
  readonly lastRun?: {
    readonly at: EpochMs;
    readonly kind: 'hour' | 'day';
    readonly repaired: number;
    readonly missed: number;
    readonly counted: number;
    readonly drilled: number;
    readonly points: number;
    /** Its points did not suffice: the next hour goes on. */
    readonly isCut?: true | undefined;
  };
  readonly asked?: { readonly at: EpochMs; readonly startedAt?: EpochMs };
}

/** This hour of Jira's quota, as background work knows it. */
export interface QuotaStatus {
  readonly resetAt: EpochMs;
  /** Points that background steps took, at most. */
  readonly granted: number;
  readonly remaining?: number;
  readonly limit?: number;
  /** Jira refused: nothing is asked in the background before. */
  readonly pausedUntil?: EpochMs;
}

export interface Status {
  readonly now: EpochMs;
  /** When an administrator stopped the app to remove it, and when all it had stored was gone; absent while it works. */
  readonly stopped?: { readonly at: EpochMs; readonly removedAt?: EpochMs };
  readonly programs: number;
  readonly projects: readonly ProjectStatus[];
  readonly backfill: { readonly isGoing: boolean; readonly rest?: Rest };
  readonly events: EventStatus;
  readonly reconciliation: ReconciliationStatus;
  readonly quota: QuotaStatus;
  readonly storage: { readonly values: number; readonly bytes: number };
  readonly selfTest?: SelfTest;
  readonly unusedRules: readonly UnusedRule[];
  readonly siteReadAt?: EpochMs;
  readonly personalData?: { readonly doneAt: EpochMs; readonly reported: number; readonly erased: number };
  /** Formats of what is stored, by what it is. */
  readonly formats: readonly (readonly [string, number])[];
}

/** Whether something is under way that the page should follow. */
export const isBusy = ({ backfill, events, reconciliation }: Status): boolean =>
  backfill.isGoing || events.waiting > 0 || reconciliation.asked !== undefined;

/** How far each project is, by id. */
export const readingsOf = ({ runs }: BackfillState): ReadonlyMap<ProjectId, ReadingStatus> =>
  new Map(
    runs.map(({ projectId, phase, isCancelled, read, about, finishedAt, problem }) => [
      projectId,
      {
        phase,
        isCancelled,
        read,
        about,
        ...(finishedAt === 0 ? {} : { finishedAt }),
        ...(problem === undefined ? {} : { problem }),
      },
    ]),
  );
