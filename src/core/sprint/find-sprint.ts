import { addDays, isWithin, sharedDays } from '../day/day.ts';
import type { DaySpan } from '../day/day.ts';
import type { IsoDay, SprintId } from '../ids.ts';
import type { DatedSprint } from './sprint.ts';

/** Days after a team's last sprint that still count to it. */
const TAIL_DAYS = 14;
/** An active sprint that ended longer ago was forgotten, not delayed. */
const OVERDUE_DAYS = 60;

export interface FoundSprint {
  readonly sprint: DatedSprint;
  readonly between: boolean;
}

/**
 * The sprint that a day belongs to: the one that contains it (of several, one of `preferred`), else, between sprints,
 * the one before. Undefined before the first sprint and well after the last one. `sprints` are one team's, by start.
 */
export const findSprintOfDay = (
  sprints: readonly DatedSprint[],
  day: IsoDay,
  preferred: readonly SprintId[] = [],
): FoundSprint | undefined => {
  const around = sprints.filter((sprint) => isWithin(day, sprint));
  const sprint = around.find((candidate) => preferred.includes(candidate.id)) ?? around[0];
  if (sprint !== undefined) return { sprint, between: false };
  let before: DatedSprint | undefined;
  for (const candidate of sprints) {
    if (candidate.end < day && (before === undefined || candidate.end >= before.end)) before = candidate;
  }
  if (before === undefined) return undefined;
  const hasNext = sprints.some((candidate) => candidate.start > day);
  return hasNext || day <= addDays(before.end, TAIL_DAYS) ? { sprint: before, between: true } : undefined;
};

/** The team's sprint that shares most days with a span, the later of equals; undefined where none shares any. */
export const findSprintOfSpan = (sprints: readonly DatedSprint[], span: DaySpan): DatedSprint | undefined => {
  let best: DatedSprint | undefined;
  for (const sprint of sprints) {
    const shared = sharedDays(sprint, span);
    if (shared > 0 && (best === undefined || shared >= sharedDays(best, span))) best = sprint;
  }
  return best;
};

/**
 * The sprint that work in progress is in: the active one around today, else one that is overdue (but not forgotten for months),
 * else the one around today or just before.
 */
export const findCurrentSprint = (sprints: readonly DatedSprint[], today: IsoDay): DatedSprint | undefined => {
  const active = sprints.filter((sprint) => sprint.state === 'active');
  const overdue = active.filter((sprint) => sprint.end < today && addDays(sprint.end, OVERDUE_DAYS) >= today);
  return active.find((sprint) => isWithin(today, sprint)) ?? overdue.at(-1) ?? findSprintOfDay(sprints, today)?.sprint;
};

/** A lane for each sprint of a row, by start: 0, or the first lane whose last sprint has ended. */
export const assignLanes = (sprints: readonly DatedSprint[]): ReadonlyMap<SprintId, number> => {
  const laneEnds: IsoDay[] = [];
  const lanes = new Map<SprintId, number>();
  for (const sprint of sprints) {
    const free = laneEnds.findIndex((end) => end < sprint.start);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = sprint.end;
    lanes.set(sprint.id, lane);
  }
  return lanes;
};
