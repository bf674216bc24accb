const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 3_600_000;

/** A week of a zone: its offset, and where it changes within the week. */
interface ZoneWeek {
  readonly before: number;
  readonly changesAt: number;
  readonly after: number;
}
interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly weeks: Map<number, ZoneWeek>;
}
const zones = new Map<string, Zone>();

const zoneOf = (timeZone: string): Zone => {
  let zone = zones.get(timeZone);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
    zones.set(timeZone, (zone = { format, weeks: new Map() }));
  }
  return zone;
};

const askOffsetMs = (zone: Zone, instant: number): number => {
  const name = zone.format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
};

/** The first minute of `[start, end]` at which the offset is no longer `before`; offsets change on whole minutes. */
const findChange = (zone: Zone, before: number, start: number, end: number): number => {
  let low = 0;
  let high = Math.floor((end - start) / MINUTE_MS);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askOffsetMs(zone, start + middle * MINUTE_MS) === before) low = middle;
    else high = middle;
  }
  return start + high * MINUTE_MS;
};

const findWeek = (zone: Zone, start: number): ZoneWeek => {
  const end = start + WEEK_MS;
  const before = askOffsetMs(zone, start);
  const after = askOffsetMs(zone, end);
  return { before, changesAt: before === after ? end : findChange(zone, before, start, end), after };
};

/** How far a zone's clocks are ahead of UTC at an instant, in ms; asks Intl once a week of the zone. */
export const zoneOffsetMs = (timeZone: string, instant: number): number => {
  const zone = zoneOf(timeZone);
  const index = Math.floor(instant / WEEK_MS);
  let week = zone.weeks.get(index);
  if (week === undefined) zone.weeks.set(index, (week = findWeek(zone, index * WEEK_MS)));
  return instant < week.changesAt ? week.before : week.after;
};

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** An instant as Jira shows it on issues: local time and offset, for example `2026-11-22T11:05:06.000+0100`. */
export const zonedTime = (timeZone: string, instant: number): string => {
  const offset = zoneOffsetMs(timeZone, instant);
  const minutes = Math.abs(offset) / 60_000;
  const local = new Date(instant + offset).toISOString().slice(0, 23);
  return `${local}${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}${twoDigits(minutes % 60)}`;
};

/** An instant as Jira Software shows it on sprints: UTC, for example `2026-11-22T10:05:06.000Z`. */
export const utcTime = (instant: number): string => new Date(instant).toISOString();

/** The day of an instant in a zone, `yyyy-mm-dd`. */
export const dayIn = (timeZone: string, instant: number): string =>
  new Date(instant + zoneOffsetMs(timeZone, instant)).toISOString().slice(0, 10);
