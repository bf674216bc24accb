import type { EpochMs } from '../../core/ids.ts';
import { VersionConflictError } from '../../storage/errors.ts';
import { retire } from './retired.ts';
import { keyOf, readRoot, swapRoot, type Root } from './root.ts';

const MAX_ATTEMPTS = 40;

const swapEmpty = (root: Root, clearedAt: EpochMs): Promise<Root> => {
  const version = root.version + 1;
  const cleared: Root = {
    version,
    folded: version,
    floor: version,
    floorAt: Date.now(),
    partsVersion: version,
    partsAt: Date.now(),
    clearedAt,
    segments: [],
    parts: [],
  };
  return swapRoot(root, cleared, [retire(version, [...root.parts, ...root.segments].map(keyOf), clearedAt)]);
};

/**
 * Empties the index in one swap, to be built anew. With what was known of deletions gone too, readings that were started before
 * `now` are dropped from then on, so that none of them brings back what has been deleted since.
 */
export const clearIndex = async (now: EpochMs): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const root = await readRoot();
    if (root.version === 0) return;
    try {
      await swapEmpty(root, Math.max(now, root.clearedAt));
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError) || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
};
