import { seededRandom, seedOf } from '../../random.ts';
import { toDocument } from '../issue-adders.ts';
import { DESCRIPTIONS, LABELS, phraseOf } from '../words/phrases.ts';
import { DAY_MS } from './calendar.ts';
import { chance, pick } from './chance.ts';
import type { Draft, DraftType } from './draft.ts';
import type { Ground } from './ground.ts';
import { liveThrough } from './lives.ts';
import type { TeamPlace } from './projects.ts';
import { listSlots } from './slots.ts';
import type { Slot } from './slots.ts';

const DOCUMENTS = DESCRIPTIONS.map(toDocument);

/** Where a slot lies in time, for ranks and for grouping into epics. */
const instantOf = (slot: Slot, now: number): number => {
  switch (slot.kind) {
    case 'sprint':
      return slot.sprint.start;
    case 'left':
      return now + 20 * DAY_MS;
    case 'loose':
      return slot.at;
    case 'wip':
      return now;
    case 'selected':
      return now + 10 * DAY_MS;
    case 'backlog':
      return now + 200 * DAY_MS;
  }
};

/** Names for one team: hand-written ones first, around today; generated ones for the rest. None comes twice. */
const namer = (team: TeamPlace): ((type: 'Story' | 'Task' | 'Bug') => string) => {
  const { stories, bugs, subjects } = team.archetype.domain;
  const written = { Story: [...stories], Task: [] as string[], Bug: [...bugs] };
  const next = { Story: 0, Task: 0, Bug: 0 };
  return (type) => `${written[type].shift() ?? phraseOf(type, subjects, next[type]++, team.index)}${team.segment}`;
};

/** The order in which work gets the hand-written names: the nearer to today the earlier. */
const byNearness = (slots: readonly Slot[], now: number): number[] =>
  slots.map((_, i) => i).sort((a, b) => distance(slots[a], now) - distance(slots[b], now) || a - b);
const distance = (slot: Slot | undefined, now: number): number =>
  slot === undefined ? 0 : Math.abs(instantOf(slot, now) - now - 14 * DAY_MS);

/** Nobody plans bugs for weeks ahead. */
const typeFor = (random: () => number, isAhead: boolean): 'Story' | 'Task' | 'Bug' => {
  const value = random() * (isAhead ? 0.84 : 1);
  return value < 0.6 ? 'Story' : value < 0.82 ? 'Task' : 'Bug';
};

/** One team's stories, tasks and bugs, in the order of time. */
export const draftBaseItems = (ground: Ground, team: TeamPlace, count: number): Draft[] => {
  const { now } = ground.timeline;
  const random = seededRandom(seedOf(`base/${team.name}`));
  const slots = listSlots(ground, team, count).sort((a, b) => instantOf(a, now) - instantOf(b, now));
  const types = slots.map((slot) => typeFor(random, instantOf(slot, now) > now + 14 * DAY_MS));
  const nameOf = namer(team);
  const summaries: string[] = [];
  for (const i of byNearness(slots, now)) summaries[i] = nameOf(types[i] ?? 'Story');
  return slots.map((slot, i): Draft => {
    const type: DraftType = types[i] ?? 'Story';
    const life = liveThrough(ground, team, slot, random);
    const reporter = chance(random, 0.3) ? team.lead : pick(random, team.members);
    const { plan } = ground;
    return {
      type,
      team,
      projectId: team.project.id,
      summary: summaries[i] ?? '',
      reporter,
      ...life,
      order: instantOf(slot, now) + random() * DAY_MS,
      labels: chance(random, 0.22) ? [pick(random, LABELS)] : [],
      componentIds: team.archetype.scope === 'board' || chance(random, 0.6) ? [pick(random, team.components).id] : [],
      ...(plan.lean || chance(random, 0.5) ? {} : { description: pick(random, DOCUMENTS) }),
      ...securityOf(ground, team, random()),
      id: '',
      key: '',
    };
  });
};

/** Some of the fraud team's work is for its members, a little for named people only. */
const securityOf = (ground: Ground, team: TeamPlace, value: number): { securityLevelId?: string } => {
  if (team.archetype.unit !== 'hours' || value > 0.12) return {};
  return { securityLevelId: value < 0.04 ? ground.schemes.legalLevelId : ground.schemes.fraudLevelId };
};
