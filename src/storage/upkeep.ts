import { z } from 'zod';
import type { EpochMs, ProjectId } from '../core/ids.ts';
import { VersionConflictError } from './errors.ts';
import { readHead } from './head.ts';
import { updateHead } from './update-head.ts';

export const UPKEEP = 'upkeep';
export const UPKEEP_FORMAT = 1;

const runShape = z.object({
  at: z.number(),
  kind: z.enum(['hour', 'day']),
  /** Items that were read again, of them those that no event had announced, and those that turned out to be gone. */
  repaired: z.number(),
  missed: z.number(),
  /** Projects whose counts were compared, and whose items were listed. */
  counted: z.number(),
  drilled: z.number(),
  points: z.number(),
  /** Its points did not suffice: the next hour goes on. */
  isCut: z.literal(true).optional(),
});
/** One reconciliation, as it went. */
export type UpkeepRun = z.infer<typeof runShape>;

const cutShape = z.object({ at: z.number(), kind: z.enum(['hour', 'day']), done: z.array(z.string()) });
/** A reconciliation whose points did not suffice: when it began, and what parts of it are done. */
export type CutRun = z.infer<typeof cutShape>;

const stateShape = z.object({
  format: z.literal(UPKEEP_FORMAT),
  lookedAt: z.number(),
  nextLookAt: z.number(),
  deepAt: z.number(),
  scan: z
    .object({ startedAt: z.number(), jql: z.string(), token: z.string(), isLeft: z.boolean().optional() })
    .optional(),
  indexed: z.array(z.string()),
  live: z.array(z.string()),
  wantedAt: z.number(),
  hourAt: z.number(),
  dayAt: z.number(),
  eventsAtHour: z.number(),
  mismatches: z.record(z.string(), z.object({ jira: z.number(), index: z.number(), drilledAt: z.number() })),
  repaired: z.number(),
  missed: z.number(),
  lastRun: runShape.optional(),
  cut: cutShape.optional(),
  asked: z.object({ at: z.number(), startedAt: z.number().optional() }).optional(),
});

/** A look that was too long for one invocation. */
export interface Scan {
  readonly startedAt: EpochMs;
  readonly jql: string;
  readonly token: string;
  /** Some of what it found so far was left to the consumer of marks. */
  readonly isLeft?: boolean | undefined;
}
/** A project of which Jira counts other than the index has. */
export interface Mismatch {
  readonly jira: number;
  readonly index: number;
  /** When its items were listed because of that; 0: not yet. */
  readonly drilledAt: EpochMs;
}
/** How the index is kept true without events. Counts, ids of projects and instants only. */
export interface UpkeepState {
  /** When the last look at Jira's changes began that came to its end: what pages call `asOf`. 0: none yet. */
  readonly lookedAt: EpochMs;
  /** Nobody looks again before. */
  readonly nextLookAt: EpochMs;
  /** When a look last went further back than search lags. */
  readonly deepAt: EpochMs;
  readonly scan?: Scan | undefined;
  /** The programs' projects when the app last asked which of them it may browse, and those that it may. */
  readonly indexed: readonly ProjectId[];
  readonly live: readonly ProjectId[];
  /** When somebody last asked for fresh data. */
  readonly wantedAt: EpochMs;
  /** When the reconciliations of each kind last came to their end, and how many events had come by then. */
  readonly hourAt: EpochMs;
  readonly dayAt: EpochMs;
  readonly eventsAtHour: number;
  /** Projects whose counts differed at the last comparison. */
  readonly mismatches: Readonly<Record<ProjectId, Mismatch>>;
  /** Since the beginning. */
  readonly repaired: number;
  readonly missed: number;
  readonly lastRun?: UpkeepRun | undefined;
  /** Absent where the last reconciliation came to its end. */
  readonly cut?: CutRun | undefined;
  /** An administrator asked for a reconciliation, and when it was begun; absent once it is done. */
  readonly asked?: { readonly at: EpochMs; readonly startedAt?: EpochMs | undefined } | undefined;
}

const NEVER: UpkeepState = {
  lookedAt: 0,
  nextLookAt: 0,
  deepAt: 0,
  indexed: [],
  live: [],
  wantedAt: 0,
  hourAt: 0,
  dayAt: 0,
  eventsAtHour: 0,
  mismatches: {},
  repaired: 0,
  missed: 0,
};

/** An unknown format counts as nothing known: then everything is looked at again, which harms nothing. */
const toState = (value: unknown): UpkeepState => {
  const parsed = stateShape.safeParse(value);
  if (!parsed.success) return NEVER;
  const { format: _format, ...state } = parsed.data;
  return state;
};

/** One call. */
export const readUpkeepState = async (): Promise<UpkeepState> => toState((await readHead(UPKEEP)).value);

/** Replaces the state by what `change` makes of it, again where others write at the same time; gives what is stored then. */
export const updateUpkeep = async (change: (state: UpkeepState) => UpkeepState): Promise<UpkeepState> => {
  let latest = NEVER;
  await updateHead(UPKEEP, (value) => {
    const state = toState(value);
    latest = change(state);
    return latest === state ? value : { ...latest, format: UPKEEP_FORMAT };
  });
  return latest;
};

/**
 * Takes something upon this invocation that only one at a time may do: `change` gives undefined where it is not to be done. Gives the
 * state as it was taken; undefined where it was not, or where others are at it so eagerly that no claim comes through.
 */
export const claimUpkeep = async (
  change: (state: UpkeepState) => UpkeepState | undefined,
): Promise<UpkeepState | undefined> => {
  let claimed: UpkeepState | undefined;
  try {
    await updateUpkeep((state) => {
      claimed = change(state);
      return claimed ?? state;
    });
  } catch (error) {
    if (error instanceof VersionConflictError) return undefined;
    throw error;
  }
  return claimed;
};
