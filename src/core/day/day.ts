import type { IsoDay } from '../ids.ts';

const DAY_MS = 86_400_000;
/** Both days are inside. */
export interface DaySpan {
  readonly start: IsoDay;
  readonly end: IsoDay;
}

const toMs = (day: IsoDay): number => Date.parse(`${day}T00:00:00Z`);

/** `addDays('2026-02-27', 2)` is `'2026-03-01'`. */
export const addDays = (day: IsoDay, days: number): IsoDay =>
  new Date(toMs(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Days from one to the other: 0 for the same day, negative where `to` is earlier. */
export const daysBetween = (from: IsoDay, to: IsoDay): number => Math.round((toMs(to) - toMs(from)) / DAY_MS);

/** 1 is Monday, 7 is Sunday. */
export const weekday = (day: IsoDay): number => new Date(toMs(day)).getUTCDay() || 7;

export const earlier = (a: IsoDay, b: IsoDay): IsoDay => (a <= b ? a : b);
export const later = (a: IsoDay, b: IsoDay): IsoDay => (a >= b ? a : b);

export const isWithin = (day: IsoDay, span: DaySpan): boolean => span.start <= day && day <= span.end;
/** Whether two spans share a day. */
export const overlaps = (a: DaySpan, b: DaySpan): boolean => a.start <= b.end && b.start <= a.end;
/** Days that both spans contain; 0 where they are apart. */
export const sharedDays = (a: DaySpan, b: DaySpan): number =>
  Math.max(0, daysBetween(later(a.start, b.start), earlier(a.end, b.end)) + 1);
/** Days of a span, its first and last included. */
export const lengthOf = (span: DaySpan): number => daysBetween(span.start, span.end) + 1;

/** Monday to Friday days of a span, its first and last included. */
export const workingDays = (span: DaySpan): number => {
  const days = lengthOf(span);
  if (days <= 0) return 0;
  const weeks = Math.floor(days / 7);
  let count = weeks * 5;
  for (let offset = weeks * 7; offset < days; offset += 1) if (weekday(addDays(span.start, offset)) <= 5) count += 1;
  return count;
};
