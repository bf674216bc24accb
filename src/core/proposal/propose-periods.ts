import { addDays, daysBetween, isWithin, later, weekday } from '../day/day.ts';
import type { IsoDay } from '../ids.ts';
import type { Iteration, Period } from '../period/period.ts';
import { cutPeriods, IDEAL_DAYS, MAX_DAYS, MIN_DAYS, type Part, type PeriodEvidence } from './cut-periods.ts';
import { findRhythm, medianLength, usableSprints, type RhythmStep } from './sprint-rhythm.ts';

/** History that a proposal lists, the latest first. */
const MAX_PERIODS = 24;
/** Without sprints. */
const DEFAULT_STEP_DAYS = 14;

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

/** What history begins with may be the rest of a period: it gets the steps before it, so that none of its work is left out. */
const fillFirst = ([first = [], ...others]: readonly Part[], days: number): readonly Part[] => {
  const filled = [...first];
  for (;;) {
    const [start, end] = [filled[0]?.start, filled.at(-1)?.end];
    const isRest = start !== undefined && end !== undefined && daysBetween(start, end) + 1 < MIN_DAYS;
    // The only part is what goes on: it is filled up at its end.
    if (!isRest || others.length === 0) return [filled, ...others];
    filled.unshift(...stepsFrom(addDays(start, -days), 1, days));
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

/** Periods of 8 to 12 weeks from the rhythm of real sprints: the past ones, the one around today and the next. */
export const proposePeriods = (evidence: PeriodEvidence, today: IsoDay): readonly Period[] => {
  const rhythm = findRhythm(evidence.sprints);
  const steps = rhythm.length > 0 ? rhythm : stepsOverDays(evidence.days, today);
  const { parts, size } = cutPeriods(steps, { ...evidence, sprints: usableSprints(evidence.sprints) });
  const stepDays = medianLength(steps);
  const periods = toPeriods(goOn(fillFirst(parts, stepDays), today, size, stepDays));
  const current = periods.findIndex((period) => isWithin(today, period));
  const until = current === -1 ? periods.length : current + 2;
  return periods.slice(Math.max(0, until - MAX_PERIODS), until);
};
