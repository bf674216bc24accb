import type { BackfillState } from '../../core/backfill/state.ts';
import type { ProjectId, WorkItemId } from '../../core/ids.ts';
import type { DirectoryRow } from '../entry/directory-block.ts';
import type { Job } from '../job.ts';
import type { Reading } from '../reading/reading.ts';

/** What the pieces of one step share; it dies with the step. */
export interface Desk {
  /** As the step's turn was taken, before anything else was read. */
  readonly claimed: BackfillState;
  readonly job: Job;
  readonly reading: Reading;
  /** Ids of the projects that are found by search, in their order. */
  readonly found: Map<ProjectId, readonly WorkItemId[]>;
  /** What the index held when the first project of the step was closed. */
  held?: ReadonlyMap<ProjectId, readonly DirectoryRow[]>;
}
