import type { EpochMs } from '../../core/ids.ts';
import { VersionConflictError } from '../../storage/errors.ts';
import { retire } from './retired.ts';
import { keyOf, readRoot, swapRoot, type Root } from './root.ts';

const MAX_ATTEMPTS = 40;

/** The root that follows this one with nothing in it, refusing readings that were started before `clearedAt`. */
export const emptyAfter = ({ version: before }: Root, clearedAt: EpochMs): Root => {
  const version = before + 1;
  return {
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
};

/** Keys of all that a root names. */
export const valuesOf = ({ parts, segments }: Root): readonly string[] => [...parts, ...segments].map(keyOf);

const swapEmpty = (root: Root, clearedAt: EpochMs): Promise<Root> =>
  swapRoot(root, emptyAfter(root, clearedAt), [retire(root.version + 1, valuesOf(root), clearedAt)]);

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
