import type { EpochMs } from '../../core/ids.ts';
import { foldLog } from './fold.ts';
import { sweepRetired } from './retired.ts';

/** The index's own upkeep, for a schedule: folds the log and deletes what nobody reads any more; gives how many values it deleted. */
export const sweepIndex = async (now: EpochMs): Promise<number> => {
  await foldLog(now);
  return sweepRetired(now);
};
