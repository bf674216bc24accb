import type { EpochMs, ProjectId } from '../../core/ids.ts';
import type { Asked } from '../../core/visibility/plan.ts';
import type { Seen } from '../../core/visibility/verdict.ts';
import type { JiraClient } from '../../jira/client.ts';
import { findSelfTest, readAccessFacts, saveAccessFacts, saveSelfTest } from '../../storage/access.ts';
import { readAccess } from './read-access.ts';
import { visible } from './visible.ts';

export interface DoorInput {
  /** Jira as the person who looks, and as the app. */
  readonly user: JiraClient;
  readonly app: JiraClient;
  readonly now: EpochMs;
}
export type Door = (asked: Asked) => Promise<Seen>;

/**
 * The visibility door of one invocation, with what storage knows (one round trip, beside other heads). What its questions show
 * about the two ways is stored before it answers: nothing may be left running when an invocation ends.
 */
export const openDoor = async ({ user, app, now }: DoorInput): Promise<Door> => {
  const [facts, test] = await Promise.all([readAccessFacts(), findSelfTest()]);
  return async (asked) => {
    const { test: shown, ...seen } = await visible({ user, app, facts, test, now }, asked);
    if (shown !== undefined) await saveSelfTest(shown);
    return seen;
  };
};

/** Reads the access to these projects as the app and stores it: a background step, at least every few minutes while in use. */
export const refreshAccess = async (app: JiraClient, projectIds: readonly ProjectId[], now: EpochMs): Promise<void> =>
  saveAccessFacts(await readAccess(app, projectIds, now), now);
