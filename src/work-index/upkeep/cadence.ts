import type { EpochMs } from '../../core/ids.ts';
import type { UpkeepState } from '../../storage/upkeep.ts';
import { awaitsComparison } from './count-plan.ts';

const HOUR_MS = 3_600_000;
/** The platform spreads runs, and runs some twice: a run that comes a bit early counts, its repeat does not. */
const SLACK_MS = 10 * 60_000;

/** `hour`: what changed, and one count of all; `day`: further back, and a count of each project. */
export type ReconciliationKind = 'hour' | 'day';

/** What tells whether anything happened since the last reconciliation. */
export interface Activity {
  /** Events of Jira that came since the beginning. */
  readonly events: number;
  /** Whether marks wait that are the schedule's to work off. */
  readonly hasMarks: boolean;
  /** Whether projects are being read for the first time: what a day's reconciliation compares is not there yet. */
  readonly isReading: boolean;
}

const isIdle = (state: UpkeepState, { events, hasMarks }: Omit<Activity, 'isReading'>): boolean =>
  events === state.eventsAtHour &&
  !hasMarks &&
  state.wantedAt < state.hourAt &&
  state.scan === undefined &&
  state.cut === undefined &&
  !awaitsComparison(state);

/**
 * Which reconciliation is due. An hour in which nothing was announced, nobody looked and nothing was left open is passed over: an
 * installation that nobody uses costs next to nothing, and once a day it is looked at all the same. What an administrator asked
 * for and what was lost on the way is due at once.
 */
export const dueKind = (state: UpkeepState, activity: Activity, now: EpochMs): ReconciliationKind | undefined => {
  if (state.asked !== undefined) return 'day';
  const since = (at: EpochMs): number => Math.abs(now - at);
  if (since(state.hourAt) < HOUR_MS - SLACK_MS) return undefined;
  if (!activity.isReading && since(state.dayAt) >= 24 * HOUR_MS - SLACK_MS) return 'day';
  return isIdle(state, activity) ? undefined : 'hour';
};

/** Lists of the site (sprints, versions, statuses) are read whole this often where somebody looks, and this often where nobody does. */
const SITE_EVERY_MS = 6 * HOUR_MS;
const IDLE_SITE_EVERY_MS = 7 * 24 * HOUR_MS;

/** Whether the site's lists are due; events have them read at once, these are what remains where events were lost. */
export const isSiteDue = (readAt: EpochMs | undefined, state: UpkeepState, now: EpochMs): boolean => {
  if (readAt === undefined) return true;
  const isUsed = now - state.wantedAt < 24 * HOUR_MS;
  return Math.abs(now - readAt) >= (isUsed ? SITE_EVERY_MS : IDLE_SITE_EVERY_MS) - SLACK_MS;
};
