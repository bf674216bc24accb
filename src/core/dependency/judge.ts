import type { DaySpan } from '../day/day.ts';
import type { DependencySide } from '../health/health-input.ts';
import { datesOf, healthOf, isDelivered, TONES, worstOf } from '../health/health.ts';
import type { IsoDay, TeamId, WorkItemId } from '../ids.ts';
import type { Spot } from '../placement/place-item.ts';
import type { BoardTeam } from '../team/team.ts';
import type { Tree } from '../work-item/tree.ts';
import { isDone } from '../work-item/work-item.ts';
import { findCircles } from './cycles.ts';
import type { Dependency, DependencyPair, FeatureDependency, HealthState } from './dependency.ts';

export interface JudgeInput {
  readonly tree: Tree;
  readonly spots: ReadonlyMap<WorkItemId, Spot>;
  readonly teams: readonly BoardTeam[];
  readonly today: IsoDay;
  readonly period: DaySpan;
}
const NOWHERE: Spot = { kind: 'none', reason: { kind: 'noDateNoSprint' } };

/** Each pair with its health and dates; a pair with an end that is not visible is left out. */
export const judgeDependencies = (pairs: readonly DependencyPair[], input: JudgeInput): readonly Dependency[] => {
  const names = new Map(input.teams.map((team) => [team.id, team.name]));
  const sideOf = (id: WorkItemId, teamId: TeamId): DependencySide | undefined => {
    const item = input.tree.items.get(id);
    if (item === undefined) return undefined;
    return { item, spot: input.spots.get(id) ?? NOWHERE, teamName: names.get(teamId) ?? teamId };
  };
  const open = pairs.filter(({ providerId, consumerId }) => {
    const [provider, consumer] = [input.tree.items.get(providerId), input.tree.items.get(consumerId)];
    return provider !== undefined && consumer !== undefined && !isDelivered(provider) && !isDone(consumer);
  });
  const circles = findCircles(open);
  return pairs.flatMap((pair) => {
    const provider = sideOf(pair.providerId, pair.providerTeamId);
    const consumer = sideOf(pair.consumerId, pair.consumerTeamId);
    if (provider === undefined || consumer === undefined) return [];
    const circle = circles.get(pair.providerId);
    const inCircle = circle !== undefined && circle === circles.get(pair.consumerId);
    const health = { provider, consumer, inCircle, today: input.today, period: input.period };
    const { expected, neededBy } = datesOf(health);
    return [
      {
        ...pair,
        health: healthOf(health),
        ...(expected === undefined ? {} : { expected }),
        ...(neededBy === undefined ? {} : { neededBy }),
      },
    ];
  });
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
