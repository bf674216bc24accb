import type { User } from '../../jira/entities.ts';
import type { Random } from '../../random.ts';
import { DAY_MS, HOUR_MS, PERIOD_MS, toWorkHours, weekdayOf, workInstant } from './calendar.ts';
import { between, chance, pick } from './chance.ts';
import type { Span, State, Step } from './draft.ts';
import { settleSteps } from './draft.ts';
import type { Ground } from './ground.ts';
import { resolutionNamed } from './ground.ts';
import type { TeamPlace } from './projects.ts';
import type { Slot } from './slots.ts';
import type { TeamSprint } from './sprints.ts';

/** How far a piece of work has come. */
export type Outcome = 'open' | 'started' | 'review' | 'done' | 'cancelled' | 'doneUnresolved';
export interface Life {
  readonly created: number;
  readonly initial: State;
  readonly steps: Step[];
  readonly span: Span | undefined;
}

interface Context {
  readonly ground: Ground;
  readonly team: TeamPlace;
  readonly random: Random;
  readonly owner: User;
  readonly steps: Step[];
}

const POINTS = [1, 2, 2, 3, 3, 3, 5, 5, 5, 8, 8, 13];
const HOURS = [4, 6, 8, 8, 12, 16, 16, 24, 32, 40];
const PRIORITIES = ['3', '3', '3', '3', '3', '2', '2', '4', '4', '1', '5'];

const estimateOf = ({ team, random }: Context): number | undefined =>
  team.archetype.unit === 'count' ? undefined : pick(random, team.archetype.unit === 'hours' ? HOURS : POINTS);

const add = (context: Context, at: number, change: Partial<State>, by = context.owner): void => {
  context.steps.push({ at, by, change });
};

/** From the first start to where the work is now, with the detours that real work takes. */
const addProgress = (context: Context, from: number, to: number, outcome: Outcome): void => {
  const { team, random, ground } = context;
  const { started, review, blocked, open, done, doneUnresolved } = team.statuses;
  if (outcome === 'open') return;
  if (outcome === 'cancelled') {
    const name = pick(random, ["Won't Do", "Won't Do", 'Duplicate', 'Cannot Reproduce']);
    add(context, to, { status: done, resolution: resolutionNamed(ground.store, name) }, team.lead);
    return;
  }
  // In working hours, but never before the first start nor less than an hour or two before the end.
  const at = (share: number): number =>
    share === 0
      ? from
      : Math.max(
          from + share * HOUR_MS,
          Math.min(toWorkHours(from + (to - from) * share), to - (1 - share) * 4 * HOUR_MS),
        );
  add(context, at(0), { status: started, assignee: context.owner });
  if (blocked !== undefined && chance(random, 0.06)) {
    add(context, at(0.15), { status: blocked });
    add(context, at(0.25), { status: started });
  }
  if (chance(random, 0.05)) {
    add(context, at(0.2), { flagged: true });
    add(context, at(0.4), { flagged: undefined });
  }
  if (outcome === 'started' && blocked !== undefined && chance(random, 0.12)) {
    add(context, to, { status: blocked });
    return;
  }
  if (outcome === 'started' && chance(random, 0.15)) {
    add(context, at(0.4), { status: open });
    add(context, at(0.7), { status: started });
  }
  if (outcome === 'started') return;
  if (review !== undefined) {
    add(context, at(0.5), { status: review });
    if (chance(random, ground.plan.lean ? 0.1 : 0.2)) {
      add(context, at(0.6), { status: started });
      add(context, at(0.75), { status: review });
    }
  }
  if (outcome === 'review') return;
  const resolution = resolutionNamed(ground.store, 'Done');
  if (outcome === 'done' && chance(random, 0.03)) {
    add(context, at(0.85), { status: done, resolution });
    add(context, at(0.92), { status: started, resolution: undefined });
  }
  if (outcome === 'doneUnresolved' && doneUnresolved !== undefined) add(context, to, { status: doneUnresolved });
  else add(context, to, { status: done, resolution });
};

/** Refinement before the work is planned: estimate, priority, release. */
const addRefinement = (context: Context, initial: State, created: number, until: number, release?: number): State => {
  const { random, ground, team } = context;
  const { lean } = ground.plan;
  let first = initial;
  const estimate = chance(random, 0.92) ? estimateOf(context) : undefined;
  if (estimate !== undefined && (lean || chance(random, 0.25))) first = { ...first, estimate };
  else if (estimate !== undefined) {
    add(context, workInstant(random, created, (created + until) / 2), { estimate }, team.lead);
  }
  if (estimate !== undefined && chance(random, lean ? 0.06 : 0.14)) {
    const again = estimateOf(context);
    add(context, workInstant(random, (created + until) / 2, until), { estimate: again }, team.lead);
  }
  if (chance(random, lean ? 0.08 : 0.18)) {
    const priorityId = pick(random, ['1', '2', '2', '3', '4']);
    add(context, workInstant(random, created, until), { priorityId }, team.lead);
  }
  if (release !== undefined && chance(random, 0.65)) {
    const versions = [ground.versionOf(team.project.id, release)];
    if (lean || chance(random, 0.3)) first = { ...first, versions };
    else add(context, workInstant(random, created, until), { versions }, team.lead);
  }
  return first;
};

const slotsBefore = (sprints: readonly TeamSprint[], k: number, count: number): TeamSprint[] =>
  sprints.slice(Math.max(0, k - count), k + 1);

/** Planning into the first sprint, at times after a change of mind, and carrying over to the last one. */
const addSprintSteps = (context: Context, path: readonly TeamSprint[], created: number): void => {
  const { random, ground, team } = context;
  const [first] = path;
  if (first === undefined) return;
  const all = ground.sprints[team.index] ?? [];
  const later = all[all.indexOf(first) + 1];
  const now = ground.timeline.now;
  const day = Math.min(first.start, now) - DAY_MS;
  const planned = workInstant(random, first.start > now ? now - 12 * DAY_MS : day, day);
  if (later !== undefined && chance(random, ground.plan.lean ? 0.04 : 0.1)) {
    add(context, workInstant(random, created, planned - DAY_MS), { sprints: [later.sprint] }, team.lead);
  }
  add(context, planned, { sprints: [first.sprint] }, team.lead);
  path.slice(1).forEach((_, i) => {
    const ended = path[i]?.end ?? planned;
    add(context, ended + HOUR_MS / 2, { sprints: path.slice(0, i + 2).map((each) => each.sprint) }, team.lead);
  });
};

const outcomeOf = (context: Context, slot: Slot): Outcome => {
  const { random, ground, team } = context;
  if (slot.kind === 'wip') return chance(random, 0.6) ? 'started' : 'review';
  if (slot.kind === 'left') return chance(random, 0.6) ? 'open' : 'started';
  if (slot.kind === 'selected' || slot.kind === 'backlog') return chance(random, 0.04) ? 'cancelled' : 'open';
  if (slot.kind === 'loose' || slot.sprint.end < ground.timeline.now) {
    if (chance(random, 0.05)) return 'cancelled';
    return team.statuses.doneUnresolved !== undefined && chance(random, 0.04) ? 'doneUnresolved' : 'done';
  }
  if (slot.sprint.start >= ground.timeline.now) return chance(random, 0.03) ? 'cancelled' : 'open';
  const elapsed = (ground.timeline.now - slot.sprint.start) / (slot.sprint.end - slot.sprint.start);
  if (chance(random, 0.1 + elapsed * 0.5)) return 'done';
  if (chance(random, 0.25)) return 'review';
  return chance(random, 0.25 + elapsed * 0.5) ? 'started' : 'open';
};

/** From when to when work on it went on (until now for what is not done). */
const workedIn = (context: Context, slot: Slot, outcome: Outcome): Span => {
  const { random, ground } = context;
  const { now } = ground.timeline;
  if (slot.kind === 'sprint' || slot.kind === 'left') {
    const { start, end } = slot.sprint;
    const from = workInstant(random, start, start + (end - start) * 0.4);
    const late =
      outcome === 'done' && chance(random, 0.04)
        ? end + 1.4 * DAY_MS
        : workInstant(random, start + (end - start) * 0.5, end);
    return start >= now
      ? { start: now - 3 * DAY_MS, end: now - between(random, 5, 60) * HOUR_MS }
      : { start: Math.min(from, now - 20 * HOUR_MS), end: Math.min(late, now - between(random, 3, 16) * HOUR_MS) };
  }
  if (slot.kind === 'loose') {
    const end = workInstant(random, slot.at, slot.at + DAY_MS);
    return { start: end - between(random, 2, 9) * DAY_MS, end };
  }
  const end = now - between(random, 3, 50) * HOUR_MS;
  return { start: end - between(random, 1, 8) * DAY_MS, end };
};

const spanOf = (slot: Slot, due: State['due']): Span | undefined => {
  if (slot.kind === 'sprint') return slot.sprint;
  if (slot.kind === 'loose') return { start: slot.at, end: slot.at };
  if (due === undefined) return undefined;
  const day = Date.parse(`${due}T00:00:00Z`);
  return { start: day, end: day };
};

const dueOf = (context: Context, slot: Slot): State['due'] => {
  const { random, ground, team } = context;
  const { now, periodStart } = ground.timeline;
  const kanban = team.archetype.cadence === undefined;
  if (slot.kind === 'selected' || (slot.kind === 'wip' && kanban)) {
    return chance(random, 0.75) ? weekdayOf(now + between(random, 2, 45) * DAY_MS) : undefined;
  }
  if (slot.kind === 'backlog' && chance(random, kanban ? 0.35 : 0.12)) {
    return weekdayOf(periodStart + PERIOD_MS + between(random, -20, 40) * DAY_MS);
  }
  if (slot.kind === 'sprint' && slot.sprint.end >= now && chance(random, 0.08))
    return weekdayOf(slot.sprint.end - DAY_MS);
  return undefined;
};

const createdFor = (random: Random, slot: Slot, worked: Span, now: number): number => {
  const anchor =
    slot.kind === 'sprint' || slot.kind === 'left' ? Math.min(slot.sprint.start, now) : Math.min(worked.start, now);
  const days = slot.kind === 'backlog' ? between(random, 10, 150) : between(random, 6, 48);
  return Math.min(workInstant(random, anchor - days * DAY_MS, anchor - (days - 1) * DAY_MS), worked.start - 2 * DAY_MS);
};

const carried = (context: Context, slot: Slot, outcome: Outcome): TeamSprint[] => {
  if (slot.kind !== 'sprint' && slot.kind !== 'left') return [];
  const { random, ground, team } = context;
  const startedBy = slot.sprint.start < ground.timeline.now && outcome !== 'cancelled';
  const spill = startedBy && chance(random, 0.16) ? (chance(random, 0.25) ? 2 : 1) : 0;
  return slotsBefore(ground.sprints[team.index] ?? [], slot.k, spill);
};

/** What happens to work while it waits: it moves up the list, changes hands, gets a date. */
const addWaiting = (context: Context, created: number, until: number): void => {
  const { random, ground, team, steps } = context;
  if (ground.plan.lean) {
    if (chance(random, 0.5))
      steps.push({ at: workInstant(random, created, until), by: team.lead, change: {}, note: 'rank' });
    return;
  }
  for (let n = between(random, 0, 3); n > 0; n--) {
    steps.push({ at: workInstant(random, created, until), by: team.lead, change: {}, note: 'rank' });
  }
  if (chance(random, 0.35)) {
    const first = pick(random, team.members);
    add(context, workInstant(random, created, (created + until) / 2), { assignee: first }, team.lead);
    add(context, workInstant(random, (created + until) / 2, until), { assignee: context.owner }, first);
  } else if (chance(random, 0.4)) add(context, workInstant(random, created, until), { assignee: context.owner });
};

/** The whole story of one base item: where it started and every change until today. */
export const liveThrough = (ground: Ground, team: TeamPlace, slot: Slot, random: Random): Life => {
  const { now } = ground.timeline;
  const owner = pick(random, team.members);
  const context: Context = { ground, team, random, owner, steps: [] };
  const outcome = outcomeOf(context, slot);
  const worked = workedIn(context, slot, outcome);
  const path = carried(context, slot, outcome);
  const created = createdFor(
    random,
    slot,
    path[0] === undefined ? worked : { start: Math.min(path[0].start, now), end: now },
    now,
  );
  const due = dueOf(context, slot);
  const planned = path[0]?.start ?? worked.start;
  const isSelected = slot.kind === 'selected' && team.statuses.next !== undefined;
  let initial: State = { status: team.statuses.open, priorityId: pick(random, PRIORITIES), sprints: [], versions: [] };
  const release = slot.kind === 'backlog' ? undefined : slot.kind === 'sprint' ? slot.sprint.end : worked.end;
  initial = addRefinement(context, initial, created, Math.min(planned, now - DAY_MS), release);
  if (outcome === 'open' && slot.kind !== 'backlog' && chance(random, 0.8)) initial = { ...initial, assignee: owner };
  if (due !== undefined) initial = { ...initial, due };
  if (isSelected && outcome === 'open')
    add(context, worked.end, { status: team.statuses.next ?? team.statuses.open }, team.lead);
  addWaiting(context, created, Math.min(planned, now - DAY_MS));
  addSprintSteps(context, path, created);
  addProgress(
    context,
    path.length > 1 ? Math.max(created, Math.min(path[0]?.start ?? worked.start, worked.start)) : worked.start,
    worked.end,
    outcome,
  );
  const isRunning = slot.kind === 'sprint' && slot.sprint.start < now && slot.sprint.end >= now;
  if ((isRunning || slot.kind === 'wip') && (outcome === 'started' || outcome === 'review') && chance(random, 0.16)) {
    add(context, now - between(random, 2, 40) * HOUR_MS, { flagged: true });
  }
  return { created, initial, steps: settleSteps(created, context.steps, now), span: spanOf(slot, due) };
};
