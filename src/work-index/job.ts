import type { EpochMs } from '../core/ids.ts';
import type { JiraClient } from '../jira/client.ts';
import type { Meter } from '../jira/meter.ts';

/** What work that no viewer waits for has in one invocation; made by `src/background`, dies with the invocation. */
export interface Job {
  /** Jira as the app, behind the pages' requests; what it costs is counted by `meter`. */
  readonly app: JiraClient;
  readonly meter: Meter;
  /** What the calls may cost, by the dearest reading; infinite where nothing bounds them. */
  readonly points: number;
  /** When the invocation began. */
  readonly now: EpochMs;
  /** Milliseconds that this invocation still has. */
  readonly remainingMs: () => number;
}
