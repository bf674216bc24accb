import type { EpochMs } from '../../core/ids.ts';
import type { SiteMark } from '../../storage/index-marks.ts';
import { readShards } from '../../storage/index-marks.ts';
import { removeTaken } from './shards.ts';
import { isForConsumer } from './take.ts';

/** Marks that the schedule works off, `search` and `project:...`, with the instants that `forgetSiteMarks` knows them by. One round trip. */
export const listSiteMarks = async (): Promise<ReadonlyMap<SiteMark, EpochMs>> =>
  new Map((await readShards()).flatMap(({ site }) => [...site]).filter(([what]) => !isForConsumer(what)));

/** Takes these marks away once their work is done; those that were set again meanwhile stay. */
export const forgetSiteMarks = async (done: ReadonlyMap<SiteMark, EpochMs>): Promise<void> =>
  removeTaken(await readShards(), { ids: new Map(), farIds: new Map(), site: done });
