import { apportion } from './chance.ts';
import { DAY_MS, PERIOD_MS } from './calendar.ts';
import type { Ground } from './ground.ts';
import type { TeamPlace } from './projects.ts';
import type { TeamSprint } from './sprints.ts';

/** Where a piece of work belongs in a team's time. */
export type Slot =
  | { readonly kind: 'sprint'; readonly sprint: TeamSprint; readonly k: number }
  /** Left a closed sprint unfinished and is in none now. */
  | { readonly kind: 'left'; readonly sprint: TeamSprint; readonly k: number }
  /** Done without ever being in a sprint (all of a kanban team's done work). */
  | { readonly kind: 'loose'; readonly at: number }
  | { readonly kind: 'wip' }
  | { readonly kind: 'selected' }
  | { readonly kind: 'backlog' };

type Weighted = readonly [weight: number, slot: Slot];

const sprintSlots = (ground: Ground, sprints: readonly TeamSprint[], weeks: number): Weighted[] => {
  const { now, periodStart } = ground.timeline;
  const next = periodStart + PERIOD_MS;
  return sprints.map((sprint, k) => {
    const weight = sprint.end < now ? 1 : sprint.start < now ? 1.4 : sprint.start < next ? 0.95 : 0.5;
    return [(weight * weeks) / 2, { kind: 'sprint', sprint, k }];
  });
};

const looseSlots = (ground: Ground, from: number, count: number, weight: number): Weighted[] => {
  const step = (ground.timeline.now - DAY_MS - from) / count;
  return Array.from({ length: count }, (_, i) => [weight / count, { kind: 'loose', at: from + (i + 0.5) * step }]);
};

const leftSlots = (ground: Ground, sprints: readonly TeamSprint[]): Weighted[] => {
  const closed = sprints.map((sprint, k) => ({ sprint, k })).filter(({ sprint }) => sprint.end < ground.timeline.now);
  return closed.slice(-4).map(({ sprint, k }) => [0.12, { kind: 'left', sprint, k }]);
};

const weightsOf = (ground: Ground, team: TeamPlace): Weighted[] => {
  const { periodStart } = ground.timeline;
  const cadence = team.archetype.cadence;
  if (cadence === undefined) {
    const past = ground.plan.pastSprints * 14 * DAY_MS;
    return [
      ...looseSlots(ground, periodStart - past, 60, ground.plan.pastSprints + 2),
      [1.2, { kind: 'wip' }],
      [2.4, { kind: 'selected' }],
      [1.8, { kind: 'backlog' }],
    ];
  }
  const sprints = ground.sprints[team.index] ?? [];
  return [
    ...sprintSlots(ground, sprints, cadence.weeks),
    ...leftSlots(ground, sprints),
    ...looseSlots(ground, periodStart - PERIOD_MS, 8, 0.6),
    [0.3, { kind: 'wip' }],
    [1.6, { kind: 'backlog' }],
  ];
};

/** As many slots as a team has base items, in the order of time: past sprints first, the backlog last. */
export const listSlots = (ground: Ground, team: TeamPlace, count: number): Slot[] => {
  const weighted = weightsOf(ground, team);
  const shares = apportion(
    count,
    weighted.map(([weight]) => weight),
  );
  return weighted.flatMap(([, slot], i) => Array.from({ length: shares[i] ?? 0 }, () => slot));
};
