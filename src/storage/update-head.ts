import { VersionConflictError } from './errors.ts';
import { readHead, writeHeads } from './head.ts';

/** Writers of one small record meet rarely, and each round one of them wins. */
const MAX_ROUNDS = 5;

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
