import { expect, test } from '@jest/globals';
import { readQuota } from '../../../src/jira/quota.ts';
import { quotaHeaders, PointsPool, refusalHeaders } from '../../../local/jira/gateway/limits.ts';

const NOW = Date.parse('2026-11-20T12:40:00Z');
const RESET = Date.parse('2026-11-20T13:00:00Z');
const ISO = '2026-11-20T13:00Z';
const of = (headers: Readonly<Record<string, string>>) => {
  const all = new Headers(headers);
  return readQuota((name) => all.get(name), NOW);
};
const plain = { 'X-RateLimit-Limit': '65000', 'X-RateLimit-Remaining': '1200', 'X-RateLimit-Reset': ISO };

test.each([
  ['the plain headers', plain, { limit: 65_000, remaining: 1_200, resetAt: RESET }],
  [
    'the structured ones first',
    { ...plain, 'RateLimit-Policy': '"global-app-quota";q=65000;w=3600', RateLimit: '"global-app-quota";r=900;t=1200' },
    { limit: 65_000, remaining: 900, resetAt: RESET },
  ],
  ['nothing left', { ...plain, 'X-RateLimit-Remaining': '0' }, { limit: 65_000, remaining: 0, resetAt: RESET }],
  [
    'a refusal by the quota',
    { ...plain, 'RateLimit-Reason': 'jira-quota-tenant-based' },
    { limit: 65_000, remaining: 1_200, resetAt: RESET },
  ],
  ['those of a burst say nothing', { ...plain, 'RateLimit-Reason': 'jira-burst-based' }, undefined],
  ['those of one issue say nothing', { ...plain, 'RateLimit-Reason': 'jira-per-issue-on-write' }, undefined],
  ['a missing header', { 'X-RateLimit-Limit': '65000' }, undefined],
  ['an epoch instead of ISO 8601', { ...plain, 'X-RateLimit-Remaining': 'many' }, undefined],
  ['none', {}, undefined],
])('the quota from headers: %s', (_name, headers, expected) => {
  expect(of(headers)).toEqual(expected);
});

test('the local site’s own headers are understood', () => {
  const pool = new PointsPool();
  pool.draw(15_000, NOW);
  expect(of(quotaHeaders(pool, NOW))).toEqual({ limit: 65_000, remaining: 50_000, resetAt: RESET });
  pool.draw(50_000, NOW);
  const refusal = pool.refusal(NOW);
  if (refusal === undefined) throw new Error('not refused');
  expect(of(refusalHeaders(refusal, NOW))).toEqual({ limit: 65_000, remaining: 0, resetAt: RESET });
});
