import type { EpochMs } from '../../core/ids.ts';
import type { FreshText } from '../../storage/head.ts';
import { deleteTexts, listTexts, readTexts } from '../../storage/values.ts';

export const RETIRED_PREFIX = 'wi-old:';
/** Whoever read a root may still read its values for so long: longer than any invocation lasts (900 s, platform.md 1.1). */
const GRACE_MS = 3_600_000;
/** Lists of one sweep. */
const PAGE = 100;

interface Retired {
  readonly at: EpochMs;
  readonly keys: readonly string[];
}

/**
 * Lists the values that a swap makes obsolete; written in that swap, so that none is ever forgotten. `swap` names it: the root's
 * version, or another head and its version.
 */
export const retire = (swap: number | string, keys: readonly string[], at: EpochMs): FreshText => {
  const retired: Retired = { at, keys };
  return { key: `${RETIRED_PREFIX}${swap}`, text: JSON.stringify(retired) };
};

/** Whether a list was made until then. */
export const isRetiredBy = (text: string, until: EpochMs): boolean =>
  // Written by retire alone.
  (JSON.parse(text) as Retired).at <= until;

/**
 * Deletes at once what these lists name, and the lists; gives how many values. For who knows that nobody needs to read on, and
 * by which keys: no query is asked, which may lag.
 */
export const deleteRetired = async (listKeys: readonly string[]): Promise<number> => {
  let deleted = 0;
  for (const [key, text] of await readTexts(listKeys)) {
    // Written by retire alone.
    const { keys } = JSON.parse(text) as Retired;
    await deleteTexts(keys);
    await deleteTexts([key]);
    deleted += keys.length;
  }
  return deleted;
};

/**
 * Deletes values that no root names any more and that nobody can still be reading; gives how many. The lists are found by a
 * query, which lags: what it misses, the next sweep finds.
 */
export const sweepRetired = async (now: EpochMs): Promise<number> => {
  let swept = 0;
  for (const [key, text] of await listTexts(RETIRED_PREFIX, PAGE)) {
    // Written by retire alone.
    const { at, keys } = JSON.parse(text) as Retired;
    if (at > now - GRACE_MS) continue;
    await deleteTexts(keys);
    await deleteTexts([key]);
    swept += keys.length;
  }
  return swept;
};
