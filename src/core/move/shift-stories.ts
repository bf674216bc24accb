import type { Plan } from '../board/plan.ts';
import { addDays, daysBetween } from '../day/day.ts';
import { isInProgress } from '../flow/flow.ts';
import type { WorkItemId } from '../ids.ts';
import { latestEnd } from '../placement/place-item.ts';
import { findSprintOfDay } from '../sprint/find-sprint.ts';
import { isDone, type WorkItem } from '../work-item/work-item.ts';
import type { Move, Wish } from './move.ts';
import { findTeam, isNo, no, openSprintOf, seenOf, type No } from './planning.ts';
import type { Refused } from './refusal.ts';

/** A feature's stories moved along with it, for the person to look at before anything is written. */
export interface ShiftOffer {
  readonly featureId: WorkItemId;
  /** By how much the feature moves; negative: earlier. */
  readonly days: number;
  /** Of stories that were not started, each to the sprint or day as much later. */
  readonly moves: readonly Move[];
  /** Stories that would have to move and cannot. */
  readonly refused: readonly Refused[];
  /** Started or done below it: these stay. */
  readonly staying: number;
}

const shiftBySprint = (story: WorkItem, days: number, plan: Plan): Wish | No | undefined => {
  const open = openSprintOf(story, plan.sprints);
  const from = open === undefined ? undefined : plan.sprints.get(open.id);
  if (from === undefined) return undefined;
  const team = findTeam(plan, plan.teamOf.get(story.id));
  const own = plan.sprintsOfTeam.get(team?.id ?? '') ?? [];
  if (!own.some(({ id }) => id === from.id)) {
    return no('otherTeamsSprint', `${story.key} is in ${from.name}, a sprint of another board.`);
  }
  const day = addDays(from.start, days);
  const found = findSprintOfDay(own, day);
  if (found === undefined || found.between) {
    return no('noSprint', `${story.key}: ${team?.name ?? 'its team'} has no sprint on ${day}.`);
  }
  if (found.sprint.state === 'closed') return no('closedSprint', `${story.key}: ${found.sprint.name} is closed.`);
  return found.sprint.id === from.id ? {} : { sprintId: found.sprint.id };
};

const shiftByDay = ({ dueDay, startDay }: WorkItem, days: number): Wish =>
  dueDay === undefined
    ? {}
    : { dueDay: addDays(dueDay, days), ...(startDay === undefined ? {} : { startDay: addDays(startDay, days) }) };

/** How far a feature moves: from its due day, or, without one, from where its children end. */
const spanOf = (feature: WorkItem, { dueDay }: Wish, plan: Plan): number => {
  if (typeof dueDay !== 'string') return 0;
  const spots = plan.tree.childrenOf(feature.id).flatMap(({ id }) => plan.spots.get(id) ?? []);
  const from = feature.dueDay ?? latestEnd(spots);
  return from === undefined ? 0 : daysBetween(from, dueDay);
};

/** What can be moved along with a feature; undefined where it has no stories to move, or its day does not change. */
export const offerShifts = (feature: WorkItem, wish: Wish, plan: Plan): ShiftOffer | undefined => {
  const days = feature.type.level >= 1 ? spanOf(feature, wish, plan) : 0;
  if (days === 0) return undefined;
  const moves: Move[] = [];
  const refused: Refused[] = [];
  let staying = 0;
  const stories = plan.tree.leavesOf(feature.id).filter(({ type, id }) => type.level === 0 && !plan.thinIds.has(id));
  for (const story of stories.sort(plan.compare)) {
    if (isDone(story) || isInProgress(story, plan.tree)) {
      staying += 1;
      continue;
    }
    const shift = shiftBySprint(story, days, plan) ?? shiftByDay(story, days);
    if (isNo(shift)) refused.push({ itemId: story.id, ...shift });
    else if (Object.keys(shift).length > 0) moves.push({ itemId: story.id, wish: shift, seen: seenOf(story, shift) });
  }
  if (moves.length + refused.length === 0) return undefined;
  return { featureId: feature.id, days, moves, refused, staying };
};
