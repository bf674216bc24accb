import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { writeHeads } from '../../storage/head.ts';
import { readShard, shardWrite, type SiteMark } from '../../storage/index-marks.ts';
import { readSyncHead, syncHeadWrite } from '../../storage/sync-head.ts';
import { isId } from './is-id.ts';
import { addMarks, type NewMarks } from './marks.ts';
import { againOnConflict, shardOf } from './shards.ts';
import { isForConsumer } from './take.ts';
import { pushWakeUp } from './wake-up.ts';
import { FAR_WINDOW_MS, planWake, windowOf } from './wake.ts';

/** Marks by shard; the event is counted in the first. */
const divide = ({ ids = [], farIds = [], site = [], kind }: NewMarks): ReadonlyMap<number, NewMarks> => {
  const shards = [...new Set([...ids, ...farIds, ...site].map(shardOf))];
  if (shards.length === 0 && kind !== undefined) shards.push(0);
  return new Map(
    shards.map((no, at) => {
      const inIt = (key: string): boolean => shardOf(key) === no;
      const marks = { ids: ids.filter(inIt), farIds: farIds.filter(inIt), site: site.filter(inIt) };
      return [no, at === 0 && kind !== undefined ? { ...marks, kind } : marks];
    }),
  );
};

/** How soon someone has to come for these marks; undefined where nobody has to. */
const windowFor = ({ ids = [], farIds = [], site = [] }: NewMarks, windowMs: number): number | undefined =>
  ids.length > 0 || site.some(isForConsumer) ? windowMs : farIds.length > 0 ? FAR_WINDOW_MS : undefined;

/** Sets marks for a consumer that is there already. Throws VersionConflictError or StorageError where nothing was marked. */
export const setMarks = async (marks: NewMarks, now: EpochMs): Promise<void> => {
  const divided = divide(marks);
  if (divided.size === 0) return;
  await againOnConflict(async () => {
    const shards = await Promise.all([...divided.keys()].map(readShard));
    await writeHeads(
      shards.map((shard) => shardWrite({ ...shard, ...addMarks(shard, divided.get(shard.no) ?? {}, now) })),
    );
  });
};

/**
 * Sets marks, counts the event, and decides who calls the consumer, in one write; then calls it, if it is for this one to do.
 * Whoever dies between the two is found out when the wake-up is overdue, by the next event or by the schedule. Throws
 * VersionConflictError or StorageError where nothing was marked.
 */
export const mark = async (marks: NewMarks, now: EpochMs): Promise<void> => {
  const divided = divide(marks);
  if (divided.size === 0) return;
  const dueAt = await againOnConflict(async () => {
    const [head, ...shards] = await Promise.all([readSyncHead(), ...[...divided.keys()].map(readShard)]);
    const marked = shards.map((shard) => ({ ...shard, ...addMarks(shard, divided.get(shard.no) ?? {}, now) }));
    const windowMs = windowFor(marks, windowOf(head.wake));
    const wake = windowMs === undefined ? undefined : planWake(head.wake, now, windowMs);
    await writeHeads([...marked.map(shardWrite), ...(wake === undefined ? [] : [syncHeadWrite({ ...head, wake })])]);
    return wake?.dueAt;
  });
  if (dueAt !== undefined) await pushWakeUp({ dueAt, now, depth: 0 });
};

/** Asks for these items to be read again, soon and not at once; what is no id is passed over. */
export const markDirty = (ids: readonly WorkItemId[], now: EpochMs): Promise<void> =>
  mark({ ids: ids.filter(isId) }, now);

/** Asks for something of the site to be read again. */
export const markSite = (what: SiteMark, now: EpochMs): Promise<void> => mark({ site: [what] }, now);
