import { VersionConflictError } from './errors.ts';
import { readHead, writeHeads } from './head.ts';

/** Writers of one small record meet rarely, and each round one of them wins. */
const MAX_ROUNDS = 5;

const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/**
 * Takes out what a head holds; gives whether it held anything. Its version stays and goes on, so that whoever read it before finds
 * that it has moved on.
 */
export const emptyHead = async (key: string): Promise<boolean> => {
  let held = false;
  await updateHead(key, (value) => {
    held = !isEmpty(value);
    return held ? {} : value;
  });
  return held;
};

/**
 * Replaces a head by what `change` makes of it, again from the newest value where someone else wrote in between. Writes nothing
 * where `change` gives back the same value. Throws VersionConflictError after five lost rounds.
 */
export const updateHead = async (key: string, change: (value: unknown) => unknown): Promise<void> => {
  for (let round = 1; ; round += 1) {
    const { version, value } = await readHead(key);
    const next = change(value);
    if (next === value) return;
    try {
      await writeHeads([{ key, baseVersion: version, value: next }]);
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError) || round >= MAX_ROUNDS) throw error;
    }
  }
};
