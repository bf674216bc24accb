import type { AccountId, EpochMs } from '../core/ids.ts';
import { addErased } from '../storage/erased-accounts.ts';
import { COPY_PREFIXES } from '../work-index/store/copies.ts';
import { eraseAssignees, listAssignees } from '../work-index/store/erase-assignees.ts';

/** A store that holds account ids, and how they are found and taken out of it. */
export interface AccountStore {
  readonly name: string;
  /** How the keys of its records begin. */
  readonly prefixes: readonly string[];
  readonly list: () => Promise<ReadonlySet<AccountId>>;
  /** After this none of its records names them; running it again does no harm. */
  readonly erase: (accounts: ReadonlySet<AccountId>, now: EpochMs) => Promise<void>;
}

/**
 * Every store that holds account ids: the personal-data report walks it, erasure rewrites it, SECURITY.md names it. A test looks
 * through all that the app ever stores for account ids under any other key.
 */
export const ACCOUNT_STORES: readonly AccountStore[] = [
  {
    name: 'work index: assignees, in its values and in the copies made of them (7 days at most)',
    prefixes: ['wi:', ...COPY_PREFIXES],
    list: listAssignees,
    erase: async (accounts, now) => {
      // First, so that no reading that runs meanwhile brings them back.
      await addErased(accounts);
      await eraseAssignees(accounts, now);
    },
  },
];
