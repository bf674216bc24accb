import { isWithin } from '../day/day.ts';
import type { IsoDay, PeriodId } from '../ids.ts';
import type { Period } from './period.ts';

export interface PeriodChoice {
  readonly kind: 'asked' | 'current' | 'latestWithWork' | 'currentWithoutWork' | 'nearest';
  readonly sentence: string;
}
export interface ChosenPeriod {
  readonly period: Period;
  readonly choice: PeriodChoice;
}

export const findCurrentPeriod = (periods: readonly Period[], today: IsoDay): Period | undefined =>
  periods.find((period) => isWithin(today, period));

const latestStart = (periods: readonly Period[]): Period | undefined =>
  periods.reduce<Period | undefined>(
    (best, period) => (best === undefined || period.start > best.start ? period : best),
    undefined,
  );

/** Nothing holds work: the current period, else the next one, else the last one. */
const chooseWithoutWork = (periods: readonly Period[], today: IsoDay): ChosenPeriod | undefined => {
  const current = findCurrentPeriod(periods, today);
  if (current !== undefined) {
    const sentence = `${current.name} is the current period. No period holds placed work yet.`;
    return { period: current, choice: { kind: 'currentWithoutWork', sentence } };
  }
  const ahead = periods.filter((period) => period.start > today);
  const nearest = ahead.find((period) => ahead.every((other) => other.start >= period.start)) ?? latestStart(periods);
  if (nearest === undefined) return undefined;
  const sentence = `Today is in no period; ${nearest.name} is the nearest. No period holds placed work yet.`;
  return { period: nearest, choice: { kind: 'nearest', sentence } };
};

/**
 * The period to open without a wish: the current one if it holds placed work, else the latest that does, saying so.
 * `withWork` holds the ids of periods with placed work. Undefined only where there are no periods.
 */
export const choosePeriod = (
  periods: readonly Period[],
  today: IsoDay,
  withWork: ReadonlySet<PeriodId>,
): ChosenPeriod | undefined => {
  const current = findCurrentPeriod(periods, today);
  if (current !== undefined && withWork.has(current.id)) {
    return { period: current, choice: { kind: 'current', sentence: `${current.name} is the current period.` } };
  }
  const latest = latestStart(periods.filter((period) => withWork.has(period.id)));
  if (latest === undefined) return chooseWithoutWork(periods, today);
  const why = current === undefined ? 'Today is in no period' : `${current.name} holds no placed work`;
  const sentence = `${why}; ${latest.name} is the latest period that does${current === undefined ? ' hold placed work' : ''}.`;
  return { period: latest, choice: { kind: 'latestWithWork', sentence } };
};
