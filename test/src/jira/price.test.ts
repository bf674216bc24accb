import { expect, test } from '@jest/globals';
import { route } from '@forge/api';
import type { CallCost } from '../../../local/jira/jira.ts';
import { createClient, type JiraClient, type JiraRequest } from '../../../src/jira/client.ts';
import { findBrowseHolders } from '../../../src/jira/permission-schemes.ts';
import { checkBrowse } from '../../../src/jira/permissions-check.ts';
import { createMeter } from '../../../src/jira/meter.ts';
import { findSearchable } from '../../../src/jira/match-jql.ts';
import { ceilingOf, priceOf } from '../../../src/jira/price.ts';
import { isJiraAdmin } from '../../../src/jira/permissions.ts';
import { listBrowsableProjectIds, listBrowsedProjects, listProjects } from '../../../src/jira/projects.ts';
import { countApproximately, searchIds } from '../../../src/jira/search.ts';
import { listSecuredProjectIds } from '../../../src/jira/security-schemes.ts';
import { listPriorities, listTypes } from '../../../src/jira/site.ts';
import { readSite } from '../../local/jira/support/read-site.ts';
import * as seeds from '../../../local/seeds/defaults.ts';

const bulk = (ids: number) => ({
  method: 'POST',
  operation: '/rest/api/3/issue/bulkfetch',
  body: { issueIdsOrKeys: Array.from({ length: ids }, String), fields: ['summary'] },
});
const search = (fields: readonly string[], maxResults: number) => ({
  method: 'POST',
  operation: '/rest/api/3/search/jql',
  body: { jql: 'project = A', fields, maxResults },
});
const check = { method: 'POST', operation: '/rest/api/3/permissions/check', body: {} };
const issues = (count: number) => ({ issues: Array.from({ length: count }, (_, id) => ({ id })) });

test.each([
  ['bulk reads by issue', bulk(3), 200, issues(2), { low: 3, high: 3 }],
  ['a search page by issue', search(['summary'], 100), 200, issues(50), { low: 51, high: 51 }],
  ['ids alone, which may be flat', search(['id'], 5_000), 200, issues(50), { low: 1, high: 51 }],
  ['permissions, which may be flat', check, 200, { projectPermissions: [{}] }, { low: 1, high: 3 }],
  ['a write', { method: 'PUT', operation: '/rest/api/3/issue/{id}' }, 204, undefined, { low: 1, high: 1 }],
  ['a POST that writes', { method: 'POST', operation: '/rest/api/3/issueLink' }, 201, undefined, { low: 1, high: 1 }],
  ['one thing', { method: 'GET', operation: '/rest/api/3/myself' }, 200, { accountId: 'a' }, { low: 1, high: 3 }],
  ['a list', { method: 'GET', operation: '/rest/api/3/priority' }, 200, [1, 2, 3], { low: 1, high: 4 }],
  ['an error', bulk(3), 400, { errorMessages: [] }, { low: 1, high: 1 }],
  ['a refusal', bulk(3), 429, undefined, { low: 0, high: 0 }],
  ['no answer', bulk(3), 0, undefined, { low: 0, high: 0 }],
])('the price of %s', (_name, request, status, answer, expected) => {
  expect(priceOf(request, status, answer)).toEqual(expected);
});

test.each([
  ['a bulk read', bulk(1_000), 1_001],
  ['a page of ids', search(['id'], 5_000), 5_001],
  [
    'a match of two queries',
    { ...check, operation: '/rest/api/3/jql/match', body: { issueIds: [1, 2, 3], jqls: ['a', 'b'] } },
    7,
  ],
  [
    'a page',
    { method: 'GET', operation: '/rest/api/3/project/search', address: '/rest/api/3/project/search?maxResults=50' },
    51,
  ],
  ['one thing', { method: 'GET', operation: '/rest/api/3/project/{projectKeyOrId}/permissionscheme' }, 3],
  ['a list without a size', { method: 'GET', operation: '/rest/api/3/field' }, 101],
  ['a write', { method: 'POST', operation: '/rest/api/3/issueLink', body: {} }, 1],
])('what %s may cost', (_name, request, expected) => {
  expect(ceilingOf(request)).toBe(expected);
});

const calls: Readonly<Record<string, (client: JiraClient, ids: readonly string[]) => Promise<unknown>>> = {
  listProjects: (client) => listProjects(client),
  listBrowsedProjects: (client) => listBrowsedProjects(client, ['10000', '10001']),
  listBrowsableProjectIds: (client) => listBrowsableProjectIds(client),
  isJiraAdmin: (client) => isJiraAdmin(client),
  checkBrowse: (client, itemIds) => checkBrowse(client, { projectIds: ['10000'], itemIds }),
  findSearchable: (client, ids) => findSearchable(client, ids),
  searchIds: (client) => searchIds(client, 'project = PAY', 100),
  countApproximately: (client) => countApproximately(client, 'project = PAY'),
  listPriorities: (client) => listPriorities(client),
  listTypes: (client) => listTypes(client),
  listSecuredProjectIds: (client) => listSecuredProjectIds(client, ['10000']),
  findBrowseHolders: (client) => findBrowseHolders(client, '10000'),
  bulkfetch: (client, ids) =>
    client({
      method: 'POST',
      route: route`/rest/api/3/issue/bulkfetch`,
      operation: '/rest/api/3/issue/bulkfetch',
      body: { issueIdsOrKeys: ids, fields: ['summary'] },
    }),
};

test.each(Object.keys(calls))('%s: the readings lie around what the local site charges', async (name) => {
  const { jira, store, ann } = readSite();
  const ids = Array.from(
    { length: 4 },
    () => seeds.addIssue(store, { projectKey: 'PAY', summary: 'S', reporterId: ann.id }).id,
  );
  const charged: CallCost[] = [];
  const caller = {
    accountId: ann.id,
    app: {
      installationId: 'i',
      scopes: ['read:jira-work', 'manage:jira-configuration', 'read:permission:jira'],
      via: 'as-user',
    },
  } as const;
  const meter = createMeter();
  const send = ({ method, route: { value }, body }: JiraRequest) => {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers };
    return jira.fetch(new Request(`http://localhost:4180${value}`, init), caller, (cost) => charged.push(cost));
  };
  const times = { now: () => 0, random: () => 0, sleep: () => Promise.resolve(), remainingMs: () => 25_000 };
  await calls[name]?.(createClient({ send, meter, ...times }), ids);
  expect(charged.map(({ status }) => status)).toEqual(charged.map(() => 200));
  const { low, high } = meter.spent();
  const sum = (of: (cost: CallCost) => number): number => charged.reduce((total, cost) => total + of(cost), 0);
  expect(low).toBeLessThanOrEqual(sum((cost) => Math.min(cost.points, cost.pointsOtherReading)));
  expect(high).toBeGreaterThanOrEqual(sum((cost) => Math.max(cost.points, cost.pointsOtherReading)));
  expect(high).toBeLessThanOrEqual(4 * sum(({ points }) => points) + 4);
});
