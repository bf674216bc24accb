import { addDays, daysBetween, isWithin, later, lengthOf, weekday } from '../day/day.ts';
import type { IsoDay } from '../ids.ts';
import type { Iteration, Period } from '../period/period.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import { findRhythm, medianLength, usableSprints, type RhythmStep } from './sprint-rhythm.ts';

const MIN_DAYS = 8 * 7;
const IDEAL_DAYS = 10 * 7;
const MAX_DAYS = 12 * 7;
/** History that a proposal lists, the latest first. */
const MAX_PERIODS = 24;
/** Without a sprint for this long, a period is over. */
const PAUSE_DAYS = 28;
/** A sprint may reach this far over a border: cadences start on different days of one week. */
const BORDER_SLACK_DAYS = 3;
/** A release this near to a border speaks for it, and by how many split sprints. */
const RELEASE_SLACK_DAYS = 5;
const RELEASE_WEIGHT = 3;
/** Without sprints. */
const DEFAULT_STEP_DAYS = 14;

type Part = readonly RhythmStep[];

/** Numbers of steps that make 8 to 12 weeks, the nearest to 10 first; one step where it is longer than that. */
export const periodSizes = (stepDays: number): readonly number[] => {
  const sizes = Array.from({ length: Math.floor(MAX_DAYS / stepDays) }, (_, index) => index + 1);
  const fitting = sizes.filter((size) => size * stepDays >= MIN_DAYS);
  const distance = (size: number): number => Math.abs(size * stepDays - IDEAL_DAYS);
  return fitting.length === 0 ? [Math.max(1, sizes.length)] : fitting.sort((a, b) => distance(a) - distance(b));
};

/** Cuts steps into periods: full ones after `offset` steps, shorter where an innovation step or a pause ends one. */
const cut = (steps: readonly RhythmStep[], size: number, offset: number): readonly Part[] => {
  const parts: RhythmStep[][] = [];
  steps.forEach((step, index) => {
    const part = parts.at(-1);
    const [first, last] = [part?.[0], part?.at(-1)];
    const isFull =
      part === undefined ||
      first === undefined ||
      last === undefined ||
      index === offset ||
      part.length >= size ||
      last.isInnovation ||
      daysBetween(first.start, step.end) + 1 > MAX_DAYS ||
      daysBetween(last.end, step.start) > PAUSE_DAYS;
    if (isFull) parts.push([step]);
    else part.push(step);
  });
  return parts;
};

/** Whether a sprint begins well before a period's first day and ends well after it. */
const isSplit = ({ start, end }: DatedSprint, border: IsoDay): boolean =>
  daysBetween(start, border) > BORDER_SLACK_DAYS && daysBetween(border, end) > BORDER_SLACK_DAYS;

/** How well borders fit: few split sprints at each, and releases beside them. Lower is better. */
const misfitOf = (parts: readonly Part[], { sprints, releases }: PeriodEvidence): number => {
  const borders = parts.slice(1).flatMap((part) => part[0]?.start ?? []);
  if (borders.length === 0) return Infinity;
  const split = sprints.filter((sprint) => borders.some((border) => isSplit(sprint, border))).length;
  const isBeside = (day: IsoDay): boolean =>
    borders.some((border) => Math.abs(daysBetween(day, border)) <= RELEASE_SLACK_DAYS);
  const first = borders[0] ?? '';
  const known = releases.filter((day) => day >= first && day <= (borders.at(-1) ?? ''));
  const beside = known.length === 0 ? 0 : known.filter(isBeside).length / known.length;
  // Per border: longer periods would win otherwise just by having fewer.
  return split / borders.length - RELEASE_WEIGHT * beside;
};

/** The size and offset whose borders fit best; of equals the size nearest to 10 weeks. */
const chooseCut = (steps: readonly RhythmStep[], evidence: PeriodEvidence) => {
  const sizes = periodSizes(medianLength(steps));
  let best = { parts: cut(steps, sizes[0] ?? 1, 0), size: sizes[0] ?? 1, misfit: Infinity };
  for (const size of sizes) {
    for (let offset = 0; offset < size; offset += 1) {
      const parts = cut(steps, size, offset);
      const misfit = misfitOf(parts, evidence);
      if (misfit < best.misfit) best = { parts: parts.slice(offset > 0 ? 1 : 0), size, misfit };
    }
  }
  return best;
};

const stepsFrom = (start: IsoDay, count: number, days: number): readonly RhythmStep[] =>
  Array.from({ length: count }, (_, index) => ({
    start: addDays(start, index * days),
    end: addDays(start, (index + 1) * days - 1),
    isInnovation: false,
  }));

/** The next step after one, in the same rhythm: it starts on the same weekday. */
const startAfter = (step: RhythmStep, days: number): IsoDay => later(addDays(step.end, 1), addDays(step.start, days));

/** Fills the last part, and goes on in the same rhythm until the period after the one with today is there. */
const goOn = (parts: readonly Part[], today: IsoDay, perPeriod: number, days: number): readonly Part[] => {
  const all = parts.map((part) => [...part]);
  const last = all.at(-1);
  const lastStep = last?.at(-1);
  if (last === undefined || lastStep === undefined || daysBetween(lastStep.end, today) > MAX_DAYS) return all;
  if (last.length < perPeriod && !lastStep.isInnovation) {
    last.push(...stepsFrom(startAfter(lastStep, days), perPeriod - last.length, days));
  }
  for (;;) {
    const step = all.at(-1)?.at(-1);
    const notOver = all.filter((part) => (part.at(-1)?.end ?? '') >= today).length;
    if (step === undefined || notOver >= 2) return all;
    all.push([...stepsFrom(startAfter(step, days), perPeriod, days)]);
  }
};

const toPeriods = (parts: readonly Part[]): readonly Period[] => {
  const numbers = new Map<string, number>();
  return parts.flatMap((part, index) => {
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) return [];
    const next = parts[index + 1]?.[0];
    // Days between two periods belong to the earlier one; a pause of weeks to none.
    const touches = next !== undefined && daysBetween(last.end, next.start) <= DEFAULT_STEP_DAYS;
    const end = touches ? addDays(next.start, -1) : last.end;
    const year = first.start.slice(0, 4);
    const number = (numbers.get(year) ?? 0) + 1;
    numbers.set(year, number);
    const iterations: readonly Iteration[] = part.map((step, at) => ({
      name: step.isInnovation ? 'Innovation and planning' : `Iteration ${at + 1}`,
      kind: step.isInnovation ? 'innovation' : 'delivery',
      start: step.start,
      end: step === last ? end : addDays(part[at + 1]?.start ?? step.end, -1),
    }));
    return [{ id: `p-${first.start}`, name: `${year} Period ${number}`, start: first.start, end, iterations }];
  });
};

/** Steps of two weeks over the days on which something is due or done, from a Monday. */
const stepsOverDays = (days: readonly IsoDay[], today: IsoDay): readonly RhythmStep[] => {
  const sorted = [...days, ...(days.length === 0 ? [today] : [])].sort();
  const latest = sorted.at(-1) ?? today;
  const end = daysBetween(latest, today) > 0 && daysBetween(latest, today) <= MAX_DAYS ? today : latest;
  const reach = addDays(end, -MAX_PERIODS * IDEAL_DAYS);
  const first = sorted.find((day) => day >= reach) ?? latest;
  const monday = addDays(first, 1 - weekday(first));
  return stepsFrom(monday, Math.ceil((daysBetween(monday, end) + 1) / DEFAULT_STEP_DAYS), DEFAULT_STEP_DAYS);
};

/** What speaks for where periods begin. */
export interface PeriodEvidence {
  readonly sprints: readonly DatedSprint[];
  /** Release days of versions. */
  readonly releases: readonly IsoDay[];
  /** When things are due or were done: lays periods out where there are no sprints. */
  readonly days: readonly IsoDay[];
}

/** Periods of 8 to 12 weeks from the rhythm of real sprints: the past ones, the one around today and the next. */
export const proposePeriods = (evidence: PeriodEvidence, today: IsoDay): readonly Period[] => {
  const rhythm = findRhythm(evidence.sprints);
  const steps = rhythm.length > 0 ? rhythm : stepsOverDays(evidence.days, today);
  const { parts, size } = chooseCut(steps, { ...evidence, sprints: usableSprints(evidence.sprints) });
  const periods = toPeriods(goOn(parts, today, size, medianLength(steps)));
  const current = periods.findIndex((period) => isWithin(today, period));
  const until = current === -1 ? periods.length : current + 2;
  return periods.slice(Math.max(0, until - MAX_PERIODS), until).filter((period) => lengthOf(period) > 0);
};
