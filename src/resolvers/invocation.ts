import { getAppContext } from '@forge/api';
import type { AccountId, EpochMs } from '../core/ids.ts';
import type { JiraClient } from '../jira/client.ts';
import { createUserClient } from '../jira/forge-client.ts';
import { recordPause } from '../storage/quota.ts';

/** One call of one operation by one person. Nothing of it outlives the call: processes serve many customers. */
export interface Invocation {
  readonly accountId: AccountId;
  /** Jira with that person's eyes and hands. */
  readonly jira: JiraClient;
  readonly now: EpochMs;
  readonly remainingMs: () => number;
}

export const createInvocation = (accountId: AccountId): Invocation => ({
  accountId,
  jira: createUserClient({ onQuotaRefused: recordPause }),
  now: Date.now(),
  remainingMs: () => getAppContext().invocationRemainingTimeInMillis(),
});
