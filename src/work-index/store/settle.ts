import { chunk } from '../../core/list/chunk.ts';
import type { EpochMs } from '../../core/ids.ts';
import { VersionConflictError } from '../../storage/errors.ts';
import { packText, TRANSACTION_OPERATIONS } from '../../storage/values.ts';
import { retire } from './retired.ts';
import { keyOf, readRoot, swapRoot, type PartRef, type Root } from './root.ts';
import { createTexts } from './texts.ts';

/** A part that nobody changed for so long is read more often than written from now on. */
const REST_MS = 30 * 60_000;
/** Of one swap, beside the root and the list of what it retires. */
const PARTS_OF_SWAP = TRANSACTION_OPERATIONS - 2;
/** Of one sweep: some seconds of work, and fewer than a folding has starts. */
const MAX_SWAPS = 6;

/** Parts that nobody changed for `restMs` are packed, in so many swaps. */
export interface Settling {
  readonly restMs?: number;
  readonly swaps?: number;
}

/** Parts that were made before what was logged that long ago, or all where none was changed since; the largest first. */
const restingParts = (root: Root, now: EpochMs, restMs: number): readonly PartRef[] => {
  const { version: newest, parts, segments, floor, floorAt, partsAt } = root;
  const before = now - restMs;
  const logged = segments.findLast(({ at }) => at < before)?.version ?? (floorAt < before ? floor : 0);
  const version = partsAt < before ? newest : logged;
  const resting = parts.filter((part) => !part.isDense && part.version <= version);
  return resting.toSorted((a, b) => b.bytes - a.bytes);
};

/** The same parts in texts that take long to make and are a seventh smaller. */
const settle = async (root: Root, parts: readonly PartRef[], now: EpochMs): Promise<Root> => {
  const texts = createTexts();
  await texts.load(parts);
  const version = root.version + 1;
  const settled = parts.map((part, no) => {
    const text = packText(texts.get(part), 'dense');
    return { ref: { ...part, version, no, bytes: text.length, isDense: true }, text };
  });
  const gone = new Set(parts);
  const kept = root.parts.filter((part) => !gone.has(part));
  const fresh = settled.map(({ ref, text }) => ({ key: keyOf(ref), text }));
  const changes = { parts: [...kept, ...settled.map(({ ref }) => ref)], partsVersion: version };
  return swapRoot(root, changes, [...fresh, retire(version, parts.map(keyOf), now)]);
};

/**
 * Packs some of the parts that rest more densely; gives how many. Where another writer is first, the rest waits for the next time:
 * nothing reads differently for it.
 */
export const settleParts = async (
  now: EpochMs,
  { restMs = REST_MS, swaps = MAX_SWAPS }: Settling = {},
): Promise<number> => {
  let root = await readRoot();
  let count = 0;
  for (const parts of chunk(restingParts(root, now, restMs), PARTS_OF_SWAP).slice(0, swaps)) {
    try {
      root = await settle(root, parts, now);
    } catch (error) {
      if (error instanceof VersionConflictError) return count;
      throw error;
    }
    count += parts.length;
  }
  return count;
};
