import { privacy } from '@forge/api';
import type { AccountId, EpochMs } from '../core/ids.ts';

/** Accounts of one report (platform.md 5, personal data). */
const ACCOUNTS_PER_REPORT = 90;

/**
 * Tells Atlassian which accounts this app stores, as of `now`, and gives those that were closed: what is stored of them must go.
 * That an account was changed is no matter, since only ids are stored. Rejects where Atlassian does not answer.
 */
export const findClosedAccounts = async (
  accountIds: readonly AccountId[],
  now: EpochMs,
): Promise<ReadonlySet<AccountId>> => {
  const updatedAt = new Date(now).toISOString();
  const closed = new Set<AccountId>();
  // One after another: a cycle has a week.
  for (let at = 0; at < accountIds.length; at += ACCOUNTS_PER_REPORT) {
    const accounts = accountIds.slice(at, at + ACCOUNTS_PER_REPORT).map((accountId) => ({ accountId, updatedAt }));
    for (const { accountId, status } of await privacy.reportPersonalData(accounts)) {
      if (status === 'closed') closed.add(accountId);
    }
  }
  return closed;
};
