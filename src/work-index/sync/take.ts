import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import type { Shard, SiteMark } from '../../storage/index-marks.ts';
import type { Taken } from './marks.ts';

type Marks<Key> = ReadonlyMap<Key, EpochMs>;

const merge = <Key>(marks: readonly Marks<Key>[]): Marks<Key> => new Map(marks.flatMap((some) => [...some]));
const oldest = (marks: Marks<WorkItemId>, limit: number): Marks<WorkItemId> =>
  marks.size <= limit ? marks : new Map([...marks].sort(([, a], [, b]) => a - b).slice(0, Math.max(0, limit)));

/** Whether the consumer of marks does it; a search or a project's reconciliation is for the schedule. */
export const isForConsumer = (what: SiteMark): boolean => what !== 'search' && !what.startsWith('project:');

/** What a run takes of all shards: at most `limit` items, the oldest first, those of indexed projects before others. */
export const takeMarks = (shards: readonly Shard[], limit: number): Taken & { readonly isAll: boolean } => {
  const all = merge(shards.map(({ ids }) => ids));
  const allFar = merge(shards.map(({ farIds }) => farIds));
  const ids = oldest(all, limit);
  const farIds = oldest(allFar, limit - ids.size);
  const site = new Map([...merge(shards.map((shard) => shard.site))].filter(([what]) => isForConsumer(what)));
  return { ids, farIds, site, isAll: ids.size + farIds.size === all.size + allFar.size };
};
