import type { EpochMs, ProjectId } from '../ids.ts';
import type { ProjectProgress, Rest } from './progress.ts';

/** How a project's work items are found: by their numbered keys, or, where most numbers are free, by search. */
export type Way =
  | {
      readonly kind: 'keys';
      readonly key: string;
      readonly last: number;
      /** Whether most numbers are taken. */
      readonly isDense: boolean;
    }
  | { readonly kind: 'ids' };

/**
 * `waiting`: not looked at; `counted`: `about` is known; `reading`: `cursor` is the last number or id read; `closing`: all is read, what
 * changed meanwhile is next.
 */
export type Phase = 'waiting' | 'counted' | 'reading' | 'closing' | 'done';

/** One reading of a whole project. Nothing in it names a work item. */
export interface ProjectRun {
  readonly projectId: ProjectId;
  readonly phase: Phase;
  readonly requestedAt: EpochMs;
  /** When this run began: rows that were read before it are not its own. 0: not yet. */
  readonly startedAt: EpochMs;
  /** When a run of this project ended last; 0: never, so that the index does not hold it whole yet. */
  readonly finishedAt: EpochMs;
  readonly way?: Way;
  readonly cursor: number;
  readonly read: number;
  readonly about: number;
  /** The index held rows of it when the run began: those that the run does not meet are looked up one by one. */
  readonly mustSweep: boolean;
  readonly isCancelled: boolean;
  /** Of what decided how its items were read: where another one holds now, they are read again. */
  readonly stamp?: string;
  /** Why it was set aside, and when it is tried again. `access`: the app may not see the project. */
  readonly problem?: { readonly code: 'access' | 'error'; readonly retryAt: EpochMs };
  /** Since when no program names it. */
  readonly leftAt?: EpochMs;
}

export interface BackfillState {
  /** Grows with each step: an event that names an older turn is a repeat. */
  readonly turn: number;
  /** The event that took the last turn: its own repeat, after it was killed, may go on. */
  readonly claimedBy?: string;
  /** When the next event is due; absent: none is under way. */
  readonly wakeAt?: EpochMs;
  readonly rest?: Rest;
  /** How often a program was saved, or the site's fields or boards became others: then the stamps of all projects are compared. */
  readonly changes: number;
  /** How many of these changes the stamps were compared after. */
  readonly compared: number;
  readonly runs: readonly ProjectRun[];
  /** A project's reading ended, and what was stored on the way is not packed for reading yet. */
  readonly isLoose?: true;
}

export const NO_BACKFILL: BackfillState = { turn: 0, changes: 0, compared: 0, runs: [] };

/** A run that begins from the start; what a former run found stays usable. */
export const newRun = (projectId: ProjectId, now: EpochMs, before?: ProjectRun): ProjectRun => ({
  projectId,
  phase: 'waiting',
  requestedAt: now,
  startedAt: 0,
  finishedAt: before?.finishedAt ?? 0,
  cursor: 0,
  read: 0,
  about: before?.about ?? 0,
  mustSweep: false,
  isCancelled: false,
});

const isLeft = (run: ProjectRun): boolean => run.leftAt !== undefined;
const isDue = (run: ProjectRun, now: EpochMs): boolean =>
  run.phase !== 'done' && !run.isCancelled && !isLeft(run) && (run.problem?.retryAt ?? 0) <= now;

/** Projects of which nobody knows how large they are: all are counted first, so that pages know how far reading is. */
export const uncounted = ({ runs }: BackfillState, now: EpochMs): readonly ProjectRun[] =>
  runs.filter((run) => run.phase === 'waiting' && isDue(run, now));

/** What a sweep costs once, it costs for all projects of a step: these are closed last. They are usable as they were. */
const orderOf = ({ phase, mustSweep, finishedAt }: ProjectRun): number => {
  if (phase === 'reading') return 0;
  if (phase === 'closing') return mustSweep ? 4 : 1;
  return finishedAt === 0 ? 2 : 3;
};

/**
 * What a step does next: goes on with what is begun; then projects that pages have nothing of before those that are read again, what
 * was asked for last, since somebody waits for it, before older wishes, and of these the smallest.
 */
export const nextRun = ({ runs }: BackfillState, now: EpochMs): ProjectRun | undefined =>
  runs
    .filter((run) => run.phase !== 'waiting' && isDue(run, now))
    .sort((a, b) => orderOf(a) - orderOf(b) || b.requestedAt - a.requestedAt || a.about - b.about)
    .at(0);

/** Replaces one run while it is still the one that was read: anything else means that someone was faster. */
export const changeRun = (state: BackfillState, before: ProjectRun, after: ProjectRun): BackfillState => {
  const at = state.runs.findIndex(
    ({ projectId, phase, startedAt, cursor }) =>
      projectId === before.projectId &&
      phase === before.phase &&
      startedAt === before.startedAt &&
      cursor === before.cursor,
  );
  const stored = state.runs[at];
  if (stored === undefined) return state;
  // Cancelled or left meanwhile: what was read counts all the same.
  const { isCancelled, leftAt } = stored;
  const next = { ...after, isCancelled, ...(leftAt === undefined ? {} : { leftAt }) };
  const ended = after.phase === 'done' ? ({ isLoose: true } as const) : {};
  return { ...state, ...ended, runs: state.runs.with(at, next) };
};

/** All that was stored is packed. */
export const withoutLoose = (state: BackfillState): BackfillState => {
  const { isLoose: _, ...packed } = state;
  return packed;
};

/** Whether projects are being read for the first time: until then most of what their work names is not there, and will come by itself. */
export const isFirstReading = ({ runs }: BackfillState, now: EpochMs): boolean =>
  runs.some((run) => run.finishedAt === 0 && isDue(run, now));

/** Projects whose first reading has not come to its end: its last piece reads what changed in them since it began. */
export const unreadProjects = ({ runs }: BackfillState): ReadonlySet<ProjectId> =>
  new Set(
    runs.flatMap(({ projectId, finishedAt, phase }) => (finishedAt > 0 || phase === 'closing' ? [] : [projectId])),
  );

/** A step that is overdue by this much was lost: longer than a step may run. */
export const WAKE_GRACE_MS = 360_000;

/** Whether a step would find something to do. */
export const hasWork = (state: BackfillState, now: EpochMs): boolean =>
  state.compared < state.changes || state.isLoose === true || state.runs.some((run) => isDue(run, now));

/** Whether there is something to do and nobody on the way to do it. */
export const needsWaking = (state: BackfillState, now: EpochMs): boolean =>
  hasWork(state, now) && (state.wakeAt === undefined || state.wakeAt + WAKE_GRACE_MS < now);

/** Takes the turn that an event was sent for; undefined where another event has it, or had it. */
export const claimTurn = (
  state: BackfillState,
  event: { readonly turn: number; readonly eventId: string },
  now: EpochMs,
): BackfillState | undefined => {
  const { rest: _, ...going } = state;
  if (event.turn === state.turn) return { ...going, turn: state.turn + 1, claimedBy: event.eventId, wakeAt: now };
  return state.claimedBy === event.eventId && event.turn + 1 === state.turn ? { ...going, wakeAt: now } : undefined;
};

/**
 * Has projects read again that were read by another stamp than holds now. `seen`: the changes that were known before the stamps'
 * own ground was read; later ones are compared again.
 */
export const compareStamps = (
  state: BackfillState,
  stampOf: (projectId: ProjectId) => string,
  { seen, now }: { readonly seen: number; readonly now: EpochMs },
): BackfillState => ({
  ...state,
  compared: Math.max(state.compared, seen),
  runs: state.runs.map((run) => {
    const isOther = run.stamp !== undefined && run.stamp !== stampOf(run.projectId);
    return isOther && !isLeft(run) ? { ...newRun(run.projectId, now, run), isCancelled: run.isCancelled } : run;
  }),
});

/**
 * As of when the index holds what changed, before anybody looked: since the oldest of the projects was read, or began to be. A run
 * that only begins anew takes nothing away. Undefined where none began.
 */
export const findReadAt = (runs: readonly ProjectRun[]): EpochMs | undefined => {
  const since = runs
    .map(({ startedAt, finishedAt }) => (finishedAt > 0 ? finishedAt : startedAt))
    .filter((at) => at > 0);
  return since.length === 0 ? undefined : Math.min(...since);
};

/** For pages. */
export const toProgress = ({ runs }: BackfillState): readonly ProjectProgress[] =>
  runs.map(({ projectId, phase, finishedAt, read, about }) => ({
    projectId,
    isIndexed: finishedAt > 0,
    read,
    ...(phase === 'waiting' ? {} : { about }),
  }));

/** The runs that the programs' projects ask for: new ones wait, those that no program names any more are marked, or come back. */
export const followProjects = (state: BackfillState, projectIds: readonly ProjectId[], now: EpochMs): BackfillState => {
  const wanted = new Set(projectIds);
  const known = new Set(state.runs.map((run) => run.projectId));
  const fresh = [...wanted].filter((id) => !known.has(id)).map((id) => newRun(id, now));
  const isRight = (run: ProjectRun): boolean => wanted.has(run.projectId) !== isLeft(run);
  if (fresh.length === 0 && state.runs.every(isRight)) return state;
  const kept = state.runs.map((run) => {
    if (isRight(run)) return run;
    // Nobody asked for its changes while it was away: it is read anew.
    return isLeft(run) ? newRun(run.projectId, now, run) : { ...run, leftAt: now };
  });
  return { ...state, runs: [...kept, ...fresh] };
};
