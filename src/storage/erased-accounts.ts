import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AccountId } from '../core/ids.ts';
import { readHead } from './head.ts';
import { updateHead } from './update-head.ts';

const KEY = 'erased';
const shape = z.object({ format: z.literal(1), hashes: z.array(z.string()) });
/** Of a hash: no two accounts of a site share so many, and none can be told from it. */
const HASH_LENGTH = 22;

const hashOf = (accountId: AccountId): string =>
  createHash('sha256').update(accountId).digest('base64url').slice(0, HASH_LENGTH);
const toHashes = (value: unknown): readonly string[] => {
  const parsed = shape.safeParse(value);
  return parsed.success ? parsed.data.hashes : [];
};

/** Whether an account is one that Atlassian told to forget. */
export type IsErased = (accountId: AccountId) => boolean;

/**
 * Accounts that were closed and erased, kept as hashes alone: Jira still names them on their issues, and without this list the
 * next reading would bring them back.
 */
export const readErased = async (): Promise<IsErased> => {
  const hashes = new Set(toHashes((await readHead(KEY)).value));
  return (accountId) => hashes.size > 0 && hashes.has(hashOf(accountId));
};

/** From now on no reading stores these accounts. */
export const addErased = (accountIds: Iterable<AccountId>): Promise<void> =>
  updateHead(KEY, (value) => {
    const before = toHashes(value);
    const hashes = [...new Set([...before, ...[...accountIds].map(hashOf)])].sort();
    return hashes.length === before.length ? value : { format: 1, hashes };
  });
