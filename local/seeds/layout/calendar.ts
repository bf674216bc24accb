import type { IsoDay } from '../../jira/entities.ts';
import type { Random } from '../../random.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const PERIOD_WEEKS = 12;
export const PERIOD_MS = PERIOD_WEEKS * 7 * DAY_MS;

/** The UTC day of an instant. */
export const toDay = (ms: number): IsoDay => new Date(ms).toISOString().slice(0, 10);
/** Midnight UTC of a day. */
export const toMs = (day: IsoDay): number => Date.parse(`${day}T00:00:00Z`);

/** Monday midnight of the week of an instant. */
export const mondayOf = (ms: number): number => {
  const midnight = Math.floor(ms / DAY_MS) * DAY_MS;
  return midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY_MS;
};

/** The same instant, or the Friday before where it falls on a weekend. */
const onWeekday = (ms: number): number => {
  const weekday = new Date(ms).getUTCDay();
  return weekday === 6 ? ms - DAY_MS : weekday === 0 ? ms - 2 * DAY_MS : ms;
};

/** A working hour (8 to 17 UTC, to the second) on a weekday between two instants. */
export const workInstant = (random: Random, from: number, to: number): number => {
  const midnight = Math.floor((from + random() * Math.max(0, to - from)) / DAY_MS) * DAY_MS;
  return onWeekday(midnight) + 8 * HOUR_MS + Math.floor(random() * 9 * 3600) * 1000;
};

/** The same day with its hour moved into the working day (8 to 17 UTC); the order of instants stays. */
export const toWorkHours = (ms: number): number => {
  const midnight = Math.floor(ms / DAY_MS) * DAY_MS;
  return midnight + 8 * HOUR_MS + Math.floor(((ms - midnight) * 9) / 24 / 1000) * 1000;
};

/** The last weekday on or before an instant. */
export const weekdayOf = (ms: number): IsoDay => toDay(onWeekday(ms));

export interface Timeline {
  /** Midnight UTC of today: everything that has happened happened before it. */
  readonly now: number;
  /** Start of the current period: the Monday four weeks before this week's, so that today lies in its fifth week. */
  readonly periodStart: number;
}
export const timelineOf = (today: IsoDay): Timeline => {
  const now = toMs(today);
  return { now, periodStart: mondayOf(now) - 28 * DAY_MS };
};
/** 0 for the current period, -1 for the one before, 1 for the next. */
export const periodOf = (timeline: Timeline, ms: number): number => Math.floor((ms - timeline.periodStart) / PERIOD_MS);
/** A running number for the release of a period: the same for the same days. */
export const releaseNumber = (timeline: Timeline, period: number): number =>
  Math.round(timeline.periodStart / PERIOD_MS) + period - 200;
