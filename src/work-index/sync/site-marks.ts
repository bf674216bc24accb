import type { EpochMs } from '../../core/ids.ts';
import { readShards, type Shard, type SiteMark } from '../../storage/index-marks.ts';
import { removeTaken } from './shards.ts';
import { isForConsumer } from './take.ts';

/** Marks that the schedule works off, `search` and `project:...`, with the instants that `forgetSiteMarks` knows them by. */
export const listSiteMarks = (shards: readonly Shard[]): ReadonlyMap<SiteMark, EpochMs> =>
  new Map(shards.flatMap(({ site }) => [...site]).filter(([what]) => !isForConsumer(what)));

/** Takes these marks away once their work is done; those that were set again meanwhile stay. */
export const forgetSiteMarks = async (done: ReadonlyMap<SiteMark, EpochMs>): Promise<void> =>
  removeTaken(await readShards(), { ids: new Map(), farIds: new Map(), site: done });
