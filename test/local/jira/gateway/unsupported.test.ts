import { expect, test } from '@jest/globals';
import { findRule } from '../../../../local/jira/description/rules.ts';
import { unsupported } from '../../../../local/jira/description/unsupported.ts';
import { aBoardSite } from '../routes/a-board-site.ts';

const listed = Object.entries(unsupported);

test.each(listed)('%s documents what is refused', (name, { query = [], body = [] }) => {
  const [method = '', path = ''] = name.split(' ');
  const rule = findRule({ method: method as 'GET', path });
  expect(rule).toBeDefined();
  expect(query.filter((each) => rule?.query.includes(each) !== true)).toEqual([]);
  if (method !== 'GET') expect(body.filter((each) => rule?.body?.includes(each) !== true)).toEqual([]);
});

test.each([
  ['GET', '/rest/api/3/project/search?categoryId=1', undefined, 'categoryId'],
  ['GET', '/rest/api/3/field/search?expand=key,lastUsed', undefined, 'expand=lastUsed'],
  [
    'POST',
    '/rest/api/3/search/jql',
    { jql: 'project = PAY', expand: 'names,versionedRepresentations' },
    'versionedRepr',
  ],
  ['POST', '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: ['PAY-1'], expand: ['versionedRepresentations'] }, 'versi'],
  ['PUT', '/rest/api/3/issue/PAY-1', { fields: { summary: 'x' }, historyMetadata: { type: 'x' } }, 'historyMetadata'],
])('%s %s is refused by name', async (method, path, body, named) => {
  const { ask, bob } = aBoardSite();
  const answer = await ask(bob.id, method, path, body);
  expect(answer).toMatchObject({ status: 400, body: { errorMessages: [expect.stringContaining(named)] } });
});

test('what is unsupported may be named with nothing in it', async () => {
  const { ask, bob } = aBoardSite();
  expect((await ask(bob.id, 'GET', '/rest/api/3/project/search?categoryId=')).status).toBe(200);
  const body = { fields: { summary: 'x' }, historyMetadata: null };
  expect((await ask(bob.id, 'PUT', '/rest/api/3/issue/PAY-1', body)).status).toBe(204);
});
