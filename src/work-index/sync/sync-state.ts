import type { EpochMs } from '../../core/ids.ts';
import { countMarks } from './marks.ts';
import { readTogether } from '../../storage/together.ts';
import { readShards, type Shard } from '../../storage/index-marks.ts';
import { readSyncHead, type SyncRun } from '../../storage/sync-head.ts';

/** How freshness by events fares: counts and instants only. */
export interface SyncState {
  /** Events that came, by kind (`updated:issue`), since the app was installed. */
  readonly seen: Readonly<Record<string, number>>;
  /** Marks that nobody has read yet, and since when the oldest waits. */
  readonly waiting: number;
  readonly oldest: EpochMs | undefined;
  readonly lastRun: SyncRun | undefined;
  /** What went wrong, by kind. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Events of Jira that came since the beginning, of all kinds. */
export const countEvents = (shards: readonly Shard[]): number =>
  shards.reduce((sum, { seen }) => [...seen.values()].reduce((all, count) => all + count, sum), 0);

/** One round trip. */
export const readSyncState = async (): Promise<SyncState> => {
  const [shards, { lastRun, errors }] = await readTogether(() => Promise.all([readShards(), readSyncHead()]));
  const seen: Record<string, number> = {};
  for (const shard of shards) for (const [kind, count] of shard.seen) seen[kind] = (seen[kind] ?? 0) + count;
  return { seen, ...countMarks(shards), lastRun, errors };
};
