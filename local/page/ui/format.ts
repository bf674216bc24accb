const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `2026-11-22` as `22 Nov 2026`. */
export const formatDay = (day: string): string => DAY.format(new Date(`${day}T00:00:00Z`));

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/;
/** Jira's timestamps carry the site's offset: their own clock face is shown, in any browser. */
export const formatInstant = (instant: string): string => {
  const [, day, time] = INSTANT.exec(instant) ?? [];
  return day === undefined ? instant : `${formatDay(day)} at ${time}`;
};
/** The site's clock (epoch ms) in the site's time zone. */
export const formatClock = (now: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(now);
