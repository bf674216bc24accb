const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 8 * HOUR_S;
const WEEK_S = 5 * DAY_S;

/** Seconds of work in Jira's pretty form with 8 hours a day and 5 days a week: 151_200 -> `1w 2h`. */
export const prettyDuration = (seconds: number): string => {
  let rest = seconds;
  const parts: string[] = [];
  for (const [size, sign] of [
    [WEEK_S, 'w'],
    [DAY_S, 'd'],
    [HOUR_S, 'h'],
    [MINUTE_S, 'm'],
  ] as const) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${sign}`);
    rest -= count * size;
  }
  return parts.length === 0 ? '0m' : parts.join(' ');
};
