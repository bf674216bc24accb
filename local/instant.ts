import { DateTime } from 'luxon';

/** The first and last instants that a site's clock may show, epoch ms: years of four digits, as in Jira's timestamps. */
const FIRST_MS = 0;
const LAST_MS = Date.UTC(9999, 11, 31);

export const isInstant = (ms: number): boolean => Number.isFinite(ms) && ms >= FIRST_MS && ms <= LAST_MS;

/**
 * Epoch ms of an ISO 8601 day or instant, in UTC where it names no offset; undefined for anything else.
 * `parseInstant('2026-11-22')` is the midnight that begins that day.
 */
export const parseInstant = (text: string): number | undefined => {
  const ms = DateTime.fromISO(text, { zone: 'utc' }).toMillis();
  return isInstant(ms) ? ms : undefined;
};
