import type { EpochMs, IsoDay } from '../ids.ts';

export type DayOf = (instant: EpochMs) => IsoDay;

/** Reads instants as days of an IANA zone; throws RangeError for a zone that does not exist. */
export const createDayOf = (timeZone: string): DayOf => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant) => format.format(instant);
};

export const isTimeZone = (name: string): boolean => {
  try {
    createDayOf(name);
    return true;
  } catch {
    return false;
  }
};
