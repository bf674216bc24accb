import { expect, test } from '@jest/globals';
import type { AppCall } from '../../../../local/jira/caller.ts';
import { notFound } from '../../../../local/jira/errors.ts';
import type { CallCost } from '../../../../local/jira/jira.ts';
import { ok } from '../../../../local/jira/operation.ts';
import type { Answer, Method } from '../../../../local/jira/operation.ts';
import { aJira, aRequest } from './a-site.ts';

const costOf = async (
  asked: { method: Method; path: string; search?: string; body?: unknown; via?: AppCall['via'] | 'script' },
  handle: () => Answer,
): Promise<CallCost | undefined> => {
  const { method, path, search = '', body, via = 'as-user' } = asked;
  const { jira } = aJira({ operations: [{ method, path, handle }] });
  const app: AppCall | undefined =
    via === 'script'
      ? undefined
      : { installationId: 'one', scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user'], via };
  const costs: CallCost[] = [];
  const caller = { accountId: 'ann', ...(app === undefined ? {} : { app }) };
  await jira.fetch(aRequest(method, path + search, body), caller, (cost) => costs.push(cost));
  expect(costs).toHaveLength(1);
  return costs[0];
};

test('one issue costs 2 points, eight people cost 17', async () => {
  const issue = { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}' } as const;
  expect(await costOf(issue, () => ok({}, { core: 1 }))).toEqual({
    operation: 'GET /rest/api/3/issue/{issueIdOrKey}',
    status: 200,
    points: 2,
    pointsOtherReading: 2,
  });
  const people = { method: 'GET', path: '/rest/api/3/users/search' } as const;
  expect(await costOf(people, () => ok([], { identity: 8 }))).toMatchObject({ points: 17, pointsOtherReading: 17 });
});

test('a write costs 1 whatever it returns', async () => {
  const write = { method: 'PUT', path: '/rest/api/3/issue/{issueIdOrKey}' } as const;
  expect(await costOf(write, () => ok({}, { core: 40 }))).toMatchObject({ points: 1, pointsOtherReading: 1 });
});

test('a search by POST is priced as the read that it is', async () => {
  const search = { method: 'POST', path: '/rest/api/3/search/jql', body: { fields: ['summary'] } } as const;
  expect(await costOf(search, () => ok({}, { core: 100 }))).toMatchObject({ points: 101, pointsOtherReading: 101 });
});

test.each([
  ['permissions/check', { method: 'POST', path: '/rest/api/3/permissions/check', body: {} }],
  ['a page of ids by POST', { method: 'POST', path: '/rest/api/3/search/jql', body: { fields: ['id', 'key'] } }],
  ['a page of ids by default', { method: 'POST', path: '/rest/api/3/search/jql', body: {} }],
  ['a page of ids by GET', { method: 'GET', path: '/rest/api/3/search/jql', search: '?fields=key' }],
] as const)('the unclear price of %s is reported in both readings', async (_, asked) => {
  expect(await costOf(asked, () => ok({}, { core: 1_000 }))).toMatchObject({ points: 1_001, pointsOtherReading: 1 });
});

const refuse = () => {
  throw notFound('gone');
};

test('a refused read costs its base point', async () => {
  expect(await costOf({ method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}' }, refuse)).toMatchObject({
    status: 404,
    points: 1,
  });
});

test('the browser’s calls and scripts draw nothing', async () => {
  const asked = { method: 'GET', path: '/rest/api/3/status' } as const;
  expect(await costOf({ ...asked, via: 'bridge' }, () => ok([], { core: 3 }))).toMatchObject({ points: 0 });
  expect(await costOf({ ...asked, via: 'script' }, () => ok([], { core: 3 }))).toMatchObject({ points: 0 });
});
