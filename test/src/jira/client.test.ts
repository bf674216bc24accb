import { expect, test } from '@jest/globals';
import { route } from '@forge/api';
import { createClient, type JiraRequest, type JiraResponse } from '../../../src/jira/client.ts';
import { JiraError, NetworkError, RateLimitedError } from '../../../src/jira/errors.ts';
import { retryWait } from '../../../src/jira/retry.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const attempt = (status: number, headers: Record<string, string> = {}, changes: object = {}) => ({
  status,
  header: (name: string) => headers[name] ?? null,
  retries: 0,
  isSafe: true,
  ...changes,
});

test.each([
  ['Retry-After wins', attempt(429, { 'Retry-After': '7', 'X-RateLimit-Reset': '2026-11-20T12:01:00Z' }), 7_000],
  ['then the reset time', attempt(429, { 'X-RateLimit-Reset': '2026-11-20T12:00:20Z' }), 20_000],
  ['then 2 s', attempt(429), 1_400],
  ['doubled each time', attempt(503, {}, { retries: 2 }), 5_600],
  ['capped at 30 s', attempt(429, {}, { retries: 3 }), 11_200],
  ['no answer at all', attempt(0), 1_400],
  ['a write that is not safe is not repeated after a failure', attempt(503, {}, { isSafe: false }), undefined],
  ['but after a refusal', attempt(429, { 'Retry-After': '1' }, { isSafe: false }), 1_000],
  ['a 400 is final', attempt(400), undefined],
  ['a 500 is final', attempt(500), undefined],
  ['five times is enough', attempt(429, {}, { retries: 4 }), undefined],
])('the wait: %s', (_name, of, expected) => {
  expect(retryWait(of, NOW, 0)).toBe(expected);
});

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): JiraResponse => ({
  status,
  headers: { get: (name) => headers[name] ?? null },
  text: () => Promise.resolve(JSON.stringify(body)),
});
const request: JiraRequest = { method: 'GET', route: route`/rest/api/3/myself`, operation: '/rest/api/3/myself' };

/** A client over a script of answers, on a clock that only its own sleeping moves. */
const scripted = (script: readonly (JiraResponse | Error)[], budgetMs = 25_000) => {
  const left = [...script];
  const slept: number[] = [];
  let passed = 0;
  const client = createClient({
    send: () => {
      const next = left.shift() ?? new Error('the script is over');
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    now: () => NOW + passed,
    random: () => 0,
    sleep: (ms) => {
      slept.push(ms);
      passed += ms;
      return Promise.resolve();
    },
    remainingMs: () => budgetMs - passed,
  });
  return { client, slept, left };
};

test('a refusal is waited out and asked again', async () => {
  const { client, slept } = scripted([answer(429, {}, { 'Retry-After': '3' }), answer(200, { ok: 1 })]);
  expect(await client(request)).toEqual({ ok: 1 });
  expect(slept).toEqual([3_000]);
});

test('a wait that does not fit is told, not waited', async () => {
  const quota = { 'Retry-After': '1800', 'RateLimit-Reason': 'jira-quota-global-based' };
  const { client, slept } = scripted([answer(429, {}, quota)]);
  const refused = client(request);
  await expect(refused).rejects.toBeInstanceOf(RateLimitedError);
  await expect(refused).rejects.toMatchObject({ reason: 'jira-quota-global-based', retryAfterMs: 1_800_000 });
  expect(slept).toEqual([]);
});

test('Jira’s own words come with the error, and the connection’s failure with its cause', async () => {
  const { client } = scripted([answer(400, { errorMessages: ['No.'], errors: { due: 'Not a day.' } })]);
  const refused = client(request);
  await expect(refused).rejects.toBeInstanceOf(JiraError);
  await expect(refused).rejects.toMatchObject({ status: 400, messages: ['No.'], fieldErrors: { due: 'Not a day.' } });
  const broken = scripted([new Error('reset'), new Error('reset'), new Error('reset')], 5_000);
  await expect(broken.client(request)).rejects.toBeInstanceOf(NetworkError);
});

test('no more than six requests are under way at once', async () => {
  let [open, most] = [0, 0];
  const waiting: (() => void)[] = [];
  const client = createClient({
    send: async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise<void>((resolve) => waiting.push(resolve));
      open -= 1;
      return answer(200);
    },
    now: () => NOW,
    random: () => 0,
    sleep: () => Promise.resolve(),
    remainingMs: () => 25_000,
  });
  const all = Promise.all(Array.from({ length: 20 }, () => client(request)));
  for (let turn = 0; turn < 1_000; turn += 1) {
    waiting.shift()?.();
    // oxlint-disable-next-line no-await-in-loop -- turns of the event loop, one after another
    await Promise.resolve();
  }
  await all;
  expect(most).toBe(6);
});
