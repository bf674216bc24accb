import { getAppContext } from '@forge/api';
import type { AccountId, EpochMs } from '../core/ids.ts';
import type { JiraClient } from '../jira/client.ts';
import { createAppClient, createUserClient } from '../jira/forge-client.ts';
import { createLanes } from '../jira/lanes.ts';
import { createMeter, type Meter } from '../jira/meter.ts';
import { recordPause } from '../storage/quota.ts';

/** One call of one operation by one person. Nothing of it outlives the call: processes serve many customers. */
export interface Invocation {
  readonly accountId: AccountId;
  /** Jira with that person's eyes and hands. */
  readonly jira: JiraClient;
  /** Jira with the app's own: for what is the same whoever asks. Shares what the person's client waits for and spends. */
  readonly app: JiraClient;
  /** Counts what both cost. */
  readonly meter: Meter;
  readonly now: EpochMs;
  readonly remainingMs: () => number;
}

export const createInvocation = (accountId: AccountId): Invocation => {
  const meter = createMeter();
  const needs = { lanes: createLanes(), meter, onQuotaRefused: recordPause };
  return {
    accountId,
    jira: createUserClient(needs),
    app: createAppClient(needs),
    meter,
    now: Date.now(),
    remainingMs: () => getAppContext().invocationRemainingTimeInMillis(),
  };
};
