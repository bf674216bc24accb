import { addDays, daysBetween, lengthOf } from '../day/day.ts';
import type { DaySpan } from '../day/day.ts';
import type { BoardId, IsoDay } from '../ids.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import { countEach, groupBy } from './count.ts';

/** Longer "sprints" are boxes that nobody closed. */
const MAX_SPRINT_DAYS = 45;
const MIN_SPRINT_DAYS = 3;
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

/** The length of most sprints, in days. */
export const medianLength = (sprints: readonly DaySpan[]): number => {
  const lengths = sprints.map(lengthOf).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 14;
};

/** How many sprints of all boards start with one of this board's, on average. */
const supportOf = (board: readonly DatedSprint[], startsOn: ReadonlyMap<IsoDay, number>): number =>
  board.reduce((sum, sprint) => sum + (startsOn.get(sprint.start) ?? 0), 0) / board.length;

/** The board whose rhythm most others share, if it reaches over most of the time; else all boards together. */
const chooseSeries = (sprints: readonly DatedSprint[]): readonly DatedSprint[] => {
  const startsOn = new Map(countEach(sprints.map((sprint) => sprint.start)));
  const boards: ReadonlyMap<BoardId | undefined, readonly DatedSprint[]> = groupBy(sprints, (s) => s.boardId);
  const main = [...boards.values()]
    .filter((board) => spanDays(board) >= spanDays(sprints) * MAIN_BOARD_SPAN)
    .sort((a, b) => supportOf(b, startsOn) - supportOf(a, startsOn) || b.length - a.length)[0];
  return main ?? sprints;
};

/** Sprints that say something about a rhythm: real dates, of a usual length. */
export const usableSprints = (sprints: readonly DatedSprint[]): readonly DatedSprint[] =>
  sprints.filter(
    (sprint) => !sprint.assumed && lengthOf(sprint) <= MAX_SPRINT_DAYS && lengthOf(sprint) >= MIN_SPRINT_DAYS,
  );

/** The steps in which the teams work, one after another: real sprints, each ending the day before the next one starts. */
export const findRhythm = (sprints: readonly DatedSprint[]): readonly RhythmStep[] => {
  const series = chooseSeries(usableSprints(sprints));
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
