import type { DaySpan } from '../day/day.ts';
import type { DependencySide } from '../health/health-input.ts';
import { datesOf, healthOf, isDelivered, TONES, worstOf } from '../health/health.ts';
import type { IsoDay, TeamId, WorkItemId } from '../ids.ts';
import type { Spot } from '../placement/place-item.ts';
import type { BoardTeam } from '../team/team.ts';
import type { Tree, TreeView } from '../work-item/tree.ts';
import { isDone } from '../work-item/work-item.ts';
import { findCircles } from './cycles.ts';
import type { Dependency, DependencyPair, FeatureDependency, HealthState } from './dependency.ts';

export interface JudgeInput {
  readonly tree: Pick<TreeView, 'items'>;
  readonly spots: Pick<ReadonlyMap<WorkItemId, Spot>, 'get'>;
  readonly teams: ReadonlyMap<TeamId, BoardTeam>;
  readonly today: IsoDay;
  readonly period: DaySpan;
}
const NOWHERE: Spot = { kind: 'none', reason: { kind: 'noDateNoSprint' } };

const isOpenPair = ({ providerId, consumerId }: DependencyPair, { tree }: JudgeInput): boolean => {
  const [provider, consumer] = [tree.items.get(providerId), tree.items.get(consumerId)];
  return provider !== undefined && consumer !== undefined && !isDelivered(provider) && !isDone(consumer);
};

/** The circles that open work waits in, among these pairs. */
export const findOpenCircles = (pairs: readonly DependencyPair[], input: JudgeInput): Circles =>
  findCircles(pairs.filter((pair) => isOpenPair(pair, input)));
export type Circles = ReturnType<typeof findCircles>;

/** One pair with its health and dates; undefined with an end that is not visible. */
export const judgeDependency = (pair: DependencyPair, circles: Circles, input: JudgeInput): Dependency | undefined => {
  const sideOf = (id: WorkItemId, teamId: TeamId): DependencySide | undefined => {
    const item = input.tree.items.get(id);
    if (item === undefined) return undefined;
    return { item, spot: input.spots.get(id) ?? NOWHERE, teamName: input.teams.get(teamId)?.name ?? teamId };
  };
  const provider = sideOf(pair.providerId, pair.providerTeamId);
  const consumer = sideOf(pair.consumerId, pair.consumerTeamId);
  if (provider === undefined || consumer === undefined) return undefined;
  const circle = circles.get(pair.providerId);
  const inCircle = circle !== undefined && circle === circles.get(pair.consumerId);
  const health = { provider, consumer, inCircle, today: input.today, period: input.period };
  const { expected, neededBy } = datesOf(health);
  return {
    ...pair,
    health: healthOf(health),
    ...(expected === undefined ? {} : { expected }),
    ...(neededBy === undefined ? {} : { neededBy }),
  };
};

/** Each pair with its health and dates; a pair with an end that is not visible is left out. */
export const judgeDependencies = (pairs: readonly DependencyPair[], input: JudgeInput): readonly Dependency[] => {
  const circles = findOpenCircles(pairs, input);
  return pairs.flatMap((pair) => judgeDependency(pair, circles, input) ?? []);
};

/** Dependencies between features: the pairs below and between them, with the worst state. */
export const joinByFeature = (dependencies: readonly Dependency[], tree: Tree): readonly FeatureDependency[] => {
  const featureOf = (id: WorkItemId): WorkItemId | undefined => {
    const item = tree.items.get(id);
    if (item === undefined) return undefined;
    return item.type.level >= 1 ? id : tree.ancestorsOf(item).find((ancestor) => ancestor.type.level >= 1)?.id;
  };
  const groups = new Map<string, { providerId: WorkItemId; consumerId: WorkItemId; states: HealthState[] }>();
  for (const dependency of dependencies) {
    const [providerId, consumerId] = [featureOf(dependency.providerId), featureOf(dependency.consumerId)];
    if (providerId === undefined || consumerId === undefined || providerId === consumerId) continue;
    const key = `${providerId}>${consumerId}`;
    const group = groups.get(key) ?? { providerId, consumerId, states: [] };
    group.states.push(dependency.health.state);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ providerId, consumerId, states }) => {
    const worst = worstOf(states) ?? 'moot';
    return { providerId, consumerId, count: states.length, worst, tone: TONES[worst] };
  });
};
