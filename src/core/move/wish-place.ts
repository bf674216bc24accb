import type { Plan } from '../board/plan.ts';
import { addDays, daysBetween, earlier, isWithin } from '../day/day.ts';
import type { IsoDay, SprintId } from '../ids.ts';
import type { BoardTeam } from '../team/team.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { DropTarget, Wish } from './move.ts';
import { no, openSprintOf, type No } from './planning.ts';

/** Whether days, not sprints, place it: a feature, or work of a team without sprints. */
const isByDay = (item: WorkItem, team: BoardTeam | undefined): boolean =>
  item.type.level >= 1 || team?.mode === 'kanban';

/** Its start day goes the way of its due day; without a due day it only may not lie behind it. */
const movedStart = ({ startDay, dueDay }: WorkItem, day: IsoDay): IsoDay | undefined => {
  if (startDay === undefined) return undefined;
  return dueDay === undefined ? earlier(startDay, day) : addDays(startDay, daysBetween(dueDay, day));
};

const byDay = (item: WorkItem, day: IsoDay, plan: Plan): Wish => {
  const startDay = movedStart(item, day);
  return {
    ...(day === item.dueDay ? {} : { dueDay: day }),
    ...(startDay === undefined || startDay === item.startDay ? {} : { startDay }),
    // An open sprint comes before a due day (design.md 6, Placement): it would stay where it is.
    ...(openSprintOf(item, plan.sprints) === undefined ? {} : { sprintId: null }),
  };
};

const intoSprint = (item: WorkItem, sprintId: SprintId, plan: Plan, team: BoardTeam | undefined): Wish | No => {
  const sprint = (plan.sprintsOfTeam.get(team?.id ?? '') ?? []).find(({ id }) => id === sprintId);
  if (item.type.level >= 1) {
    const end = (sprint ?? plan.sprints.get(sprintId))?.end;
    return end === undefined
      ? no('otherTeamsSprint', `Interlock does not know this sprint: load the board again.`)
      : byDay(item, end, plan);
  }
  if (team === undefined) return no('fixedTeam', `${item.key} is in no team: it has no sprints to go to.`);
  if (team.mode === 'kanban') return no('needsDay', `${team.name} works without sprints: drop ${item.key} on a day.`);
  if (sprint === undefined) {
    const name = plan.sprints.get(sprintId)?.name ?? 'This';
    return no('otherTeamsSprint', `${name} is not a sprint of ${team.name}, so ${item.key} would not be seen there.`);
  }
  if (sprint.state === 'closed') {
    return no('closedSprint', `${sprint.name} is closed: Jira takes work into open and future sprints only.`);
  }
  return openSprintOf(item, plan.sprints)?.id === sprintId ? {} : { sprintId };
};

const onDay = (item: WorkItem, day: IsoDay, plan: Plan, team: BoardTeam | undefined): Wish | No => {
  if (isByDay(item, team)) return byDay(item, day, plan);
  const name = team?.name ?? 'Its team';
  const sprint = (plan.sprintsOfTeam.get(team?.id ?? '') ?? []).find((one) => isWithin(day, one));
  return sprint === undefined
    ? no('noSprint', `${name} has no sprint on ${day}: create one in Jira, then drop ${item.key} there.`)
    : no('needsSprint', `${name} plans by sprints: drop ${item.key} on ${sprint.name}.`);
};

const toBacklog = (item: WorkItem, plan: Plan): Wish | No => {
  const open = openSprintOf(item, plan.sprints);
  const spot = plan.spots.get(item.id);
  if (open !== undefined) return { sprintId: null };
  if (spot === undefined || spot.kind === 'none') return {};
  switch (spot.reason.kind) {
    case 'dueDay':
      return { dueDay: null };
    case 'releaseDay': {
      const { version } = spot.reason;
      return no('fixedPlace', `${item.key} stands at the release of ${version}: change its fix version in Jira.`);
    }
    case 'children':
      return item.dueDay === undefined
        ? no('fixedPlace', `${item.key} stands where its children end: move those.`)
        : { dueDay: null };
    default:
      return no('fixedPlace', `${item.key} is in progress: it stands where today is until its status changes.`);
  }
};

/** What a place asks of Jira for one item of this team; nothing where it is there already. */
export const wishPlace = (item: WorkItem, at: DropTarget['at'], plan: Plan, team: BoardTeam | undefined): Wish | No => {
  switch (at?.kind) {
    case undefined:
      return {};
    case 'sprint':
      return intoSprint(item, at.sprintId, plan, team);
    case 'day':
      return onDay(item, at.day, plan, team);
    case 'backlog':
      return toBacklog(item, plan);
  }
};
