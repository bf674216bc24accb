const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Steps in which an age is told: tens of seconds, minutes, hours, days. */
const STEPS = [
  { below: MINUTE_MS, stepMs: 10 * SECOND_MS, unitMs: SECOND_MS, unit: 'second' },
  { below: HOUR_MS, stepMs: MINUTE_MS, unitMs: MINUTE_MS, unit: 'minute' },
  { below: DAY_MS, stepMs: HOUR_MS, unitMs: HOUR_MS, unit: 'hour' },
  { below: Infinity, stepMs: DAY_MS, unitMs: DAY_MS, unit: 'day' },
] as const;

const stepOf = (ageMs: number): (typeof STEPS)[number] => STEPS.find(({ below }) => ageMs < below) ?? STEPS[3];

/** "just now", "20 seconds ago", "1 minute ago", "3 days ago". */
export const ageWords = (ageMs: number): string => {
  const { stepMs, unitMs, unit } = stepOf(ageMs);
  const count = (Math.floor(ageMs / stepMs) * stepMs) / unitMs;
  return count <= 0 ? 'just now' : `${count} ${unit}${count === 1 ? '' : 's'} ago`;
};

/** Milliseconds until the age of something is told in other words. */
export const untilOtherWords = (ageMs: number): number => {
  const { stepMs } = stepOf(ageMs);
  return stepMs - (Math.max(0, ageMs) % stepMs);
};

const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
/** "09:41" in the viewer's own zone, with the day where it is a day ago or more: "20 Nov, 09:41". */
export const instantWords = (instant: string, ageMs = 0): string =>
  (ageMs < DAY_MS ? timeOfDay : dayAndTime).format(Date.parse(instant));

/** "as of 09:41, 20 seconds ago". */
export const asOfWords = (asOf: string, ageMs: number): string =>
  `as of ${instantWords(asOf, ageMs)}, ${ageWords(ageMs)}`;
