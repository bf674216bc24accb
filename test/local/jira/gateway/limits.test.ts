import { expect, test } from '@jest/globals';
import type { AppCall, Caller } from '../../../../local/jira/caller.ts';
import { PointsPool, takeToken } from '../../../../local/jira/gateway/limits.ts';
import type { JiraOptions } from '../../../../local/jira/jira.ts';
import type { Issue } from '../../../../local/jira/entities.ts';
import { noContent, ok } from '../../../../local/jira/operation.ts';
import type { Operation } from '../../../../local/jira/operation.ts';
import { NOON, aJira, aRequest } from './a-site.ts';

const COMMENT = '/rest/api/3/issue/{issueIdOrKey}/comment';
const operations: readonly Operation[] = [
  { method: 'GET', path: '/rest/api/3/status', handle: () => ok([], { core: 3 }) },
  { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}', handle: () => ok({}, { core: 1 }) },
  { method: 'PUT', path: '/rest/api/3/issue/{issueIdOrKey}', handle: () => noContent() },
  { method: 'POST', path: COMMENT, handle: () => noContent() },
  { method: 'POST', path: '/rest/agile/1.0/sprint/{sprintId}/issue', handle: () => noContent() },
  { method: 'POST', path: '/rest/api/3/issueLink', handle: () => noContent() },
  { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/changelog/list', handle: () => ok({}) },
];
const anIssue = (id: string, key: string): Issue => ({
  id,
  key,
  projectId: '1',
  issueTypeId: '1',
  statusId: '1',
  summary: key,
  created: 0,
  updated: 0,
  labels: [],
  componentIds: [],
  fixVersionIds: [],
  rank: '0|a:',
  sprintIds: [],
  custom: {},
});
const SCOPES = ['read:jira-work', 'write:jira-work', 'write:sprint:jira-software'];
const appCaller = (via: AppCall['via'] = 'as-user'): Caller => ({
  accountId: 'ann',
  app: { installationId: 'one', scopes: SCOPES, via },
});

const aSite = (options: Partial<JiraOptions> = {}) => {
  const { jira, clock } = aJira({ operations, ...options });
  jira.site.store.issues.put(anIssue('10001', 'A-1'));
  jira.site.store.issues.put(anIssue('10002', 'A-2'));
  const call = (method: string, path: string, body?: unknown, caller: Caller = appCaller()) =>
    jira.fetch(aRequest(method, path, body), caller);
  /** Calls until refused: how many passed, and the refusal. */
  const flood = async (method: string, path: string, caller?: Caller, atMost = 400) => {
    for (let passed = 0; passed < atMost; passed++) {
      const answer = await call(method, path, undefined, caller);
      if (answer.status === 429) return { passed, refusal: answer };
    }
    return { passed: atMost, refusal: undefined };
  };
  return { jira, clock, call, flood };
};

test('a bucket gives its capacity at once and then one token each refill', () => {
  const size = { capacity: 2, refillPerMs: 1 / 500 };
  const first = takeToken(undefined, size, 1_000);
  const second = takeToken(first.bucket, size, 1_000);
  const third = takeToken(second.bucket, size, 1_000);
  expect([first.waitMs, second.waitMs, third.waitMs]).toEqual([0, 0, 500]);
  expect(takeToken(third.bucket, size, 1_499).waitMs).toBe(1);
  expect(takeToken(third.bucket, size, 1_500).waitMs).toBe(0);
  expect(takeToken(third.bucket, size, 500).waitMs).toBe(500);
});

test.each([
  ['GET', '/rest/api/3/status', 100],
  ['GET', '/rest/api/3/issue/A-1', 150],
  ['PUT', '/rest/api/3/issue/unknown', 50],
])('%s %s bursts at %d a second', async (method, path, limit) => {
  const { clock, flood } = aSite();
  const { passed, refusal } = await flood(method, path);
  expect(passed).toBe(limit);
  expect(refusal?.headers.get('ratelimit-reason')).toBe('jira-burst-based');
  expect(refusal?.headers.get('retry-after')).toBe('1');
  expect(refusal?.headers.get('x-ratelimit-limit')).toBe(String(limit));
  expect(refusal?.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(refusal?.headers.get('x-ratelimit-reset')).toBe('2026-11-22T12:01Z');
  clock.advance(1_000);
  expect((await flood(method, path)).passed).toBe(limit);
});

test('another endpoint or method has a bucket of its own', async () => {
  const { call, flood } = aSite();
  await flood('GET', '/rest/api/3/status');
  expect((await call('GET', '/rest/api/3/issue/A-1')).status).toBe(200);
});

test('one issue takes 20 writes in 2 s and 100 in 30 s, whatever the operation and the way of naming it', async () => {
  const { clock, call, flood } = aSite();
  for (let i = 0; i < 10; i++) await call('PUT', '/rest/api/3/issue/A-1');
  const { passed, refusal } = await flood('POST', '/rest/api/3/issue/10001/comment');
  expect(passed).toBe(10);
  expect(refusal?.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
  expect((await call('PUT', '/rest/api/3/issue/A-2')).status).toBe(204);
  let written = 20;
  for (let i = 0; i < 12; i++) {
    clock.advance(2_000);
    written += (await flood('POST', COMMENT.replace('{issueIdOrKey}', 'A-1'))).passed;
  }
  // A token bucket refilled in between: 100 plus what 24 s give back at 100 in 30 s.
  expect(written).toBe(100 + 80);
});

test('a move into a sprint counts as a write of each issue it names', async () => {
  const { call } = aSite();
  for (let i = 0; i < 20; i++) await call('POST', '/rest/agile/1.0/sprint/5/issue', { issues: ['A-1', '10002'] });
  const refused = await call('PUT', '/rest/api/3/issue/A-2');
  expect([refused.status, refused.headers.get('ratelimit-reason')]).toEqual([429, 'jira-per-issue-on-write']);
});

test('a link counts as a write of both its ends; a POST that reads counts as none', async () => {
  const { call } = aSite();
  const link = { type: { name: 'Blocks' }, inwardIssue: { key: 'A-1' }, outwardIssue: { id: '10002' } };
  for (let i = 0; i < 20; i++) {
    expect((await call('POST', '/rest/api/3/issue/A-1/changelog/list', { changelogIds: [1] })).status).toBe(200);
    expect((await call('POST', '/rest/api/3/issueLink', link)).status).toBe(204);
  }
  for (const key of ['A-1', 'A-2']) expect((await call('PUT', `/rest/api/3/issue/${key}`)).status).toBe(429);
});

test('points are drawn from a pool that resets at the top of the UTC hour', async () => {
  const { clock, call } = aSite({ pool: new PointsPool(10) });
  const first = await call('GET', '/rest/api/3/status');
  expect(first.headers.get('x-ratelimit-limit')).toBe('10');
  expect(first.headers.get('x-ratelimit-remaining')).toBe('6');
  expect(first.headers.get('x-ratelimit-nearlimit')).toBe('false');
  expect(first.headers.get('x-ratelimit-reset')).toBe('2026-11-22T13:00Z');
  expect(first.headers.get('ratelimit-policy')).toBe('"global-app-quota";q=10;w=3600');
  expect(first.headers.get('ratelimit')).toBe('"global-app-quota";r=6;t=3600');
  await call('GET', '/rest/api/3/status');
  const last = await call('PUT', '/rest/api/3/issue/A-1');
  expect([last.status, last.headers.get('x-ratelimit-nearlimit')]).toEqual([204, 'true']);
  expect((await call('PUT', '/rest/api/3/issue/A-1')).status).toBe(204);
  clock.set(NOON + 59 * 60_000 + 30_000);
  const refused = await call('GET', '/rest/api/3/status');
  expect([refused.status, refused.headers.get('ratelimit-reason'), refused.headers.get('retry-after')]).toEqual([
    429,
    'jira-quota-global-based',
    '30',
  ]);
  clock.advance(30_000);
  expect((await call('GET', '/rest/api/3/status')).status).toBe(200);
});

test('the browser’s calls burst, but draw no points and pass an empty pool', async () => {
  const pool = new PointsPool(5);
  const { call, flood } = aSite({ pool });
  await call('GET', '/rest/api/3/status');
  await call('GET', '/rest/api/3/status');
  expect((await call('GET', '/rest/api/3/status')).status).toBe(429);
  const bridged = await call('GET', '/rest/api/3/issue/A-1', undefined, appCaller('bridge'));
  expect([bridged.status, bridged.headers.get('x-ratelimit-limit')]).toEqual([200, null]);
  expect(pool.used(NOON)).toBe(8);
  expect((await flood('GET', '/rest/api/3/issue/A-1', appCaller('bridge'))).passed).toBe(149);
});

test('limits do not hold for scripts, nor for anybody where they are switched off', async () => {
  const script = aSite();
  expect((await script.flood('GET', '/rest/api/3/status', { accountId: 'ann' }, 200)).refusal).toBeUndefined();
  const pool = new PointsPool(1);
  const off = aSite({ pool, tuning: { enforceLimits: false } });
  expect((await off.flood('GET', '/rest/api/3/status', appCaller(), 200)).refusal).toBeUndefined();
  expect(pool.used(NOON)).toBe(0);
});
