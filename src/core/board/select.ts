import { isWithin, overlaps } from '../day/day.ts';
import type { Dependency } from '../dependency/dependency.ts';
import { listNext, type NextItem } from '../flow/next.ts';
import type { ProjectId, SprintId, TeamId, WorkItemId } from '../ids.ts';
import { ghostsOf } from '../placement/ghosts.ts';
import { placeInPeriod } from '../placement/place-in-period.ts';
import type { Ghost, Place } from '../placement/placement.ts';
import { isDone, isSubtask, type WorkItem } from '../work-item/work-item.ts';
import type { Plan } from './plan.ts';

/** Rows of a kanban team show this many of what waits, by rank. */
export const KANBAN_NEXT = 10;

export interface Selection {
  /** Every item but sub-tasks, as this period sees it. */
  readonly places: ReadonlyMap<WorkItemId, Place>;
  /** Only those in a sprint of this period. */
  readonly ghosts: ReadonlyMap<WorkItemId, readonly Ghost[]>;
  /** In the period: placed in its dates, unplaced below something placed, overdue, or a ghost in it. */
  readonly members: ReadonlySet<WorkItemId>;
  /** Members, and what they need beside them: parents, other ends of dependencies, what comes next. */
  readonly shown: ReadonlySet<WorkItemId>;
  /** Would be shown, but too little is known of them. */
  readonly lacking: readonly WorkItemId[];
  /** How many of these have no place, before a reply's limit cuts them. */
  readonly unplaced: number;
  readonly dependencies: readonly Dependency[];
  readonly next: readonly NextItem[];
}

/** A waiting kanban item without a day is in the period only by rank or by its parent. */
export const hasDate = (place: Place): boolean =>
  place.kind === 'sprint' ||
  place.kind === 'day' ||
  (place.kind === 'kanban' && (place.column !== 'next' || place.day !== undefined));

const isUndated = (place: Place): boolean => place.kind === 'unplaced' || (place.kind === 'kanban' && !hasDate(place));

/** A feature without a team belongs to the program row if it lives in one of its projects, or work of its teams lies below. */
const isOfProgram = (item: WorkItem, plan: Plan, projects: ReadonlySet<ProjectId>): boolean =>
  item.type.level >= 1 &&
  (projects.has(item.projectId) || plan.tree.leavesOf(item.id).some((leaf) => plan.teamOf.has(leaf.id)));

const placeEach = (plan: Plan) => {
  const { period, today } = plan;
  const projects = new Set<ProjectId>(plan.program.teams.flatMap((team) => team.projectIds));
  const places = new Map<WorkItemId, Place>();
  const ghosts = new Map<WorkItemId, readonly Ghost[]>();
  for (const [id, spot] of plan.spots) {
    const item = plan.tree.items.get(id);
    const teamId = plan.teamOf.get(id);
    if (item === undefined || (teamId === undefined && !isOfProgram(item, plan, projects))) continue;
    const team = teamId === undefined ? undefined : plan.teams.get(teamId);
    places.set(id, placeInPeriod(item, spot, { team, period, today }));
    if (teamId === undefined || item.sprintIds.length === 0) continue;
    const sprints = plan.sprintsOfTeam.get(teamId) ?? [];
    const inPeriod = new Set<SprintId>(sprints.filter((sprint) => overlaps(sprint, period)).map(({ id: of }) => of));
    const left = ghostsOf(item, spot, sprints).filter((ghost) => inPeriod.has(ghost.sprintId));
    if (left.length > 0) ghosts.set(id, left);
  }
  return { places, ghosts };
};

const kanbanNext = (plan: Plan, places: ReadonlyMap<WorkItemId, Place>): readonly WorkItemId[] => {
  if (!isWithin(plan.today, plan.period)) return [];
  const waiting = new Map<TeamId, WorkItem[]>();
  for (const [id, place] of places) {
    const [item, teamId] = [plan.tree.items.get(id), plan.teamOf.get(id)];
    if (place.kind !== 'kanban' || hasDate(place) || item === undefined || teamId === undefined) continue;
    const list = waiting.get(teamId);
    if (list === undefined) waiting.set(teamId, [item]);
    else list.push(item);
  }
  return [...waiting.values()].flatMap((list) =>
    list
      .sort(plan.compare)
      .slice(0, KANBAN_NEXT)
      .map((item) => item.id),
  );
};

const membersOf = (plan: Plan, places: ReadonlyMap<WorkItemId, Place>, ghosts: ReadonlyMap<WorkItemId, unknown>) => {
  const members = new Set<WorkItemId>([...ghosts.keys(), ...kanbanNext(plan, places)]);
  for (const [id, place] of places) if (hasDate(place)) members.add(id);
  for (const [id, place] of places) {
    const item = plan.tree.items.get(id);
    if (item === undefined || !isUndated(place) || isDone(item)) continue;
    if (place.reason.kind === 'overdue') members.add(id);
    const isBelow = plan.tree.ancestorsOf(item).some((ancestor) => hasDate(places.get(ancestor.id) ?? place));
    if (isBelow) members.add(id);
  }
  return members;
};

/** What fits into one reply of 5 MB (platform.md 1.1), members by rank before what is beside them. */
const limitShown = (plan: Plan, selection: Selection, max: number): Selection => {
  if (selection.shown.size <= max) return selection;
  const byRank = (ids: Iterable<WorkItemId>): readonly WorkItemId[] =>
    [...ids]
      .flatMap((id) => plan.tree.items.get(id) ?? [])
      .sort(plan.compare)
      .map((item) => item.id);
  const beside = [...selection.shown].filter((id) => !selection.members.has(id));
  const shown = new Set([...byRank(selection.members), ...byRank(beside)].slice(0, max));
  return {
    ...selection,
    shown,
    dependencies: selection.dependencies.filter((one) => shown.has(one.providerId) && shown.has(one.consumerId)),
    next: selection.next.filter((one) => shown.has(one.itemId)),
  };
};

/** Chooses what a board of this period shows, at most `max` items. Loads and counts stay those of all. */
export const selectForPeriod = (plan: Plan, max = Infinity): Selection => {
  const { places, ghosts } = placeEach(plan);
  const members = membersOf(plan, places, ghosts);
  const dependencies = plan.dependencies.filter(
    ({ providerId, consumerId }) => members.has(providerId) || members.has(consumerId),
  );
  const shown = new Set(members);
  const show = (id: WorkItemId): void => void (places.has(id) && shown.add(id));
  for (const { providerId, consumerId } of dependencies) [providerId, consumerId].forEach(show);
  const isOver = plan.today > plan.period.end;
  const next = listNext({ ...plan, teams: plan.program.teams }).filter(
    ({ itemId }) => places.has(itemId) && (!isOver || members.has(itemId)),
  );
  for (const { itemId } of next) show(itemId);
  for (const id of shown) {
    const item = plan.tree.items.get(id);
    if (item === undefined || isSubtask(item)) continue;
    for (const ancestor of plan.tree.ancestorsOf(item)) show(ancestor.id);
  }
  const lacking = [...shown].filter((id) => plan.thinIds.has(id));
  for (const id of lacking) shown.delete(id);
  const unplaced = [...shown].filter((id) => places.get(id)?.kind === 'unplaced').length;
  return limitShown(plan, { places, ghosts, members, shown, lacking, unplaced, dependencies, next }, max);
};
