import type { EpochMs } from '../../core/ids.ts';
import { deleteByPrefix, listTexts } from '../../storage/values.ts';
import { deleteRetired, isRetiredBy, RETIRED_PREFIX } from './retired.ts';

/** Lists of one look. */
const PAGE = 100;

/** The version of the record that made a value, from its key: `versionOf('wi:12.3')` is 12. */
const versionOf = (key: string): number => Number(/:(\d+)\./.exec(key)?.[1] ?? Number.POSITIVE_INFINITY);

/** Deletes at once what was listed as obsolete until then; gives how many values. */
export const deleteAllRetired = async (until: EpochMs): Promise<number> => {
  const seen = new Set<string>();
  let deleted = 0;
  for (;;) {
    // A query shows what is deleted for a while.
    const found = (await listTexts(RETIRED_PREFIX, PAGE)).filter(
      ([key, text]) => !seen.has(key) && isRetiredBy(text, until),
    );
    if (found.length === 0) return deleted;
    const keys = found.map(([key]) => key);
    for (const key of keys) seen.add(key);
    deleted += await deleteRetired(keys);
  }
};

/** Deletes values under such keys that were made by versions up to this one; gives how many: those whose list was lost. */
export const deleteVersions = (prefix: string, upTo: number): Promise<number> =>
  deleteByPrefix(prefix, (key) => versionOf(key) <= upTo);
