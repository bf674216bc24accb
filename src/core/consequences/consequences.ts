import type { HealthState } from '../dependency/dependency.ts';
import type { SprintId, TeamId, WorkItemId } from '../ids.ts';
import type { FeatureMismatch } from '../placement/placement.ts';
import { NO_LOAD, type Load } from '../rollup/load.ts';
import type { Dependency } from '../dependency/dependency.ts';

/** How much a team can do in a sprint, in its unit; undefined where nobody has said. */
export type CapacityOf = (teamId: TeamId, sprintId: SprintId) => number | undefined;
export const NO_CAPACITY: CapacityOf = () => undefined;

/** A dependency before and after; absent where it is none there (both ends in one team). */
export interface DependencyChange {
  readonly providerId: WorkItemId;
  readonly consumerId: WorkItemId;
  readonly before?: Dependency;
  readonly after?: Dependency;
}
export interface LoadChange {
  readonly teamId: TeamId;
  readonly sprintId: SprintId;
  readonly before: Load;
  readonly after: Load;
  readonly capacity?: number;
  /** After, in the team's unit: above 0 too much, below 0 room; absent without a capacity. */
  readonly over?: number;
}
/** Of a feature: how far its children end from its due day, before and after; absent where they fit. */
export interface MismatchChange {
  readonly itemId: WorkItemId;
  readonly before?: FeatureMismatch;
  readonly after?: FeatureMismatch;
}
/** What moves change beyond the items that move. Lists are in order of ids. */
export interface Consequences {
  /** In danger after (broken, deadlocked), and not before. */
  readonly breaks: readonly DependencyChange[];
  /** In danger before, and not after. */
  readonly heals: readonly DependencyChange[];
  /** Tight after, and neither tight nor in danger before. */
  readonly tightens: readonly DependencyChange[];
  /** All whose state or dates change, the above included. */
  readonly dependencies: readonly DependencyChange[];
  readonly loads: readonly LoadChange[];
  readonly mismatches: readonly MismatchChange[];
}

/** What consequences are told from: a plan's dependencies, sprint loads and features, all of them or those that may differ. */
export interface Facts {
  /** By `provider>consumer`. */
  readonly dependencies: ReadonlyMap<string, Dependency>;
  /** By `cellKey`. */
  readonly loads: ReadonlyMap<string, { readonly teamId: TeamId; readonly sprintId: SprintId; readonly load: Load }>;
  readonly mismatches: ReadonlyMap<WorkItemId, FeatureMismatch>;
}
export const cellKey = (teamId: TeamId, sprintId: SprintId): string => `${teamId}\n${sprintId}`;
export const pairKey = (pair: { readonly providerId: WorkItemId; readonly consumerId: WorkItemId }): string =>
  `${pair.providerId}>${pair.consumerId}`;

const DANGER: ReadonlySet<HealthState | undefined> = new Set(['broken', 'deadlocked']);
const was = ({ before }: DependencyChange): HealthState | undefined => before?.health.state;
const is = ({ after }: DependencyChange): HealthState | undefined => after?.health.state;

/** Members of plain data are put together in one order, so equal data is equal text. */
const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const keysOf = (a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): readonly string[] =>
  [...new Set([...a.keys(), ...b.keys()])].sort();

const compareDependencies = (before: Facts, after: Facts): readonly DependencyChange[] =>
  keysOf(before.dependencies, after.dependencies).flatMap((key): readonly DependencyChange[] => {
    const [from, to] = [before.dependencies.get(key), after.dependencies.get(key)];
    const one = to ?? from;
    if (one === undefined || isSame(from, to)) return [];
    const { providerId, consumerId } = one;
    return [
      {
        providerId,
        consumerId,
        ...(from === undefined ? {} : { before: from }),
        ...(to === undefined ? {} : { after: to }),
      },
    ];
  });

/** Sums of estimates carry the noise of their order. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6;

const compareLoads = (before: Facts, after: Facts, capacityOf: CapacityOf): readonly LoadChange[] =>
  keysOf(before.loads, after.loads).flatMap((key): readonly LoadChange[] => {
    const one = after.loads.get(key) ?? before.loads.get(key);
    const [from, to] = [before.loads.get(key)?.load ?? NO_LOAD, after.loads.get(key)?.load ?? NO_LOAD];
    if (one === undefined || isSame(from, to)) return [];
    const { teamId, sprintId } = one;
    const capacity = capacityOf(teamId, sprintId);
    const against = capacity === undefined ? {} : { capacity, over: round(to.planned - capacity) };
    return [{ teamId, sprintId, before: from, after: to, ...against }];
  });

const compareMismatches = (before: Facts, after: Facts): readonly MismatchChange[] =>
  keysOf(before.mismatches, after.mismatches).flatMap((itemId): readonly MismatchChange[] => {
    const [from, to] = [before.mismatches.get(itemId), after.mismatches.get(itemId)];
    if (isSame(from, to)) return [];
    return [{ itemId, ...(from === undefined ? {} : { before: from }), ...(to === undefined ? {} : { after: to }) }];
  });

/** What differs between two plans, from facts about the same things. */
export const compareFacts = (before: Facts, after: Facts, capacityOf: CapacityOf): Consequences => {
  const dependencies = compareDependencies(before, after);
  return {
    dependencies,
    breaks: dependencies.filter((one) => DANGER.has(is(one)) && !DANGER.has(was(one))),
    heals: dependencies.filter((one) => DANGER.has(was(one)) && !DANGER.has(is(one))),
    tightens: dependencies.filter((one) => is(one) === 'tight' && was(one) !== 'tight' && !DANGER.has(was(one))),
    loads: compareLoads(before, after, capacityOf),
    mismatches: compareMismatches(before, after),
  };
};
