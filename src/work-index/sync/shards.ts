import type { EpochMs } from '../../core/ids.ts';
import { VersionConflictError } from '../../storage/errors.ts';
import { writeHeads } from '../../storage/head.ts';
import { readShard, SHARDS, shardWrite, type StoredShard } from '../../storage/index-marks.ts';
import { removeMarks, type Taken } from './marks.ts';

/** Which shard holds the marks of a key: by its last digits, which differ most. An item and its children's mark share one. */
export const shardOf = (key: string): number => {
  let sum = 0;
  for (const letter of key.slice(-4)) sum = (sum * 31 + letter.charCodeAt(0)) % 9_973;
  return sum % SHARDS;
};

/** Writers of a shard in one moment: each round one of them wins, and the others wait longer and longer, each its own time. */
const ROUNDS = 12;
const FIRST_WAIT_MS = 20;
const MAX_WAIT_MS = 1_500;

/** Does `attempt` again while others write in between; throws VersionConflictError when that does not end. */
export const againOnConflict = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let round = 1; ; round += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof VersionConflictError) || round >= ROUNDS) throw error;
      const waitMs = Math.random() * Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** round);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
};

const sizeOf = ({ ids, farIds, site }: Taken): number => ids.size + farIds.size + site.size;

const removeFrom = async (first: StoredShard, taken: Taken): Promise<void> => {
  let shard: StoredShard | undefined = first;
  await againOnConflict(async () => {
    const stored = shard ?? (await readShard(first.no));
    shard = undefined;
    const left = removeMarks(stored, taken);
    if (sizeOf(left) < sizeOf(stored)) await writeHeads([shardWrite({ ...stored, ...left })]);
  });
};

const only = <Key extends string>(marks: ReadonlyMap<Key, EpochMs>, no: number): ReadonlyMap<Key, EpochMs> =>
  new Map([...marks].filter(([key]) => shardOf(key) === no));

/** Takes these marks away, except where they were set again since; `read` are the shards as they were read. */
export const removeTaken = async (read: readonly StoredShard[], { ids, farIds, site }: Taken): Promise<void> => {
  await Promise.all(
    read.map((shard) =>
      removeFrom(shard, {
        ids: only(ids, shard.no),
        farIds: only(farIds, shard.no),
        site: only(site, shard.no),
      }),
    ),
  );
};
