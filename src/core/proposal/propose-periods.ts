import { addDays, daysBetween, isWithin, lengthOf, weekday } from '../day/day.ts';
import type { IsoDay } from '../ids.ts';
import type { Iteration, Period } from '../period/period.ts';
import { medianLength, type RhythmStep } from './sprint-rhythm.ts';

const MIN_DAYS = 8 * 7;
const IDEAL_DAYS = 10 * 7;
const MAX_DAYS = 12 * 7;
/** History that a proposal lists, the latest first. */
const MAX_PERIODS = 24;
/** Without sprints. */
const DEFAULT_STEP_DAYS = 14;

/** How many steps make a period: 8 to 12 weeks, as near to 10 as they can. */
export const stepsPerPeriod = (stepDays: number): number => {
  let best = Math.max(1, Math.round(IDEAL_DAYS / stepDays));
  while (best > 1 && best * stepDays > MAX_DAYS) best -= 1;
  while ((best + 1) * stepDays <= MAX_DAYS && best * stepDays < MIN_DAYS) best += 1;
  return best;
};

/** Cuts steps into periods: full ones, and shorter ones where an innovation step or a pause ends one. */
const cut = (steps: readonly RhythmStep[], perPeriod: number): readonly (readonly RhythmStep[])[] => {
  const parts: RhythmStep[][] = [];
  for (const step of steps) {
    const part = parts.at(-1);
    const [first, last] = [part?.[0], part?.at(-1)];
    const isFull =
      part === undefined ||
      first === undefined ||
      last === undefined ||
      part.length >= perPeriod ||
      last.isInnovation ||
      daysBetween(first.start, step.end) + 1 > MAX_DAYS ||
      daysBetween(last.end, step.start) > MIN_DAYS / 2;
    if (isFull) parts.push([step]);
    else part.push(step);
  }
  return parts;
};

const stepsFrom = (start: IsoDay, count: number, days: number): readonly RhythmStep[] =>
  Array.from({ length: count }, (_, index) => ({
    start: addDays(start, index * days),
    end: addDays(start, (index + 1) * days - 1),
    isInnovation: false,
  }));

/** Fills the last part, and goes on in the same rhythm until the period after the one with today is there. */
const goOn = (parts: readonly (readonly RhythmStep[])[], today: IsoDay, perPeriod: number, days: number) => {
  const all = parts.map((part) => [...part]);
  const lastEnd = all.at(-1)?.at(-1)?.end;
  if (lastEnd === undefined || daysBetween(lastEnd, today) > MAX_DAYS) return all;
  const last = all.at(-1);
  const isOpen = last !== undefined && last.length < perPeriod && !(last.at(-1)?.isInnovation ?? false);
  if (isOpen) last.push(...stepsFrom(addDays(lastEnd, 1), perPeriod - last.length, days));
  for (;;) {
    const end = all.at(-1)?.at(-1)?.end;
    const currents = all.filter((part) => (part.at(-1)?.end ?? '') >= today).length;
    if (end === undefined || currents >= 2) return all;
    all.push([...stepsFrom(addDays(end, 1), perPeriod, days)]);
  }
};

const toPeriods = (parts: readonly (readonly RhythmStep[])[]): readonly Period[] => {
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

/**
 * Periods of 8 to 12 weeks from the rhythm of real sprints: the past ones, the one around today and the next. `days` (when
 * things are due or were done) lay them out where there are no sprints.
 */
export const proposePeriods = (
  rhythm: readonly RhythmStep[],
  days: readonly IsoDay[],
  today: IsoDay,
): readonly Period[] => {
  const steps = rhythm.length > 0 ? rhythm : stepsOverDays(days, today);
  const stepDays = medianLength(steps);
  const perPeriod = stepsPerPeriod(stepDays);
  const periods = toPeriods(goOn(cut(steps, perPeriod), today, perPeriod, stepDays));
  const current = periods.findIndex((period) => isWithin(today, period));
  const until = current === -1 ? periods.length : current + 2;
  return periods.slice(Math.max(0, until - MAX_PERIODS), until).filter((period) => lengthOf(period) > 0);
};
