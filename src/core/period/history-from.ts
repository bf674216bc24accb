import { earlier } from '../day/day.ts';
import type { IsoDay } from '../ids.ts';
import type { Program } from '../program/program.ts';

const PERIODS = 3;

/**
 * The day from which done work is of interest with its history: the start of the third last period that has begun, of whichever
 * program goes back farthest; undefined where no program has a period that has begun.
 */
export const findHistoryStart = (programs: readonly Pick<Program, 'periods'>[], today: IsoDay): IsoDay | undefined => {
  const starts = programs.flatMap(({ periods }) => {
    const begun = periods.map((period) => period.start).filter((start) => start <= today);
    return begun.sort().slice(-PERIODS).slice(0, 1);
  });
  const [first, ...rest] = starts;
  return first === undefined ? undefined : rest.reduce(earlier, first);
};
