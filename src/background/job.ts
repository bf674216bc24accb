import { getAppContext } from '@forge/api';
import { createAppClient } from '../jira/forge-client.ts';
import { createLanes, type Lanes } from '../jira/lanes.ts';
import { createMeter } from '../jira/meter.ts';
import { recordPause } from '../storage/quota.ts';
import type { Job } from '../work-index/job.ts';

interface JobNeeds {
  /** What its calls may spend, by the dearest reading; absent: no bound of its own. */
  readonly points?: number;
  /** Of the invocation's other clients, where it has some. */
  readonly lanes?: Lanes;
}

/** The job of one invocation. A refusal by Jira's quota is written down before it is thrown, so that everyone rests. */
export const createJob = ({ points = Number.POSITIVE_INFINITY, lanes = createLanes() }: JobNeeds = {}): Job => {
  const meter = createMeter(points);
  return {
    app: createAppClient({ lanes, meter, priority: 'background', onQuotaRefused: recordPause }),
    meter,
    points,
    now: Date.now(),
    remainingMs: () => getAppContext().invocationRemainingTimeInMillis(),
  };
};
