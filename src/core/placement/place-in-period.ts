import { daysBetween, isWithin, overlaps } from '../day/day.ts';
import type { IsoDay } from '../ids.ts';
import type { Period } from '../period/period.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import type { Team } from '../team/team.ts';
import { isDone, type WorkItem } from '../work-item/work-item.ts';
import { endOfSpot, type Spot } from './place-item.ts';
import type { FeatureMismatch, Place, PlaceReason } from './placement.ts';

/** Index of the iteration that contains a day, the nearest where none does; 0 where there are none. */
export const iterationOf = (period: Period, day: IsoDay): number => {
  const index = period.iterations.findIndex((iteration) => day <= iteration.end);
  return index === -1 ? Math.max(0, period.iterations.length - 1) : index;
};

const outside = (day: IsoDay, period: Period, reason: PlaceReason): Place => ({
  kind: 'outside',
  day,
  side: day < period.start ? 'before' : 'after',
  reason,
});

/** Kanban rows read Done by day | Now | Next (design.md 6, Placement). */
const placeInKanban = (item: WorkItem, spot: Spot, period: Period, today: IsoDay): Place => {
  if (spot.kind === 'none') {
    if (isDone(item)) return { kind: 'unplaced', reason: spot.reason };
    return { kind: 'kanban', column: 'next', reason: spot.reason };
  }
  const isNow = item.status.category === 'inProgress';
  const day = isNow ? today : (endOfSpot(spot) ?? today);
  if (!isWithin(day, period)) return outside(day, period, spot.reason);
  if (isNow) return { kind: 'kanban', column: 'now', reason: spot.reason };
  return { kind: 'kanban', column: isDone(item) ? 'done' : 'next', day, reason: spot.reason };
};

/** What a spot is within one period. `team` is absent for the program row. */
export const placeInPeriod = (
  item: WorkItem,
  spot: Spot,
  where: { readonly team?: Team | undefined; readonly period: Period; readonly today: IsoDay },
): Place => {
  const { team, period, today } = where;
  if (team?.mode === 'kanban' && item.type.level === 0) return placeInKanban(item, spot, period, today);
  switch (spot.kind) {
    case 'none':
      return { kind: 'unplaced', reason: spot.reason };
    case 'day':
      if (!isWithin(spot.day, period)) return outside(spot.day, period, spot.reason);
      return { kind: 'day', day: spot.day, iteration: iterationOf(period, spot.day), reason: spot.reason };
    case 'sprint': {
      if (!overlaps(spot.sprint, period)) return outside(spot.sprint.end, period, spot.reason);
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
