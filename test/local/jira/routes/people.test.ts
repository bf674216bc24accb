import { expect, test } from '@jest/globals';
import { addUser, APP_ACCOUNT_ID, GROUP_IDS } from '../../../../local/seeds/defaults.ts';
import { look, readSite } from '../support/read-site.ts';

const api = '/rest/api/3';

test('myself shows the caller, with groups on demand, and nothing to anonymous callers', async () => {
  const { call, bob } = readSite();
  const { body } = await call(bob, `${api}/myself?expand=groups`);
  expect(body).toMatchObject({
    accountId: bob.id,
    displayName: 'Bob Birch',
    emailAddress: 'bob.birch@example.com',
    locale: 'en_US',
    timeZone: 'Europe/Berlin',
    groups: { size: 1, items: [{ name: 'jira-users', groupId: GROUP_IDS.jiraUsers }] },
  });
  expect((await call(undefined, `${api}/myself`)).status).toBe(401);
});

test('an unknown person is a 404, a missing accountId a 400', async () => {
  const { call, bob } = readSite();
  const unknown = await call(bob, `${api}/user?accountId=nobody`);
  expect(unknown.status).toBe(404);
  expect(look(unknown.body, 'errorMessages')).toEqual([
    'Specified user does not exist or you do not have required permissions',
  ]);
  expect((await call(bob, `${api}/user`)).status).toBe(400);
});

test('user/bulk pages 10 and drops ids that do not exist', async () => {
  const { call, store, bob } = readSite();
  const ids = Array.from({ length: 12 }, (_, i) => addUser(store, { name: `P${i}` }).id);
  const query = [...ids, 'nobody'].map((id) => `accountId=${encodeURIComponent(id)}`).join('&');
  const { body } = await call(bob, `${api}/user/bulk?${query}`);
  expect(body).toMatchObject({ maxResults: 10, startAt: 0, total: 12, isLast: false });
  expect(look(body, 'values')).toHaveLength(10);
  const next = await call(bob, String(look(body, 'nextPage')).slice('http://localhost:4180'.length));
  expect(next.body).toMatchObject({ startAt: 10, isLast: true });
  expect(look(next.body, 'values.*.accountId')).toEqual(ids.slice(10));
});

test('user search finds active people by the start of a name or address, and needs a question', async () => {
  const { call, store, bob } = readSite();
  addUser(store, { name: 'Bobo Gone', active: false });
  const names = async (query: string) => look((await call(bob, `${api}/user/search?${query}`)).body, '*.displayName');
  expect(await names('query=bir')).toEqual(['Bob Birch']);
  expect(await names('query=cem.c')).toEqual(['Cem Cedar']);
  expect(await names('query=bobo')).toEqual([]);
  expect((await call(bob, `${api}/user/search`)).status).toBe(400);
  expect((await call(undefined, `${api}/user/search?query=bob`)).body).toEqual([]);
});

test('assignable are those with the permission in the project', async () => {
  const { call, ann, bob, cem } = readSite();
  const names = async (project: string) =>
    look((await call(ann, `${api}/user/assignable/search?project=${project}`)).body, '*.displayName');
  expect(await names('PAY')).toEqual(['Ann Ash', 'Bob Birch', 'Cem Cedar']);
  expect(await names('HID')).toEqual(['Ann Ash', 'Cem Cedar']);
  expect((await call(bob, `${api}/user/assignable/search?project=HID`)).status).toBe(404);
  expect((await call(cem, `${api}/user/assignable/search`)).status).toBe(400);
});

test('groups are found and their members paged', async () => {
  const { call, ann } = readSite();
  expect((await call(ann, `${api}/groups/picker?query=jira`)).body).toMatchObject({
    total: 1,
    header: 'Showing 1 of 1 matching groups',
    groups: [{ name: 'jira-users', html: '<b>jira</b>-users' }],
  });
  const members = await call(ann, `${api}/group/member?groupId=${GROUP_IDS.jiraUsers}&maxResults=2`);
  expect(members.body).toMatchObject({ total: 3, isLast: false, values: [{ displayName: 'Ann Ash' }, {}] });
  expect(look((await call(ann, `${api}/group/bulk`)).body, 'values.*.name')).toEqual(['jira-users', 'site-admins']);
  expect((await call(ann, `${api}/group/member?groupname=nobody`)).status).toBe(404);
});

test('the personal data report names closed accounts, and nothing where there are none', async () => {
  const { call, bob, app } = readSite();
  const updatedAt = '2026-11-01T00:00:00.000Z';
  const reporter = app('as-app', 'report:personal-data');
  const report = (...ids: string[]) =>
    call(reporter, '/app/report-accounts', { accounts: ids.map((accountId) => ({ accountId, updatedAt })) });
  expect((await report(bob.id, 'gone')).body).toEqual({ accounts: [{ accountId: 'gone', status: 'closed' }] });
  expect((await report(bob.id, APP_ACCOUNT_ID)).status).toBe(204);
  expect((await report(...Array.from({ length: 91 }, (_, i) => `a${i}`))).status).toBe(400);
  expect((await call(app('as-app'), '/app/report-accounts', { accounts: [] })).status).toBe(401);
});

test('pictures are served as SVG to anybody', async () => {
  const { call, bob } = readSite();
  const { body } = await call(bob, `${api}/user?accountId=${encodeURIComponent(bob.id)}`);
  const url = String(look(body, 'avatarUrls.48x48'));
  const picture = await call(undefined, url.slice('http://localhost:4180'.length));
  expect(picture.status).toBe(200);
  expect(picture.body).toMatch(/^<svg .*>BB</);
});
