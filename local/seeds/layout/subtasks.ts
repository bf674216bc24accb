import type { Random } from '../../random.ts';
import { seededRandom, seedOf } from '../../random.ts';
import { SUBTASKS } from '../words/phrases.ts';
import { HOUR_MS } from './calendar.ts';
import { between, chance, pick } from './chance.ts';
import type { Draft, Step } from './draft.ts';
import { finalState, settleSteps } from './draft.ts';
import type { Ground } from './ground.ts';
import { resolutionNamed } from './ground.ts';
import type { TeamPlace } from './projects.ts';

const stepsFor = (ground: Ground, team: TeamPlace, parent: Draft, random: Random): Step[] => {
  const category = finalState(parent).status.category;
  if (category === 'new') return [];
  const started = parent.steps.find((step) => step.change.status?.category === 'indeterminate')?.at;
  const last = parent.steps.at(-1)?.at ?? parent.created;
  const start = (started ?? last) + between(random, 1, 20) * HOUR_MS;
  const by = pick(random, team.members);
  const begin: Step = { at: Math.min(start, last), by, change: { status: team.statuses.started, assignee: by } };
  if (category === 'indeterminate' && chance(random, 0.3)) return [];
  if (category === 'indeterminate' && chance(random, 0.5)) return [begin];
  const resolution = resolutionNamed(ground.store, 'Done');
  return [begin, { at: last - HOUR_MS, by, change: { status: team.statuses.done, resolution } }];
};

const draftSubtask = (ground: Ground, team: TeamPlace, parent: Draft, summary: string, random: Random): Draft => ({
  type: 'Sub-task',
  team,
  projectId: parent.projectId,
  summary,
  reporter: parent.reporter,
  // Sub-tasks follow their parent's sprint; nobody plans them, so no history tells of it.
  initial: {
    status: team.statuses.open,
    priorityId: '3',
    sprints: finalState(parent).sprints,
    versions: [],
  },
  span: parent.span,
  order: parent.order + 1,
  created: parent.created + between(random, 1, 30) * HOUR_MS,
  steps: stepsFor(ground, team, parent, random),
  parent,
  labels: [],
  componentIds: parent.componentIds,
  ...(parent.securityLevelId === undefined ? {} : { securityLevelId: parent.securityLevelId }),
  id: '',
  key: '',
});

/** Sub-tasks under a team's work nearest to today, up to three each. */
export const draftSubtasks = (ground: Ground, team: TeamPlace, items: readonly Draft[], count: number): Draft[] => {
  const random = seededRandom(seedOf(`subtasks/${team.name}`));
  const { now } = ground.timeline;
  const near = [...items].sort((a, b) => Math.abs(a.order - now) - Math.abs(b.order - now));
  const drafts: Draft[] = [];
  for (let i = 0; drafts.length < count; i++) {
    const parent = near[(i * 2) % near.length] ?? near[0];
    if (parent === undefined) return drafts;
    const first = between(random, 0, SUBTASKS.length - 1);
    const wanted = Math.min(between(random, 2, 3), count - drafts.length);
    for (let n = 0; n < wanted; n++) {
      const summary = SUBTASKS[(first + n * 3) % SUBTASKS.length] ?? 'Follow-up';
      const draft = draftSubtask(ground, team, parent, summary, random);
      drafts.push({ ...draft, steps: settleSteps(draft.created, draft.steps, now) });
    }
  }
  return drafts;
};
