import { daysBetween, isWithin, overlaps } from '../day/day.ts';
import type { IsoDay } from '../ids.ts';
import type { Period } from '../period/period.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import type { BoardTeam } from '../team/team.ts';
import { isDone, type WorkItem } from '../work-item/work-item.ts';
import { endOfSpot, type Spot } from './place-item.ts';
import type { FeatureMismatch, Place, PlaceReason, UnplacedReason } from './placement.ts';

/** Index of the iteration that contains a day, the nearest where none does; 0 where there are none. */
export const iterationOf = (period: Period, day: IsoDay): number => {
  const index = period.iterations.findIndex((iteration) => day <= iteration.end);
  return index === -1 ? Math.max(0, period.iterations.length - 1) : index;
};

interface InPeriod {
  readonly period: Period;
  readonly today: IsoDay;
}

const outside = (day: IsoDay, period: Period, reason: PlaceReason): Place => ({
  kind: 'outside',
  day,
  side: day < period.start ? 'before' : 'after',
  reason,
});

type Overdue = Extract<UnplacedReason, { kind: 'overdue' }>;

/** What makes unfinished work overdue: what it was planned for is over. A feature's children speak for themselves. */
const overdueOf = (day: IsoDay, reason: PlaceReason, sprint: DatedSprint | undefined): Overdue | undefined => {
  switch (reason.kind) {
    case 'dueDay':
      return { kind: 'overdue', day: reason.day };
    case 'releaseDay':
      return { kind: 'overdue', day: reason.day, of: { kind: 'release', name: reason.version } };
    case 'otherBoardSprint':
      return { kind: 'overdue', day, of: { kind: 'sprint', name: reason.sprintName } };
    case 'openSprint':
      return sprint && { kind: 'overdue', day, of: { kind: 'sprint', name: sprint.name } };
    default:
      return undefined;
  }
};

/**
 * Work planned for before the current period and not done is steered in the current one: it stands there without a place,
 * with what it missed (docs/decisions/0006-overdue-work.md). In every other case it is outside.
 */
const beyond = (item: WorkItem, spot: Exclude<Spot, { kind: 'none' }>, { period, today }: InPeriod): Place => {
  const day = spot.kind === 'day' ? spot.day : spot.sprint.end;
  const isLate = !isDone(item) && day < period.start && isWithin(today, period);
  const reason = isLate ? overdueOf(day, spot.reason, spot.kind === 'sprint' ? spot.sprint : undefined) : undefined;
  return reason === undefined ? outside(day, period, spot.reason) : { kind: 'unplaced', reason };
};

/** Kanban rows read Done by day | Now | Next (design.md 6, Placement). */
const placeInKanban = (item: WorkItem, spot: Spot, { period, today }: InPeriod): Place => {
  if (spot.kind === 'none') {
    if (isDone(item)) return { kind: 'unplaced', reason: spot.reason };
    return { kind: 'kanban', column: 'next', reason: spot.reason };
  }
  const isNow = item.status.category === 'inProgress';
  const day = isNow ? today : (endOfSpot(spot) ?? today);
  const isLate = !isDone(item) && day < period.start && isWithin(today, period);
  if (!isWithin(day, period) && !isLate) return outside(day, period, spot.reason);
  if (isNow) return { kind: 'kanban', column: 'now', reason: spot.reason };
  return { kind: 'kanban', column: isDone(item) ? 'done' : 'next', day, reason: spot.reason };
};

/** What a spot is within one period. `team` is absent for the program row. */
export const placeInPeriod = (
  item: WorkItem,
  spot: Spot,
  where: InPeriod & { readonly team?: BoardTeam | undefined },
): Place => {
  const { team, period } = where;
  if (team?.mode === 'kanban' && item.type.level === 0) return placeInKanban(item, spot, where);
  switch (spot.kind) {
    case 'none':
      return { kind: 'unplaced', reason: spot.reason };
    case 'day':
      if (!isWithin(spot.day, period)) return beyond(item, spot, where);
      return { kind: 'day', day: spot.day, iteration: iterationOf(period, spot.day), reason: spot.reason };
    case 'sprint': {
      if (!overlaps(spot.sprint, period)) return beyond(item, spot, where);
      const day = spot.day === undefined ? {} : { day: spot.day };
      return { kind: 'sprint', sprintId: spot.sprint.id, reason: spot.reason, ...day };
    }
  }
};

/** Sprints that end between two days: from the one that contains the first to the one that contains the second. */
const sprintsApart = (sprints: readonly DatedSprint[], a: IsoDay, b: IsoDay): number => {
  const [from, to] = a < b ? [a, b] : [b, a];
  return sprints.filter((sprint) => from <= sprint.end && sprint.end < to).length;
};

/**
 * How far a feature's children end from its due day; undefined where they end in the same sprint or on the same day, where
 * one of the two is unknown, or where it is done.
 */
export const mismatchOf = (
  item: WorkItem,
  childrenEnd: IsoDay | undefined,
  teamSprints: readonly DatedSprint[],
): FeatureMismatch | undefined => {
  if (item.type.level < 1 || item.dueDay === undefined || childrenEnd === undefined || isDone(item)) return undefined;
  if (daysBetween(item.dueDay, childrenEnd) === 0) return undefined;
  const apart = sprintsApart(teamSprints, item.dueDay, childrenEnd);
  const inOneSprint = teamSprints.some((s) => isWithin(item.dueDay ?? '', s) && isWithin(childrenEnd, s));
  return inOneSprint ? undefined : { dueDay: item.dueDay, childrenEnd, sprintsApart: apart };
};
