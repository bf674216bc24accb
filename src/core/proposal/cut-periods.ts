import { addDays, daysBetween } from '../day/day.ts';
import type { IsoDay } from '../ids.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import { medianLength, type RhythmStep } from './sprint-rhythm.ts';

export const MIN_DAYS = 8 * 7;
export const IDEAL_DAYS = 10 * 7;
export const MAX_DAYS = 12 * 7;
/** Without a sprint for this long, a period is over. */
const PAUSE_DAYS = 28;
/** A sprint may reach this far over a border: cadences start on different days of one week. */
const BORDER_SLACK_DAYS = 3;
/** A release this near to a border speaks for it. */
const RELEASE_SLACK_DAYS = 5;
/** What the reasons weigh against one another. */
const SPLIT_WEIGHT = 10;
const RELEASE_WEIGHT = 6;
const OTHER_SIZE_WEIGHT = 2;
const OUT_OF_RANGE_WEIGHT = 50;
/** Of cuts that are equal, the one with fewer borders. */
const BORDER_WEIGHT = 0.01;

/** The steps of one period. */
export type Part = readonly RhythmStep[];
/** What speaks for where periods begin. */
export interface PeriodEvidence {
  readonly sprints: readonly DatedSprint[];
  /** Release days of versions. */
  readonly releases: readonly IsoDay[];
  /** When things are due or were done: lays periods out where there are no sprints. */
  readonly days: readonly IsoDay[];
}

/** Numbers of steps that make 8 to 12 weeks, the nearest to 10 first; one step where it is longer than that. */
export const periodSizes = (stepDays: number): readonly number[] => {
  const sizes = Array.from({ length: Math.floor(MAX_DAYS / stepDays) }, (_, index) => index + 1);
  const fitting = sizes.filter((size) => size * stepDays >= MIN_DAYS);
  const distance = (size: number): number => Math.abs(size * stepDays - IDEAL_DAYS);
  return fitting.length === 0 ? [Math.max(1, sizes.length)] : fitting.sort((a, b) => distance(a) - distance(b));
};

/** Steps without a long pause between them; an innovation step ends a run. */
const runsOf = (steps: readonly RhythmStep[]): readonly Part[] => {
  const runs: RhythmStep[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (
      run === undefined ||
      last === undefined ||
      last.isInnovation ||
      daysBetween(last.end, step.start) > PAUSE_DAYS
    ) {
      runs.push([step]);
    } else run.push(step);
  }
  return runs;
};

/** What a border costs: the share of sprints of all boards that it splits in their middle, less for a release there. */
const borderCost = (border: IsoDay, { sprints, releases }: PeriodEvidence): number => {
  const around = sprints.filter((sprint) => sprint.start <= border && border <= sprint.end);
  const split = around.filter(
    ({ start, end }) => daysBetween(start, border) > BORDER_SLACK_DAYS && daysBetween(border, end) > BORDER_SLACK_DAYS,
  );
  const hasRelease = releases.some((day) => Math.abs(daysBetween(day, border)) <= RELEASE_SLACK_DAYS);
  const share = around.length === 0 ? 0 : split.length / around.length;
  return share * SPLIT_WEIGHT - (hasRelease ? RELEASE_WEIGHT : 0);
};

interface Cut {
  readonly cost: number;
  /** Indexes of the steps that start a part. */
  readonly starts: readonly number[];
}

/** The cheapest cut of one run into parts of about `size` steps (dynamic programming over the step that a part ends with). */
const cutRun = (run: Part, size: number, costs: readonly number[]): Cut => {
  const best: Cut[] = [{ cost: 0, starts: [] }];
  for (let end = 1; end <= run.length; end += 1) {
    let cheapest: Cut = { cost: Infinity, starts: [] };
    for (let start = end - 1; start >= 0; start -= 1) {
      const [first, last, before] = [run[start], run[end - 1], best[start]];
      if (first === undefined || last === undefined || before === undefined) continue;
      const days = daysBetween(first.start, last.end) + 1;
      if (days > MAX_DAYS && end - start > 1) break;
      // The first and the last part of a run may be short: history begins and ends anywhere.
      const isEdge = start === 0 || end === run.length;
      const range = days < MIN_DAYS && !isEdge ? OUT_OF_RANGE_WEIGHT : 0;
      const other = isEdge && end - start < size ? 0 : Math.abs(end - start - size) * OTHER_SIZE_WEIGHT;
      const cost = before.cost + range + other + (start === 0 ? 0 : BORDER_WEIGHT + (costs[start] ?? 0));
      if (cost < cheapest.cost) cheapest = { cost, starts: [...before.starts, start] };
    }
    best.push(cheapest);
  }
  return best[run.length] ?? { cost: 0, starts: [0] };
};

/** A short part before a pause is filled up to the least length of a period, as far as there is room. */
const fillUp = (part: Part, next: IsoDay | undefined, stepDays: number): Part => {
  const filled = [...part];
  for (;;) {
    const [first, last] = [filled[0], filled.at(-1)];
    if (first === undefined || last === undefined || daysBetween(first.start, last.end) + 1 >= MIN_DAYS) return filled;
    const start = addDays(last.end, 1);
    const end = addDays(start, stepDays - 1);
    if (next === undefined || end >= next) return filled;
    filled.push({ start, end, isInnovation: false });
  }
};

/** Cuts a rhythm into periods of 8 to 12 weeks whose borders fit the evidence best; gives the usual number of steps too. */
export const cutPeriods = (
  steps: readonly RhythmStep[],
  evidence: PeriodEvidence,
): { readonly parts: readonly Part[]; readonly size: number } => {
  const stepDays = medianLength(steps);
  const runs = runsOf(steps);
  const costs = runs.map((run) => run.map((step) => borderCost(step.start, evidence)));
  const candidates = periodSizes(stepDays).map((size) => {
    const cuts = runs.map((run, index) => cutRun(run, size, costs[index] ?? []));
    const borders = cuts.reduce((sum, { starts }) => sum + Math.max(0, starts.length - 1), 0);
    // Per border: larger periods would win otherwise just by having fewer.
    return { size, cuts, cost: cuts.reduce((sum, { cost }) => sum + cost, 0) / Math.max(1, borders) };
  });
  const best = candidates.reduce((a, b) => (b.cost < a.cost ? b : a));
  const parts = runs.flatMap((run, index) => {
    const starts = best.cuts[index]?.starts ?? [0];
    return starts.map((start, at) => run.slice(start, starts[at + 1]));
  });
  const filled = parts.map((part, at) => fillUp(part, parts[at + 1]?.[0]?.start, stepDays));
  return { parts: filled, size: best.size };
};
