import type { Status } from '../../jira/entities.ts';
import type { Random } from '../../random.ts';
import { seededRandom, seedOf } from '../../random.ts';
import { DAY_MS, PERIOD_MS, toMs, weekdayOf } from './calendar.ts';
import { between, chance, pick } from './chance.ts';
import type { Draft, State, Step } from './draft.ts';
import { finalState, settleSteps } from './draft.ts';
import type { Ground } from './ground.ts';
import { resolutionNamed } from './ground.ts';
import type { TeamPlace } from './projects.ts';

const groupByEpic = (random: Random, items: readonly Draft[], count: number): Draft[][] => {
  const groups: Draft[][] = Array.from({ length: count }, () => []);
  items.forEach((item, i) => {
    if (chance(random, 0.08)) return;
    const shift = chance(random, 0.15) ? between(random, -1, 1) : 0;
    const at = Math.min(count - 1, Math.max(0, Math.floor((i * count) / items.length) + shift));
    groups[at]?.push(item);
  });
  return groups;
};

/** The plain names go to the epics around today; on large sites earlier ones are earlier steps of the same. */
const nameOf = (team: TeamPlace, index: number, count: number): string => {
  const { epics } = team.archetype.domain;
  const fromEnd = count - 1 - index;
  const name = epics[fromEnd % epics.length] ?? team.archetype.domain.area;
  const round = Math.floor(fromEnd / epics.length);
  return `${name}${team.segment}${round === 0 ? '' : `, step ${round}`}`;
};

const changesOf = (items: readonly Draft[], category: Status['category']): number[] =>
  items.flatMap((item) =>
    item.steps.filter((step) => step.change.status?.category === category).map((step) => step.at),
  );

const stepsOf = (ground: Ground, team: TeamPlace, children: readonly Draft[]): Step[] => {
  const steps: Step[] = [];
  const started = changesOf(children, 'indeterminate').reduce((a, b) => Math.min(a, b), Infinity);
  const { statuses, lead } = team;
  if (started < Infinity) steps.push({ at: started + 60_000, by: lead, change: { status: statuses.started } });
  const isDone = children.length > 0 && children.every((child) => finalState(child).status.category === 'done');
  if (!isDone) return steps;
  const done = changesOf(children, 'done').reduce((a, b) => Math.max(a, b), 0);
  const resolution = resolutionNamed(ground.store, 'Done');
  return [...steps, { at: done + 4 * 3_600_000, by: lead, change: { status: statuses.done, resolution } }];
};

const limits = (children: readonly Draft[]): { start: number; end: number } | undefined => {
  const spans = children.flatMap((child) => child.span ?? []);
  if (spans.length === 0) return undefined;
  return {
    start: Math.min(...spans.map((span) => span.start)),
    end: Math.max(...spans.map((span) => span.end)),
  };
};

const draftEpic = (
  ground: Ground,
  team: TeamPlace,
  children: readonly Draft[],
  name: string,
  random: Random,
): Draft => {
  const { now, periodStart } = ground.timeline;
  const limit = limits(children);
  const end = limit?.end ?? periodStart + PERIOD_MS + between(random, 5, 60) * DAY_MS;
  const due = limit === undefined ? undefined : weekdayOf(chance(random, 0.2) ? end - 21 * DAY_MS : end);
  const first = Math.min(now - 12 * DAY_MS, ...children.map((child) => child.created));
  const created = first - between(random, 3, 25) * DAY_MS;
  const versions = end > periodStart + 2 * PERIOD_MS ? [] : [ground.versionOf(team.project.id, end)];
  const steps = stepsOf(ground, team, children);
  let initial: State = {
    status: team.statuses.open,
    priorityId: pick(random, ['2', '3', '3', '3']),
    sprints: [],
    versions,
  };
  if (due !== undefined && chance(random, 0.3)) {
    initial = { ...initial, due: weekdayOf(toMs(due) - 14 * DAY_MS) };
    steps.push({ at: Math.min(now - 2 * DAY_MS, created + 30 * DAY_MS), by: team.lead, change: { due } });
  } else initial = { ...initial, due };
  if (team.archetype.unit === 'points' && chance(random, 0.25))
    initial = { ...initial, estimate: between(random, 3, 9) * 5 };
  return {
    type: 'Epic',
    team,
    projectId: team.project.id,
    summary: name,
    reporter: ground.people.named.productManager,
    initial: { ...initial, assignee: team.lead },
    span: limit,
    order: limit?.start ?? now + 200 * DAY_MS,
    created,
    steps: settleSteps(created, steps, now),
    ...(limit === undefined ? {} : { startDate: weekdayOf(limit.start) }),
    labels: [],
    componentIds: team.archetype.scope === 'board' ? [pick(random, team.components).id] : [],
    id: '',
    key: '',
  };
};

const adopt = (ground: Ground, child: Draft, epic: Draft, random: Random): void => {
  child.parent = epic;
  if (chance(random, ground.plan.lean ? 0.7 : 0.2)) return;
  const until = child.steps[0]?.at ?? ground.timeline.now;
  child.steps.push({
    at: child.created + (until - child.created) * random(),
    by: child.reporter,
    change: {},
    note: 'parent',
  });
};

/** One team's epics over its base items, each a stretch of time; children get their parent. */
export const draftEpics = (ground: Ground, team: TeamPlace, items: readonly Draft[], count: number): Draft[] => {
  const random = seededRandom(seedOf(`epics/${team.name}`));
  return groupByEpic(random, items, count).map((children, i) => {
    const epic = draftEpic(ground, team, children, nameOf(team, i, count), random);
    for (const child of children) adopt(ground, child, epic, random);
    return epic;
  });
};

const joins = (draft: Draft | undefined): boolean =>
  draft?.team?.archetype.isPrivate !== true && draft?.team?.archetype.style === undefined;

/** Some stories sit under another team's epic: contributions. Confidential and team-managed projects keep to themselves. */
export const shareContributions = (
  teams: readonly (readonly Draft[])[],
  epics: readonly (readonly Draft[])[],
): void => {
  const random = seededRandom(seedOf('contributions'));
  teams.forEach((items, i) => {
    const others = epics
      .slice(Math.max(0, i - 4), i + 5)
      .filter((list, j) => Math.max(0, i - 4) + j !== i && joins(list[0]));
    if (!joins(items[0]) || others.length === 0) return;
    items.forEach((item, n) => {
      if (!chance(random, 0.05)) return;
      const list = pick(random, others);
      const epic = list[Math.floor((n * list.length) / items.length)];
      if (epic === undefined) return;
      item.parent = epic;
      if (epic.created > item.created) epic.created = item.created - DAY_MS;
    });
  });
};
