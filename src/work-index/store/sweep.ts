import type { EpochMs } from '../../core/ids.ts';
import { foldLog } from './fold.ts';
import { sweepRetired } from './retired.ts';
import { settleParts } from './settle.ts';

/**
 * The index's own upkeep, for a schedule: folds the log, packs what rests, and deletes what nobody reads any more; gives how many
 * values it deleted.
 */
export const sweepIndex = async (now: EpochMs): Promise<number> => {
  await foldLog(now);
  await settleParts(now);
  return sweepRetired(now);
};
