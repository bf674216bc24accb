import { addDays, daysBetween, later, lengthOf } from '../day/day.ts';
import type { DayOf } from '../day/time-zone.ts';
import type { BoardId, IsoDay } from '../ids.ts';
import type { DatedSprint, Sprint } from './sprint.ts';

/** What Jira proposes for a board that has no sprint with dates yet. */
const DEFAULT_LENGTH_DAYS = 14;
const SPRINTS_FOR_USUAL_LENGTH = 5;

const byStart = (a: DatedSprint, b: DatedSprint): number =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : a.end < b.end ? -1 : a.end > b.end ? 1 : 0;

/** Median length in days of the last sprints; 14 where there is none. */
export const usualLength = (sprints: readonly DatedSprint[]): number => {
  const lengths = sprints
    .filter((sprint) => !sprint.assumed)
    .slice(-SPRINTS_FOR_USUAL_LENGTH)
    .map(lengthOf)
    .sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? DEFAULT_LENGTH_DAYS;
};

const MAX_GAP_DAYS = 6;
/** Median of the days between one sprint's end and the next one's start: 0 for a board without breaks, 2 for weekends off. */
const usualGap = (sprints: readonly DatedSprint[]): number => {
  const gaps = sprints
    .slice(-SPRINTS_FOR_USUAL_LENGTH - 1)
    .flatMap((sprint, index, list) => {
      const next = list[index + 1];
      return next === undefined ? [] : [Math.max(0, daysBetween(sprint.end, next.start) - 1)];
    })
    .sort((a, b) => a - b);
  return Math.min(MAX_GAP_DAYS, gaps[Math.floor(gaps.length / 2)] ?? 0);
};

const withDays = (sprint: Sprint, days: { start: IsoDay; end: IsoDay; assumed: boolean }): DatedSprint => ({
  id: sprint.id,
  name: sprint.name,
  state: sprint.state,
  ...(sprint.boardId === undefined ? {} : { boardId: sprint.boardId }),
  ...days,
});

/** A sprint whose last day is its successor's first gives that day to the successor. */
const unshare = (sprints: readonly DatedSprint[]): DatedSprint[] =>
  sprints.map((sprint) => {
    const shares = sprints.some((next) => next !== sprint && next.start === sprint.end && next.start > sprint.start);
    return shares ? { ...sprint, end: addDays(sprint.end, -1) } : sprint;
  });

const withOwnDates = (sprints: readonly Sprint[], dayOf: DayOf): DatedSprint[] =>
  sprints.flatMap((sprint) => {
    const endMs = sprint.end ?? sprint.completed;
    if (sprint.start === undefined || endMs === undefined) return [];
    const start = dayOf(sprint.start);
    return [withDays(sprint, { start, end: later(start, dayOf(endMs)), assumed: false })];
  });

const dateBoard = (sprints: readonly Sprint[], dayOf: DayOf, today: IsoDay): DatedSprint[] => {
  const dated = unshare(withOwnDates(sprints, dayOf).sort(byStart));
  const known = new Set(dated.map((sprint) => sprint.id));
  const length = usualLength(dated);
  const gap = usualGap(dated);
  let lastEnd = dated.reduce<IsoDay | undefined>(
    (end, sprint) => (end === undefined ? sprint.end : later(end, sprint.end)),
    undefined,
  );
  const assumed: DatedSprint[] = [];
  for (const sprint of sprints) {
    if (known.has(sprint.id) || sprint.state === 'closed') continue;
    const start = sprint.start === undefined ? nextStart(lastEnd, gap, today) : dayOf(sprint.start);
    const end = sprint.end === undefined ? addDays(start, length - 1) : later(start, dayOf(sprint.end));
    assumed.push(withDays(sprint, { start, end, assumed: true }));
    lastEnd = lastEnd === undefined ? end : later(lastEnd, end);
  }
  return [...dated, ...assumed].sort(byStart);
};

const nextStart = (lastEnd: IsoDay | undefined, gap: number, today: IsoDay): IsoDay =>
  lastEnd === undefined ? today : later(today, addDays(lastEnd, 1 + gap));

/**
 * Sprints with days, by start (design.md 6, Sprints). `sprints` of one board come in that board's order; undated future
 * ones follow its last at its usual length and after its usual break; a closed sprint without dates is left out.
 */
export const dateSprints = (sprints: readonly Sprint[], dayOf: DayOf, today: IsoDay): DatedSprint[] => {
  const boards = new Map<BoardId | undefined, Sprint[]>();
  for (const sprint of sprints) {
    const board = boards.get(sprint.boardId);
    if (board === undefined) boards.set(sprint.boardId, [sprint]);
    else board.push(sprint);
  }
  return [...boards.values()].flatMap((board) => dateBoard(board, dayOf, today)).sort(byStart);
};
