import type { DayOf } from '../day/time-zone.ts';
import { later } from '../day/day.ts';
import type { IsoDay, SprintId } from '../ids.ts';
import { findCurrentSprint, findSprintOfDay, findSprintOfSpan } from '../sprint/find-sprint.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import { isDone, type WorkItem } from '../work-item/work-item.ts';
import type { PlaceReason, UnplacedReason } from './placement.ts';

/** Where an item is, before a period cuts it: in one of its team's sprints, on a day, or nowhere. */
export type Spot =
  | { readonly kind: 'sprint'; readonly sprint: DatedSprint; readonly day?: IsoDay; readonly reason: PlaceReason }
  | { readonly kind: 'day'; readonly day: IsoDay; readonly reason: PlaceReason }
  | { readonly kind: 'none'; readonly reason: UnplacedReason };

/** What placing needs to know about the item's team and the time. */
export interface PlaceContext {
  /** The team's own sprints by start; empty for a kanban team, or where there is no team. */
  readonly teamSprints: readonly DatedSprint[];
  /** All sprints known, those of other boards included. */
  readonly sprints: ReadonlyMap<SprintId, DatedSprint>;
  readonly today: IsoDay;
  readonly dayOf: DayOf;
}

/** The day on which an item was done; undefined where it is not done, or nothing says when. */
export const doneDayOf = (item: WorkItem, dayOf: DayOf): IsoDay | undefined => {
  const instant = item.resolved ?? item.categoryChanged;
  return isDone(item) && instant !== undefined ? dayOf(instant) : undefined;
};

/** The day on which a spot ends: done or due there, the sprint's end otherwise; undefined where it is nowhere. */
export const endOfSpot = (spot: Spot): IsoDay | undefined => {
  if (spot.kind === 'none') return undefined;
  return spot.kind === 'day' ? spot.day : (spot.day ?? spot.sprint.end);
};

/** The team's sprint of that day, or the day itself where the team has none there. */
export const spotOfDay = (
  day: IsoDay,
  reason: PlaceReason,
  context: PlaceContext,
  preferred: readonly SprintId[] = [],
): Spot => {
  const found = findSprintOfDay(context.teamSprints, day, preferred);
  return found === undefined ? { kind: 'day', day, reason } : { kind: 'sprint', sprint: found.sprint, day, reason };
};

const datedSprintsOf = (item: WorkItem, context: PlaceContext): readonly DatedSprint[] =>
  item.sprintIds.flatMap((id) => {
    const sprint = context.sprints.get(id);
    return sprint === undefined ? [] : [sprint];
  });

const placeDone = (item: WorkItem, context: PlaceContext): Spot => {
  const day = doneDayOf(item, context.dayOf);
  if (day !== undefined) {
    const found = findSprintOfDay(context.teamSprints, day, item.sprintIds);
    const reason: PlaceReason = { kind: 'done', day, ...(found?.between === true ? { betweenSprints: true } : {}) };
    return found === undefined ? { kind: 'day', day, reason } : { kind: 'sprint', sprint: found.sprint, day, reason };
  }
  const own = datedSprintsOf(item, context).filter((sprint) => context.teamSprints.includes(sprint));
  const last = own.at(-1);
  if (last === undefined) return { kind: 'none', reason: { kind: 'doneWithoutDay' } };
  return { kind: 'sprint', sprint: last, reason: { kind: 'doneInSprint' } };
};

const placeInOpenSprint = (item: WorkItem, context: PlaceContext): Spot | undefined => {
  const open = datedSprintsOf(item, context).filter((sprint) => sprint.state !== 'closed');
  const own = open.findLast((sprint) => context.teamSprints.includes(sprint));
  if (own !== undefined) return { kind: 'sprint', sprint: own, reason: { kind: 'openSprint' } };
  const other = open.at(-1);
  if (other === undefined) return undefined;
  const reason: PlaceReason = { kind: 'otherBoardSprint', sprintName: other.name };
  const sprint = findSprintOfSpan(context.teamSprints, other);
  return sprint === undefined ? { kind: 'day', day: other.end, reason } : { kind: 'sprint', sprint, reason };
};

const placeInProgress = (item: WorkItem, context: PlaceContext): Spot | undefined => {
  if (item.status.category !== 'inProgress') return undefined;
  const reason: PlaceReason = { kind: 'inProgress' };
  const sprint = findCurrentSprint(context.teamSprints, context.today);
  return sprint === undefined ? { kind: 'day', day: context.today, reason } : { kind: 'sprint', sprint, reason };
};

const placeAtRelease = (item: WorkItem, context: PlaceContext): Spot | undefined => {
  const open = item.fixVersions.filter((version) => !version.released);
  let last: { day: IsoDay; name: string } | undefined;
  for (const version of open.length > 0 ? open : item.fixVersions) {
    if (version.releaseDay === undefined) continue;
    if (last === undefined || version.releaseDay > last.day) last = { day: version.releaseDay, name: version.name };
  }
  if (last === undefined) return undefined;
  return spotOfDay(last.day, { kind: 'releaseDay', day: last.day, version: last.name }, context);
};

const whyUnplaced = (item: WorkItem, context: PlaceContext): UnplacedReason => {
  const closed = datedSprintsOf(item, context).filter((sprint) => sprint.state === 'closed');
  const last = closed.reduce<DatedSprint | undefined>(
    (best, sprint) => (best === undefined || sprint.end >= best.end ? sprint : best),
    undefined,
  );
  return last === undefined ? { kind: 'noDateNoSprint' } : { kind: 'leftSprint', sprintName: last.name };
};

/** Latest end among placed children; undefined where none is placed. */
export const latestEnd = (spots: readonly Spot[]): IsoDay | undefined =>
  spots.reduce<IsoDay | undefined>((latest, spot) => {
    const end = endOfSpot(spot);
    return end === undefined ? latest : latest === undefined ? end : later(latest, end);
  }, undefined);

/** Where a feature is delivered: the latest of its due day and its children; undefined where it has neither. */
const placeDelivery = (item: WorkItem, childrenEnd: IsoDay | undefined, context: PlaceContext): Spot | undefined => {
  if (childrenEnd !== undefined && (item.dueDay === undefined || childrenEnd > item.dueDay)) {
    return spotOfDay(childrenEnd, { kind: 'children', day: childrenEnd }, context);
  }
  if (item.dueDay === undefined) return undefined;
  return spotOfDay(item.dueDay, { kind: 'dueDay', day: item.dueDay }, context);
};

/**
 * Where an item belongs, and why: the first rule of design.md 6 (Placement) that applies. `childSpots` are its children's,
 * sub-tasks aside. A feature (level 1 and above) is delivered at the latest of its due day and its children; for a story the
 * due day and its own progress come before children.
 */
export const placeItem = (item: WorkItem, childSpots: readonly Spot[], context: PlaceContext): Spot => {
  if (isDone(item)) return placeDone(item, context);
  const childrenEnd = latestEnd(childSpots);
  const isFeature = item.type.level >= 1;
  return (
    placeInOpenSprint(item, context) ??
    placeDelivery(item, isFeature ? childrenEnd : undefined, context) ??
    placeInProgress(item, context) ??
    placeDelivery(item, childrenEnd, context) ??
    placeAtRelease(item, context) ?? { kind: 'none', reason: whyUnplaced(item, context) }
  );
};
