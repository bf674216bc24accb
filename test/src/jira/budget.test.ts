import { expect, test } from '@jest/globals';
import { route } from '@forge/api';
import { createClient, type JiraResponse, type QuotaRefusal } from '../../../src/jira/client.ts';
import { BudgetSpentError, RateLimitedError } from '../../../src/jira/errors.ts';
import { createLanes, type Lanes, type Priority } from '../../../src/jira/lanes.ts';
import { createMeter, type Meter } from '../../../src/jira/meter.ts';

const NOW = Date.parse('2026-11-20T12:40:00Z');
const answer = (status: number, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): JiraResponse => {
  const all = new Headers(headers);
  return { status, headers: { get: (name) => all.get(name) }, text: () => Promise.resolve(JSON.stringify(body)) };
};
const QUOTA = { 'Retry-After': '1200', 'RateLimit-Reason': 'jira-quota-global-based' };
const BURST = { 'Retry-After': '2', 'RateLimit-Reason': 'jira-burst-based' };
const get = { method: 'GET', route: route`/rest/api/3/priority`, operation: '/rest/api/3/priority' } as const;
const other = { method: 'GET', route: route`/rest/api/3/field`, operation: '/rest/api/3/field' } as const;
const bulkOf = (ids: number) =>
  ({
    method: 'POST',
    route: route`/rest/api/3/issue/bulkfetch`,
    operation: '/rest/api/3/issue/bulkfetch',
    body: { issueIdsOrKeys: Array.from({ length: ids }, String), fields: ['summary'] },
    isSafe: true,
  }) as const;

/** A client over a script of answers, on a clock that only its own sleeping moves; `trace` says what happened when. */
const scripted = (
  script: readonly JiraResponse[],
  more: { lanes?: Lanes; meter?: Meter; priority?: Priority } = {},
) => {
  const left = [...script];
  const trace: string[] = [];
  const refusals: QuotaRefusal[] = [];
  let passed = 0;
  const client = createClient({
    ...more,
    send: ({ operation }) => {
      trace.push(`${passed / 1_000} s ${operation.slice('/rest/api/3/'.length)}`);
      const next = left.shift();
      return next === undefined ? Promise.reject(new Error('the script is over')) : Promise.resolve(next);
    },
    now: () => NOW + passed,
    random: () => 0,
    sleep: (ms) => {
      passed += ms;
      return Promise.resolve();
    },
    remainingMs: () => 25_000 - passed,
    onQuotaRefused: (refusal) => {
      trace.push('told');
      refusals.push(refusal);
      return Promise.resolve();
    },
  });
  return { client, trace, refusals };
};

test('a refusal by the quota is told once, and nothing more is asked', async () => {
  const { client, trace, refusals } = scripted([answer(429, {}, QUOTA), answer(200)]);
  await expect(client(get)).rejects.toBeInstanceOf(RateLimitedError);
  await expect(client(other)).rejects.toMatchObject({ name: 'RateLimitedError', retryAfterMs: 1_200_000 });
  expect(trace).toEqual(['0 s priority', 'told']);
  expect(refusals).toEqual([{ until: NOW + 1_200_000, reason: 'jira-quota-global-based' }]);
});

test('refusals of requests that were under way together are told once', async () => {
  const { client, refusals } = scripted([answer(429, {}, QUOTA), answer(429, {}, QUOTA), answer(429, {}, QUOTA)]);
  const results = await Promise.allSettled([client(get), client(other), client(get)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(refusals).toHaveLength(1);
});

test('a burst slows its own endpoint and is nobody else’s business', async () => {
  const { client, trace } = scripted([answer(429, {}, BURST), answer(200), answer(200)]);
  await client(get);
  await client(other);
  expect(trace).toEqual(['0 s priority', '2 s priority', '2 s field']);
});

test('clients of one invocation share a pause', async () => {
  const lanes = createLanes();
  const first = scripted([answer(429, {}, QUOTA)], { lanes });
  const second = scripted([answer(200)], { lanes });
  await expect(first.client(get)).rejects.toBeInstanceOf(RateLimitedError);
  await expect(second.client(other)).rejects.toBeInstanceOf(RateLimitedError);
  expect(second.trace).toEqual([]);
});

test('a step stops before the call that its points do not cover, calls under way included', async () => {
  const meter = createMeter(250);
  const issues = { issues: Array.from({ length: 90 }, (_, id) => ({ id })) };
  const { client, trace } = scripted([answer(200, issues), answer(200, issues)], { meter });
  const results = await Promise.allSettled([client(bulkOf(100)), client(bulkOf(100)), client(bulkOf(100))]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(results[2]).toMatchObject({ reason: new BudgetSpentError('/rest/api/3/issue/bulkfetch') });
  expect(trace).toHaveLength(2);
  expect(meter.spent()).toMatchObject({ calls: 2, low: 182, high: 182 });
  // What was set aside and not used is there again.
  await expect(client(bulkOf(67))).rejects.toMatchObject({ name: 'NetworkError' });
  await expect(client(bulkOf(68))).rejects.toBeInstanceOf(BudgetSpentError);
});

test('the meter keeps what the last answer told of the quota', async () => {
  const meter = createMeter();
  const told = {
    'X-RateLimit-Limit': '65000',
    'X-RateLimit-Remaining': '640',
    'X-RateLimit-Reset': '2026-11-20T13:00Z',
  };
  const { client } = scripted([answer(200, [], told), answer(200)], { meter });
  await client(get);
  await client(get);
  expect(meter.spent().quota).toEqual({ limit: 65_000, remaining: 640, resetAt: Date.parse('2026-11-20T13:00Z') });
});

const settle = async (): Promise<void> => {
  // oxlint-disable-next-line no-await-in-loop -- turns of the event loop, one after another
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test('pages are let in before background work, which never takes more than two of six places', async () => {
  const lanes = createLanes();
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const enter = (name: string, priority: Priority): Promise<void> =>
    lanes.enter(() => {
      order.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    }, priority);
  const all = [1, 2, 3, 4].map((n) => enter(`background ${n}`, 'background'));
  await settle();
  expect(order).toEqual(['background 1', 'background 2']);
  all.push(...[1, 2, 3, 4, 5, 6].map((n) => enter(`page ${n}`, 'page')));
  await settle();
  expect(order.slice(2)).toEqual(['page 1', 'page 2', 'page 3', 'page 4']);
  ends[0]?.();
  ends[1]?.();
  await settle();
  expect(order.slice(6)).toEqual(['page 5', 'page 6']);
  while (order.length < 10 || ends.length > 0) {
    ends.shift()?.();
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await settle();
    if (order.length === 10 && ends.length === 0) break;
  }
  await Promise.all(all);
  expect(order.slice(8)).toEqual(['background 3', 'background 4']);
});

test('a failure gives its place back', async () => {
  const lanes = createLanes(1);
  await expect(lanes.enter(() => Promise.reject(new Error('no')), 'page')).rejects.toThrow('no');
  expect(await lanes.enter(() => Promise.resolve('yes'), 'background')).toBe('yes');
});
