import { addDays, daysBetween, lengthOf } from '../day/day.ts';
import type { DaySpan } from '../day/day.ts';
import type { BoardId, IsoDay } from '../ids.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import { groupBy } from './count.ts';

/** Longer "sprints" are boxes that nobody closed. */
const MAX_SPRINT_DAYS = 45;
/** A board sets the rhythm alone if its sprints reach over this share of everyone's. */
const MAIN_BOARD_SPAN = 0.6;

export interface RhythmStep {
  readonly start: IsoDay;
  readonly end: IsoDay;
  readonly isInnovation: boolean;
}
const INNOVATION = /\b(IP|innovation|hardening)\b/i;

const spanDays = (sprints: readonly DaySpan[]): number => {
  const first = sprints[0];
  const last = sprints.at(-1);
  return first === undefined || last === undefined ? 0 : daysBetween(first.start, last.end) + 1;
};

/** The length of most sprints, in days: what parts two steps of one rhythm from two teams' sprints side by side. */
export const medianLength = (sprints: readonly DaySpan[]): number => {
  const lengths = sprints.map(lengthOf).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 14;
};

/** The board with most sprints, if they reach over most of the time; else all boards together. */
const chooseSeries = (sprints: readonly DatedSprint[]): readonly DatedSprint[] => {
  const boards: ReadonlyMap<BoardId | undefined, readonly DatedSprint[]> = groupBy(sprints, (s) => s.boardId);
  const longest = [...boards.values()].sort((a, b) => b.length - a.length || spanDays(b) - spanDays(a))[0] ?? [];
  return spanDays(longest) >= spanDays(sprints) * MAIN_BOARD_SPAN ? longest : sprints;
};

/** The steps in which the teams work, one after another: real sprints, each ending the day before the next one starts. */
export const findRhythm = (sprints: readonly DatedSprint[]): readonly RhythmStep[] => {
  const usable = sprints.filter((sprint) => lengthOf(sprint) <= MAX_SPRINT_DAYS && lengthOf(sprint) >= 3);
  const series = chooseSeries(usable);
  const half = medianLength(series) / 2;
  const kept: DatedSprint[] = [];
  for (const sprint of series) {
    const before = kept.at(-1);
    if (before === undefined || daysBetween(before.start, sprint.start) > half) kept.push(sprint);
  }
  return kept.map((sprint, index) => {
    const next = kept[index + 1];
    const touches = next !== undefined && daysBetween(sprint.end, next.start) <= half;
    const end = next !== undefined && (touches || next.start <= sprint.end) ? addDays(next.start, -1) : sprint.end;
    return { start: sprint.start, end, isInnovation: INNOVATION.test(sprint.name) };
  });
};
