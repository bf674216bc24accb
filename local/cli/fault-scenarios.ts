import type { FaultInput } from '../forge/http/faults-body.ts';

export interface FaultScenario {
  readonly about: string;
  readonly faults: readonly FaultInput[];
}
const ALWAYS = 1_000_000_000;

/** What `--faults NAME` scripts at the start; `POST /forge/faults` takes the same entries, `DELETE` ends them. */
export const FAULT_SCENARIOS: Readonly<Record<string, FaultScenario>> = {
  'rate-limited': {
    about: 'Jira answers the next 30 searches and bulk reads with 429 and Retry-After: 2',
    faults: ['/rest/api/3/search/jql', '/rest/api/3/issue/bulkfetch', '/rest/software/1.0/*'].map((path) => ({
      path,
      status: 429,
      headers: { 'retry-after': '2', 'ratelimit-reason': 'jira-burst-based', 'x-ratelimit-remaining': '0' },
      body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
      times: 10,
    })),
  },
  flaky: {
    about: 'Jira answers 5 calls with 503 and drops 5 connections after the work was done; storage fails 5 times',
    faults: [
      { path: '/rest/*', status: 503, body: { errorMessages: ['Service unavailable.'], errors: {} }, times: 5 },
      { path: '/rest/*', drop: 'after', times: 5 },
      { storage: '*', status: 500, code: 'INTERNAL_SERVER_ERROR', times: 5 },
    ],
  },
  slow: { about: 'every call of Jira takes 800 ms longer', faults: [{ path: '/rest/*', delayMs: 800, times: ALWAYS }] },
  'late-search': {
    about: 'search sees a write 30 seconds after it; reading by id does not wait',
    faults: [{ tuning: { searchLagMs: 30_000 } }],
  },
  'lost-events': {
    about: 'product events come up to 3 minutes late, one in five twice, three in ten never',
    faults: [{ delivery: { eventLatenessMs: 180_000, eventDuplicates: 0.2, eventLosses: 0.3, queueDuplicates: 0.1 } }],
  },
  killed: {
    about: 'the next 10 invocations that write anything end right after their first effect',
    faults: [{ killAfterEffect: 1, times: 10 }],
  },
};
