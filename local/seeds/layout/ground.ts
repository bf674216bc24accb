import type { Resolution } from '../../jira/entities.ts';
import type { Store } from '../../jira/store.ts';
import type { Timeline } from './calendar.ts';
import type { People } from './people.ts';
import type { Plan } from './plan.ts';
import type { Schemes, TeamPlace } from './projects.ts';
import type { TeamSprint, VersionOf } from './sprints.ts';

/** What every part of a seed builds on. */
export interface Ground {
  readonly store: Store;
  readonly plan: Plan;
  readonly timeline: Timeline;
  readonly people: People;
  readonly schemes: Schemes;
  readonly teams: readonly TeamPlace[];
  /** By team index. */
  readonly sprints: readonly (readonly TeamSprint[])[];
  readonly versionOf: VersionOf;
}

/** A resolution of the fresh site by its name. */
export const resolutionNamed = (store: Store, name: string): Resolution => {
  for (const resolution of store.resolutions.values()) if (resolution.name === name) return resolution;
  throw new Error(`no resolution ${name}`);
};
