import { readBatch, type ReadBatch, type ReadOptions } from '../reading/read-batch.ts';
import { writeEntries } from '../store/write-entries.ts';
import { markDirty } from '../sync/mark.ts';
import type { Desk } from './desk.ts';

/**
 * Reads items by id or key into the index; those that Jira does not give any more leave it. What Jira could not give just now is
 * marked first, for the consumer of marks to come back to: a run that ends without it says nothing wrong for longer than that.
 */
export const bringBatch = async (
  { reading, job }: Pick<Desk, 'reading' | 'job'>,
  idsOrKeys: readonly string[],
  options: ReadOptions,
): Promise<ReadBatch> => {
  const batch = await readBatch(reading, idsOrKeys, options);
  if (batch.failedIds.length > 0) await markDirty(batch.failedIds, job.now);
  await writeEntries(batch, job.now, reading.texts);
  return batch;
};
