import { expect, test } from '@jest/globals';
import { look } from '../support/read-site.ts';
import { openSite } from './open-site.ts';

test('a filter is private until it is shared', async () => {
  const { call } = openSite();
  const made = await call('POST', '3/filter', { name: 'Mine', jql: 'assignee = currentUser()', favourite: true });
  expect(made).toMatchObject({
    status: 200,
    body: { name: 'Mine', owner: { accountId: 'ada' }, sharePermissions: [], favourite: true, favouritedCount: 1 },
  });
  const path = `3/filter/${String(look(made.body, 'id'))}`;
  expect((await call('GET', path, undefined, 'bo')).status).toBe(400);
  await call('PUT', path, { name: 'Ours', sharePermissions: [{ type: 'authenticated' }] });
  expect((await call('GET', path, undefined, 'bo')).body).toMatchObject({
    name: 'Ours',
    jql: 'assignee = currentUser()',
    sharePermissions: [{ type: 'loggedin' }],
    favourite: false,
  });
});

test('a filter in a query stands for its own query, for those who may see it', async () => {
  const { call } = openSite();
  const { body } = await call('POST', '3/filter', { name: 'Done ones', jql: 'status = Done' });
  const search = (jql: string, accountId: string) => call('POST', '3/search/jql', { jql, fields: ['key'] }, accountId);
  expect(look((await search('filter = "done ones"', 'ada')).body, 'issues.*.key')).toEqual(['PAY-3']);
  const jql = `filter != ${String(look(body, 'id'))} and project = PAY order by key`;
  expect(look((await search(jql, 'ada')).body, 'issues.*.key')).toEqual(['PAY-1', 'PAY-2', 'PAY-4', 'PAY-5']);
  expect((await search(jql, 'bo')).status).toBe(400);
});

test('only the owner or an administrator changes or deletes it', async () => {
  const { call } = openSite();
  const shared = { name: 'Ours', jql: 'project = PAY', sharePermissions: [{ type: 'global' }] };
  const path = `3/filter/${String(look((await call('POST', '3/filter', shared)).body, 'id'))}`;
  expect((await call('PUT', path, { name: 'Bo was here' }, 'bo')).status).toBe(400);
  expect((await call('DELETE', path, undefined, 'bo')).status).toBe(401);
  expect((await call('DELETE', path, undefined, 'ada')).status).toBe(204);
  expect((await call('GET', path)).status).toBe(400);
});

test('a name is taken once an owner, and the query must be well formed', async () => {
  const { call } = openSite();
  await call('POST', '3/filter', { name: 'Twice', jql: 'project = PAY' });
  const again = await call('POST', '3/filter', { name: 'twice', jql: 'project = PAY' });
  expect(again).toMatchObject({
    status: 400,
    body: { errors: { filterName: 'Filter with same name already exists.' } },
  });
  expect((await call('POST', '3/filter', { name: 'twice', jql: 'project = PAY' }, 'bo')).status).toBe(200);
  expect((await call('POST', '3/filter', { name: 'Odd', jql: 'project PAY' })).status).toBe(400);
  expect((await call('POST', '3/filter', { jql: 'project = PAY' })).status).toBe(400);
});

test('filter/search pages and expands; my and favourite list my own', async () => {
  const { call } = openSite();
  for (const name of ['Bee', 'Ant', 'Cow'])
    await call('POST', '3/filter', { name, jql: 'project = PAY', favourite: name === 'Cow' });
  const page = await call('GET', '3/filter/search?accountId=ada&maxResults=2&expand=jql');
  expect(page.body).toMatchObject({
    total: 4,
    isLast: false,
    values: [{ name: 'Ant', jql: 'project = PAY' }, { name: 'Bee' }],
  });
  expect(look(page.body, 'values.0.owner')).toBeUndefined();
  expect(look((await call('GET', '3/filter/search?filterName=ee')).body, 'values.*.name')).toEqual(['Bee']);
  expect(look((await call('GET', '3/filter/my')).body, '*.name')).toEqual([
    'Filter for PAY board',
    'Bee',
    'Ant',
    'Cow',
  ]);
  expect(look((await call('GET', '3/filter/favourite')).body, '*.name')).toEqual(['Cow']);
  expect((await call('GET', '3/filter/search?expand=nonsense')).status).toBe(400);
});

test('a filter shared with a project is seen by those who may browse it, and tells others no project', async () => {
  const { call, store } = openSite();
  const project = store.projectsByKey.first('PAY');
  const share = { type: 'project', project: { id: project?.id } };
  const made = await call('POST', '3/filter', { name: 'Team', jql: 'project = PAY', sharePermissions: [share] });
  expect(made.body).toMatchObject({
    sharePermissions: [{ type: 'project', project: { id: project?.id, key: 'PAY' } }],
  });
  const id = String(look(made.body, 'id'));
  expect((await call('GET', `3/filter/${id}`, undefined, 'bo')).status).toBe(200);
  const filter = store.filters.get(id);
  const scheme = store.permissionSchemes.get(project?.permissionSchemeId);
  if (filter === undefined || scheme === undefined) throw new Error('no filter');
  store.permissionSchemes.put({ ...scheme, grants: [] });
  expect((await call('GET', `3/filter/${id}`, undefined, 'bo')).status).toBe(400);
  expect((await call('GET', `3/filter/${id}`)).body).toMatchObject({ sharePermissions: [{ type: 'project-unknown' }] });
  await call('PUT', `3/filter/${id}`, { name: 'Team', sharePermissions: [] });
  expect(store.filters.get(id)?.sharedWithProjectIds).toBeUndefined();
});
