import { expect, test } from '@jest/globals';
import { addIssue } from '../../../../local/seeds/defaults.ts';
import { look } from '../support/read-site.ts';
import { openSite } from './open-site.ts';

test('search gives ids by default, the named fields where asked, by GET and POST alike', async () => {
  const { call } = openSite();
  const ids = await call('GET', `3/search/jql?jql=${encodeURIComponent('project = WEB order by key')}`);
  expect(ids).toMatchObject({ status: 200, body: { isLast: true } });
  expect(look(ids.body, 'issues.0')).toEqual({ id: expect.any(String) });
  const jql = 'project = WEB order by key';
  const posted = await call('POST', '3/search/jql', { jql, fields: ['summary'], expand: 'names', maxResults: 1 });
  expect(posted.body).toMatchObject({
    issues: [{ key: 'WEB-1', fields: { summary: 'Shop page' } }],
    isLast: false,
    nextPageToken: expect.any(String),
    names: { summary: 'Summary' },
  });
  const nextPageToken = look(posted.body, 'nextPageToken');
  const last = await call('POST', '3/search/jql', {
    jql,
    fields: ['summary'],
    expand: 'names',
    maxResults: 1,
    nextPageToken,
  });
  expect(look(last.body, 'issues.*.key')).toEqual(['WEB-2']);
  expect(look(last.body, 'nextPageToken')).toBeUndefined();
});

test('a page holds 50 by default, 100 with fields, 5,000 with ids or keys', async () => {
  const { call, store } = openSite();
  for (let n = 0; n < 150; n++) addIssue(store, { projectKey: 'WEB' });
  const sizeOf = async (asked: object) => {
    const { body } = await call('POST', '3/search/jql', { jql: 'project = WEB', ...asked });
    const ids = look(body, 'issues.*.id');
    return Array.isArray(ids) ? ids.length : -1;
  };
  expect(await sizeOf({})).toBe(50);
  expect(await sizeOf({ maxResults: 5000 })).toBe(152);
  expect(await sizeOf({ maxResults: 5000, fields: ['key'] })).toBe(152);
  expect(await sizeOf({ maxResults: 5000, fields: ['summary'] })).toBe(100);
  expect(await sizeOf({ maxResults: 5000, expand: 'changelog' })).toBe(100);
  expect(await sizeOf({ maxResults: 5000, properties: ['x'] })).toBe(100);
});

test('what search does not take is a 400 in its own words', async () => {
  const { call } = openSite();
  const messages = async (body: object) => {
    const answer = await call('POST', '3/search/jql', body);
    return [answer.status, ...[look(answer.body, 'errorMessages')].flat()];
  };
  const unbounded = 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.';
  expect(await messages({ jql: '' })).toEqual([400, unbounded]);
  expect(await messages({ jql: 'order by key' })).toEqual([400, unbounded]);
  expect(await messages({ jql: 'project = NOPE' })).toEqual([
    400,
    "The value 'NOPE' does not exist for the field 'project'.",
  ]);
  expect((await messages({ jql: 'project = PAY', maxResults: 0 }))[0]).toBe(400);
  expect((await messages({ jql: 'project = PAY', properties: ['a', 'b', 'c', 'd', 'e', 'f'] }))[0]).toBe(400);
  const reconcileIssues = Array.from({ length: 51 }, (_, index) => index + 1);
  expect((await messages({ jql: 'project = PAY', reconcileIssues }))[0]).toBe(400);
  expect((await messages({ jql: 'project = PAY', nextPageToken: 'made up' }))[0]).toBe(400);
});

test('the paged searches of old are gone', async () => {
  const { call } = openSite();
  for (const path of ['2/search?jql=project=PAY', '3/search?jql=project=PAY']) {
    const { status, body } = await call('GET', path);
    expect(status).toBe(410);
    expect(String(look(body, 'errorMessages.0'))).toMatch(/^The requested API has been removed/);
  }
});

test('approximate-count counts what the person sees', async () => {
  const { call } = openSite();
  const count = async (accountId: string) =>
    (await call('POST', '3/search/approximate-count', { jql: 'created is not empty' }, accountId)).body;
  expect(await count('ada')).toEqual({ count: 7 });
  expect(await count('kim')).toEqual({ count: 8 });
});

test('jql/match tells for each query which issues match, and why a query cannot', async () => {
  const { call, store } = openSite();
  const idOf = (key: string): number => Number(store.issuesByKey.first(key)?.id);
  const issueIds = [idOf('PAY-1'), idOf('PAY-3'), idOf('SEC-1'), 999_999];
  const { body } = await call('POST', '3/jql/match', {
    issueIds,
    jqls: ['status = Done', 'created is not empty', 'x = 1'],
  });
  expect(body).toEqual({
    matches: [
      { matchedIssues: [idOf('PAY-3')], errors: [] },
      { matchedIssues: [idOf('PAY-1'), idOf('PAY-3')], errors: [] },
      { matchedIssues: [], errors: ["Field 'x' does not exist or you do not have permission to view it."] },
    ],
  });
});

test('jql/parse gives the syntax tree, or what is wrong', async () => {
  const { call } = openSite();
  const queries = [
    'project = PAY AND status in ("To Do", Done) ORDER BY rank DESC',
    'invalid query',
    'summary in test',
    'summary = test',
    'project = INVALID',
    'not assignee = currentUser()',
  ];
  const { body } = await call('POST', '3/jql/parse', { queries });
  expect(look(body, 'queries')).toEqual([
    {
      query: queries[0],
      structure: {
        where: {
          operator: 'and',
          clauses: [
            {
              field: { name: 'project', encodedName: 'project' },
              operator: '=',
              operand: { value: 'PAY', encodedValue: 'PAY' },
            },
            {
              field: { name: 'status', encodedName: 'status' },
              operator: 'in',
              operand: {
                values: [
                  { value: 'To Do', encodedValue: '"To Do"' },
                  { value: 'Done', encodedValue: 'Done' },
                ],
                encodedOperand: '("To Do", Done)',
              },
            },
          ],
        },
        orderBy: { fields: [{ field: { name: 'rank', encodedName: 'rank' }, direction: 'desc' }] },
      },
    },
    {
      query: queries[1],
      errors: [
        "Error in the JQL Query: Expecting operator but got 'query'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'. (line 1, character 9)",
      ],
    },
    {
      query: queries[2],
      errors: [`Operator 'in' does not support the non-list value '"test"' for field 'summary'.`],
    },
    { query: queries[3], errors: ["The operator '=' is not supported by the 'summary' field."] },
    { query: queries[4], warnings: ["The value 'INVALID' does not exist for the field 'project'."] },
    {
      query: queries[5],
      structure: {
        where: {
          operator: 'not',
          clauses: [
            {
              field: { name: 'assignee', encodedName: 'assignee' },
              operator: '=',
              operand: { function: 'currentUser', arguments: [], encodedOperand: 'currentUser()' },
            },
          ],
        },
      },
    },
  ]);
});
