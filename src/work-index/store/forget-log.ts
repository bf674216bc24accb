import type { EpochMs } from '../../core/ids.ts';
import { VersionConflictError } from '../../storage/errors.ts';
import { retire } from './retired.ts';
import { keyOf, readRoot, swapRoot } from './root.ts';

const MAX_ATTEMPTS = 40;

/** Drops the folded part of the log, which only serves readers who ask what changed: they have to read anew. */
export const forgetLog = async (now: EpochMs): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const root = await readRoot();
    const dropped = root.segments.filter((segment) => segment.version <= root.folded);
    const last = dropped.at(-1);
    if (last === undefined) return;
    const segments = root.segments.filter((segment) => segment.version > root.folded);
    try {
      const changes = { segments, floor: last.version, floorAt: last.at };
      await swapRoot(root, changes, [retire(root.version + 1, dropped.map(keyOf), now)]);
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError) || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
};
