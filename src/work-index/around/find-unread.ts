import { isFirstReading } from '../../core/backfill/state.ts';
import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { readBackfill } from '../../storage/backfill.ts';
import type { NewMarks } from '../sync/marks.ts';
import { isDead, type DirectoryRow } from '../entry/directory-block.ts';
import { openIndex } from '../store/open-index.ts';
import { readStamps } from '../store/read-stamps.ts';
import type { Batch } from '../store/write-entries.ts';
import { namedBy, readScope } from './scope.ts';

/** More than that are found by a look at the whole index. */
const MAX_MARKS = 300;

/** Whether an id is to be asked for that was named at this instant: not again where it was asked for since, and is not there for the app. */
export const isUnread = (row: DirectoryRow | undefined, namedAt: EpochMs): boolean =>
  row === undefined || (isDead(row) && row.goneAt < namedAt);

/**
 * What a batch that was just written names and the index does not have, as marks; undefined for nothing. While projects are read for the
 * first time nothing: most of it is read anyway, what it names too, and so on; a look around comes after them.
 */
export const findUnread = async ({
  entries,
  readAt,
}: Pick<Batch, 'entries' | 'readAt'>): Promise<NewMarks | undefined> => {
  const [scope, backfill] = await Promise.all([readScope(), readBackfill()]);
  if (isFirstReading(backfill, readAt)) return undefined;
  const here = new Set(entries.map(({ item }) => item.id));
  const named = [...new Set(entries.flatMap((entry) => namedBy(entry, scope)))].filter((id) => !here.has(id));
  if (named.length === 0) return undefined;
  const rows = await readStamps(await openIndex(), named);
  const ids: readonly WorkItemId[] = named.filter((id) => isUnread(rows.get(id), readAt));
  if (ids.length === 0) return undefined;
  return ids.length > MAX_MARKS ? { site: ['around'] } : { ids };
};
