// A small app around the visibility door and the quota's account, for tests through the real Forge packages.
import { makeResolver } from '@forge/resolver';
import { BudgetSpentError, RateLimitedError } from '../../../src/jira/errors.ts';
import { createAppClient, createUserClient } from '../../../src/jira/forge-client.ts';
import { createMeter } from '../../../src/jira/meter.ts';
import type { Candidate } from '../../../src/core/visibility/plan.ts';
import { findSelfTest } from '../../../src/storage/access.ts';
import { findHour, findPause, recordPause } from '../../../src/storage/quota.ts';
import { beginStep, endStep } from '../../../src/work-index/quota/step.ts';
import { keepAccessFresh, refreshAccess } from '../../../src/work-index/upkeep/refresh-access.ts';
import { openDoor } from '../../../src/work-index/visible/open-door.ts';

interface Call {
  readonly payload: {
    readonly candidates: readonly Candidate[];
    readonly projectIds: readonly string[];
    readonly wanted: number;
  };
}

const look = async ({ payload: { candidates, projectIds } }: Call) => {
  const door = await openDoor({ user: createUserClient(), app: createAppClient(), now: Date.now() });
  const { items, projects } = await door({ candidates, projectIds });
  return { items: [...items], projects: [...projects], test: (await findSelfTest())?.outcome };
};

const refresh = async ({ payload: { projectIds } }: Call) => {
  await refreshAccess(createAppClient(), projectIds, Date.now());
  return true;
};

const keep = ({ payload: { projectIds } }: Call) =>
  keepAccessFresh({ app: createAppClient(), now: Date.now() }, projectIds);

/** A background step that reads access until its points are spent. */
const step = async ({ payload: { wanted, projectIds } }: Call) => {
  const begun = await beginStep({ now: Date.now(), wanted, needed: 10 });
  if (begun.kind === 'rest') return begun;
  const meter = createMeter(begun.points);
  const app = createAppClient({ meter, priority: 'background', onQuotaRefused: recordPause });
  let rounds = 0;
  try {
    // oxlint-disable-next-line no-await-in-loop -- until the points are spent
    for (; rounds < 5; rounds += 1) await refreshAccess(app, projectIds, Date.now());
  } catch (error) {
    if (!(error instanceof BudgetSpentError || error instanceof RateLimitedError)) throw error;
  }
  await endStep(begun, meter.spent(), Date.now());
  return { ...begun, rounds, spent: meter.spent().high };
};

const account = async () => ({ hour: await findHour(), pause: await findPause(Date.now()) });

export const resolver: unknown = makeResolver({ look, refresh, keep, step, account } as never);
