import type { IsoDay, LinkTypeId, TeamId, WorkItemId } from '../ids.ts';

export type HealthState =
  'moot' | 'delivered' | 'broken' | 'deadlocked' | 'unplanned' | 'tight' | 'notPlannedYet' | 'onTrack';
export type Tone = 'good' | 'neutral' | 'warning' | 'danger';
export interface Health {
  readonly state: HealthState;
  readonly tone: Tone;
  /** Why, ending with who does what next. */
  readonly sentence: string;
}
/** A provider delivers to a consumer of another team; every link between the two is evidence of one dependency. */
export interface DependencyPair {
  readonly providerId: WorkItemId;
  readonly consumerId: WorkItemId;
  readonly providerTeamId: TeamId;
  readonly consumerTeamId: TeamId;
  readonly linkTypeIds: readonly LinkTypeId[];
  readonly linkIds: readonly string[];
}
export interface Dependency extends DependencyPair {
  readonly health: Health;
  /** The provider's sprint end or due day, never before today while undelivered. */
  readonly expected?: IsoDay;
  /** Start of the consumer's sprint, or its due day. */
  readonly neededBy?: IsoDay;
}
/** Between two features: the visible pairs below, with the worst of their states. */
export interface FeatureDependency {
  readonly providerId: WorkItemId;
  readonly consumerId: WorkItemId;
  readonly count: number;
  readonly worst: HealthState;
  readonly tone: Tone;
}
