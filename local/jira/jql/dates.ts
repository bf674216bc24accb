import { DateTime, type DurationLikeObject } from 'luxon';

/** Where and when a query is read: JQL dates are read in the viewer's time zone (platform.md 9). */
export interface Moment {
  readonly now: number;
  /** IANA zone. */
  readonly zone: string;
  /** As in Jira's user, for example `en_GB`: decides on which day a week starts. */
  readonly locale: string;
}

const UNITS: Readonly<Record<string, keyof DurationLikeObject>> = {
  y: 'years',
  M: 'months',
  w: 'weeks',
  d: 'days',
  h: 'hours',
  m: 'minutes',
};
type Period = 'day' | 'week' | 'month' | 'year';
const PERIOD_UNIT: Readonly<Record<Period, string>> = { day: 'd', week: 'w', month: 'M', year: 'y' };

const FORMATS = ['yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', 'yyyy/M/d', 'yyyy-M-d'];

const shifted = (from: DateTime, text: string, defaultUnit: string): DateTime | undefined => {
  const match = /^([+-]?)((?:\d+[yMwdhm]?\s*)+)$/.exec(text.trim());
  if (match?.[2] === undefined) return undefined;
  const sign = match[1] === '-' ? -1 : 1;
  let result = from;
  for (const [, amount, unit] of match[2].matchAll(/(\d+)([yMwdhm]?)/g)) {
    const name = UNITS[unit === undefined || unit === '' ? defaultUnit : unit];
    if (name !== undefined) result = result.plus({ [name]: sign * Number(amount) });
  }
  return result;
};

/** Epoch ms of a JQL date: a day, a day and time, a period from now (`-2w`, `4w 2d`) or epoch ms; undefined if it is none. */
export const parseInstant = (text: string, { now, zone }: Moment): number | undefined => {
  const trimmed = text.trim();
  for (const format of FORMATS) {
    const read = DateTime.fromFormat(trimmed, format, { zone });
    if (read.isValid) return read.toMillis();
  }
  if (/^\d{11,}$/.test(trimmed)) return Number(trimmed);
  return shifted(DateTime.fromMillis(now, { zone }), trimmed, 'm')?.toMillis();
};

// ISO weekday: 1 is Monday. Jira starts weeks by the viewer's locale.
const firstWeekday = (locale: string): number => {
  const parsed = new Intl.Locale(locale.replace('_', '-')) as Intl.Locale & {
    // ES2026, in Node 24 already; TypeScript's library does not know it yet.
    getWeekInfo?: () => { firstDay: number };
  };
  return parsed.getWeekInfo?.().firstDay ?? 1;
};

const startOf = (day: DateTime, period: Period, locale: string): DateTime => {
  if (period !== 'week') return day.startOf(period);
  const back = (day.weekday - firstWeekday(locale) + 7) % 7;
  return day.startOf('day').minus({ days: back });
};

/**
 * `startOfDay()`, `endOfWeek("-1w")`, ...: epoch ms; undefined where the increment is not one. An increment without a
 * unit counts in the function's own period. An end is the last millisecond of its period.
 */
export const periodEdge = (
  edge: 'start' | 'end',
  period: Period,
  increment: string | undefined,
  { now, zone, locale }: Moment,
): number | undefined => {
  const today = DateTime.fromMillis(now, { zone });
  const day = increment === undefined ? today : shifted(today, increment, PERIOD_UNIT[period]);
  if (day === undefined) return undefined;
  const start = startOf(day, period, locale);
  return (edge === 'start' ? start : start.plus({ [`${period}s`]: 1 }).minus({ milliseconds: 1 })).toMillis();
};
