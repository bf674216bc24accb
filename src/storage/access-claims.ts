import { z } from 'zod';
import type { EpochMs, ProjectId } from '../core/ids.ts';
import { VersionConflictError } from './errors.ts';
import { readHead } from './head.ts';
import { updateHead } from './update-head.ts';

export const CLAIMS = 'access-claims';
/** Whoever claimed a project and has not stored its facts after this time has failed. */
const CLAIM_MS = 60_000;
/** Schemes change: a list that decided nothing is worth another look after this. */
const MIXED_FOR_MS = 24 * 3_600_000;

const shape = z.object({
  format: z.literal(1),
  /** Project id -> when somebody set out to read its access. */
  claims: z.record(z.string(), z.number()),
  mixedAt: z.number().optional(),
});
type Claims = Omit<z.infer<typeof shape>, 'format'>;
const toClaims = (value: unknown): Claims => {
  const parsed = shape.safeParse(value);
  return parsed.success ? parsed.data : { claims: {} };
};

/**
 * Takes the reading of these projects' access upon this invocation: gives those that nobody else took in the last minute. None
 * where others are at it so eagerly that no claim comes through.
 */
export const claimAccess = async (projectIds: readonly ProjectId[], now: EpochMs): Promise<readonly ProjectId[]> => {
  let claimed: readonly ProjectId[] = [];
  try {
    await updateHead(CLAIMS, (value) => {
      const { claims, ...rest } = toClaims(value);
      const held = Object.entries(claims).filter(([, at]) => Math.abs(now - at) < CLAIM_MS);
      const isHeld = new Set(held.map(([id]) => id));
      claimed = projectIds.filter((id) => !isHeld.has(id));
      if (claimed.length === 0) return value;
      return { ...rest, format: 1, claims: Object.fromEntries([...held, ...claimed.map((id) => [id, now] as const)]) };
    });
  } catch (error) {
    if (error instanceof VersionConflictError) return [];
    throw error;
  }
  return claimed;
};

/** Whether some permission scheme was lately found to grant Browse by item. */
export const areSchemesKnownMixed = async (now: EpochMs): Promise<boolean> => {
  const { mixedAt } = toClaims((await readHead(CLAIMS)).value);
  return mixedAt !== undefined && Math.abs(now - mixedAt) < MIXED_FOR_MS;
};

/** Notes what a look at all schemes of the site found. */
export const noteSchemes = (areMixed: boolean, now: EpochMs): Promise<void> =>
  updateHead(CLAIMS, (value) => {
    const { claims, mixedAt } = toClaims(value);
    if (!areMixed && mixedAt === undefined) return value;
    return { format: 1, claims, ...(areMixed ? { mixedAt: now } : {}) };
  });
