import { expect, test } from '@jest/globals';
import { frozenClock } from '../../../local/clock.ts';
import { createJira } from '../../../local/jira/jira.ts';
import { seededRandom } from '../../../local/random.ts';
import { seedSite } from '../../../local/seeds/seed-site.ts';
import { look } from './support/read-site.ts';

// What others measured on real sites (platform.md 9), each as one check on the seeded site, in the words of its answers.

const jira = createJira({
  store: seedSite('small', { today: '2026-11-22' }),
  clock: frozenClock(Date.UTC(2026, 10, 22, 9)),
  random: seededRandom(7),
});
const people = [...jira.site.store.users.values()];
const priya = people.find((user) => user.displayName === 'Priya Raman')?.id;
const contractor = people.find((user) => user.displayName === 'Jonas Weber')?.id;

const API = '/rest/api/3';
const callAs = async (accountId: string | undefined, method: string, path: string, body?: unknown) => {
  const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const request = new Request(`http://localhost:4180${path}`, { method, ...(body === undefined ? {} : json) });
  const answer = await jira.fetch(request, { accountId });
  const text = await answer.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: answer.status, body: parsed, headers: answer.headers };
};
const call = (method: string, path: string, body?: unknown) => callAs(priya, method, path, body);
const search = async (more: object) =>
  (await call('POST', `${API}/search/jql`, { jql: 'created > -900d', ...more })).body;
const sizeOf = (page: unknown): number => [look(page, 'issues.*.id')].flat().length;

const create = async (fields: object = {}) => {
  const { body } = await call('POST', `${API}/issue`, {
    fields: { project: { key: 'ATL' }, issuetype: { name: 'Story' }, summary: 'Measured', ...fields },
  });
  return { id: String(look(body, 'id')), key: String(look(body, 'key')) };
};
/** The items of an issue's newest change. */
const lastItems = async (key: string) =>
  [look((await call('GET', `${API}/issue/${key}/changelog`)).body, 'values.*.items')].flat(1).at(-1);

test('search: 50 by default, 5,000 for ids and keys, 100 with anything else; no token on the last page', async () => {
  expect(sizeOf(await search({}))).toBe(50);
  expect(sizeOf(await search({ maxResults: 5000, fields: ['summary'] }))).toBe(100);
  expect(sizeOf(await search({ maxResults: 5000, properties: ['x'] }))).toBe(100);
  const all = await search({ maxResults: 5000, fields: ['id', 'key'] });
  expect(sizeOf(all)).toBeGreaterThan(900);
  expect(all).toMatchObject({ isLast: true });
  expect(all).not.toHaveProperty('nextPageToken');
});

test('search: eight columns of order, no restriction, other issues to reconcile than on the first page: 400', async () => {
  const jql = 'project = ATL ORDER BY key, summary, status, priority, created, updated, assignee, reporter';
  const refused = (more: object) => call('POST', `${API}/search/jql`, { jql, ...more });
  expect(look((await refused({})).body, 'errorMessages.0')).toBe('JQL can be ordered by at most 7 fields.');
  expect((await refused({ jql: 'ORDER BY created' })).status).toBe(400);
  const first = await search({ maxResults: 5, reconcileIssues: [10015] });
  const nextPageToken = look(first, 'nextPageToken');
  const next = (reconcileIssues: readonly number[]) =>
    refused({ jql: 'created > -900d', maxResults: 5, nextPageToken, reconcileIssues });
  expect([(await next([10015])).status, (await next([10016])).status]).toEqual([200, 400]);
});

test.each(['GET', 'POST'])('the older searches are gone for %s', async (method) => {
  const body = method === 'POST' ? { jql: 'project = ATL' } : undefined;
  for (const version of [2, 3]) expect((await call(method, `/rest/api/${version}/search`, body)).status).toBe(410);
});

test.each([
  [`${API}/issue/ATL-10/changelog`, 100],
  [`${API}/issue/ATL-10/comment`, 100],
  [`${API}/field/search`, 50],
  ['/rest/agile/1.0/board', 50],
  ['/rest/agile/1.0/board/1/sprint', 50],
])('%s pages at %i', async (path, maxResults) => {
  expect((await call('GET', `${path}?maxResults=1000`)).body).toMatchObject({ maxResults });
});

test('bulkfetch of a key that does not exist is empty, without an error', async () => {
  const { status, body } = await call('POST', `${API}/issue/bulkfetch`, { issueIdsOrKeys: ['ATL-99999'] });
  expect([status, body]).toEqual([200, { issues: [], issueErrors: [] }]);
});

test('a parent’s change carries ids and keys, and no fieldId', async () => {
  const [first, second] = [
    await create({ issuetype: { name: 'Epic' } }),
    await create({ issuetype: { name: 'Epic' } }),
  ];
  const { key } = await create({ parent: { key: first.key } });
  await call('PUT', `${API}/issue/${key}`, { fields: { parent: { key: second.key } } });
  const [item] = [await lastItems(key)].flat();
  expect(item).toEqual({
    field: 'IssueParentAssociation',
    fieldtype: 'jira',
    from: first.id,
    fromString: first.key,
    to: second.id,
    toString: second.key,
  });
});

test('a link is made outwards from its inwardIssue; its changes carry keys, and no fieldId', async () => {
  const [blocker, blocked] = [await create(), await create()];
  const link = { type: { name: 'Blocks' }, inwardIssue: { key: blocker.key }, outwardIssue: { key: blocked.key } };
  expect(await call('POST', `${API}/issueLink`, link)).toMatchObject({ status: 201, body: undefined });
  const linksOf = async (key: string) =>
    look((await call('GET', `${API}/issue/${key}?fields=issuelinks`)).body, 'fields.issuelinks');
  expect(await linksOf(blocker.key)).toMatchObject([{ outwardIssue: { key: blocked.key } }]);
  expect(await linksOf(blocked.key)).toMatchObject([{ inwardIssue: { key: blocker.key } }]);
  const [item] = [await lastItems(blocker.key)].flat();
  expect(item).toMatchObject({
    field: 'Link',
    from: null,
    to: blocked.key,
    toString: `This issue blocks ${blocked.key}`,
  });
  expect(item).not.toHaveProperty('fieldId');
});

test('a sprint’s change lists ids and names', async () => {
  const { body } = await call('GET', '/rest/agile/1.0/board/1/sprint?state=active,future');
  const [one, two] = [look(body, 'values.*.id')].flat().map(String);
  const { key } = await create();
  await call('POST', `/rest/agile/1.0/sprint/${one}/issue`, { issues: [key] });
  await call('POST', `/rest/agile/1.0/sprint/${two}/issue`, { issues: [key] });
  expect([await lastItems(key)].flat()).toContainEqual(
    expect.objectContaining({ field: 'Sprint', from: one, to: two }),
  );
});

test('sprints are dated in UTC, issues in the site’s time zone', async () => {
  const sprint = await call('GET', '/rest/agile/1.0/sprint/1');
  const issue = await call('GET', `${API}/issue/ATL-10?fields=created`);
  expect(look(sprint.body, 'startDate')).toMatch(/T\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(look(issue.body, 'fields.created')).toMatch(/T\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/);
});

test.each([
  [
    'POST',
    `${API}/issue/ATL-10/transitions`,
    { transition: { id: '999' } },
    "Transition id '999' is not valid for this issue.",
  ],
  ['PUT', `${API}/issue/ATL-10`, { fields: { description: 'plain' } }, 'Operation value must be an Atlassian Document'],
  ['GET', '/rest/agile/1.0/board/3/sprint', undefined, 'The board does not support sprints'],
])('%s %s is refused in Jira’s words', async (method, path, body, words) => {
  const answer = await call(method, path, body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(words);
});

test('without Authorization one is anonymous: an empty answer, no refusal; with one, the answer names the account', async () => {
  const anonymous = await callAs(undefined, 'POST', `${API}/search/jql`, { jql: 'created > -900d' });
  expect(anonymous).toMatchObject({ status: 200, body: { issues: [], isLast: true } });
  const { headers } = await callAs(contractor, 'GET', `${API}/myself`);
  expect(decodeURIComponent(headers.get('x-aaccountid') ?? '')).toBe(contractor);
});

test('a property is created with 201 and updated with 200', async () => {
  const { key } = await create();
  const put = (value: unknown) => call('PUT', `${API}/issue/${key}/properties/measured`, value);
  expect([(await put({ a: 1 })).status, (await put({ a: 2 })).status]).toEqual([201, 200]);
});

test('a deleted issue leaves search silently', async () => {
  const { id, key } = await create();
  const found = () => search({ jql: `project = ATL AND id >= ${id} ORDER BY key`, fields: ['key'] });
  expect([look(await found(), 'issues.*.key')].flat()).toContain(key);
  expect((await call('DELETE', `${API}/issue/${key}`)).status).toBe(204);
  expect([look(await found(), 'issues.*.key')].flat()).not.toContain(key);
});
