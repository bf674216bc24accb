import { progressOf, type Progress } from '../../core/backfill/progress.ts';
import type { EpochMs, ProjectId } from '../../core/ids.ts';
import type { Heads } from './heads.ts';

/** What is still going on behind a view, from what its viewer may see. */
export interface ViewNotices {
  readonly indexing?: Progress;
  readonly pausedUntil?: EpochMs;
  readonly selfTest?: 'differ';
}

/** `projectIds`: those of the program that the viewer may browse. */
export const noticesOf = (
  { door, pause, progress, rest }: Heads,
  projectIds: readonly ProjectId[],
  now: EpochMs,
): ViewNotices => {
  const indexing = progressOf(progress, rest, { projectIds, plainIds: door.plainProjects(projectIds), now });
  return {
    ...(indexing === undefined ? {} : { indexing }),
    ...(pause === undefined ? {} : { pausedUntil: pause.until }),
    ...(door.selfTest()?.outcome === 'differ' ? { selfTest: 'differ' } : {}),
  };
};
