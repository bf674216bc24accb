import { expect, test } from '@jest/globals';
import { addProject, FIELD_IDS } from '../../../../local/seeds/defaults.ts';
import { look, readSite } from '../support/read-site.ts';

const api = '/rest/api/3';

test('fields come with id, key, clause names and schema', async () => {
  const { call, bob } = readSite();
  const { body } = await call(bob, `${api}/field`);
  const ids = look(body, '*.id');
  const at = Array.isArray(ids) ? ids.indexOf(FIELD_IDS.sprint) : -1;
  expect(look(body, String(at))).toMatchObject({
    key: FIELD_IDS.sprint,
    name: 'Sprint',
    custom: true,
    clauseNames: ['cf[10020]', 'Sprint'],
    schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint', customId: 10020 },
  });
});

test('field/search pages at 50 at most and filters', async () => {
  const { call, bob } = readSite();
  const all = await call(bob, `${api}/field/search?maxResults=1000`);
  expect(all.body).toMatchObject({ maxResults: 50, startAt: 0, isLast: false });
  expect(look(all.body, 'values')).toHaveLength(50);
  const custom = await call(bob, `${api}/field/search?type=custom&query=story%20point`);
  expect(look(custom.body, 'values.*.name')).toEqual(['Story point estimate', 'Story Points']);
  expect((await call(bob, `${api}/field/search?startAt=x`)).status).toBe(400);
});

test('types, statuses and fields of a private project show to those who may browse it', async () => {
  const { call, store, ann, bob, cem } = readSite();
  addProject(store, { key: 'TEA', leadId: ann.id, style: 'next-gen', isPrivate: true, members: [cem.id] });
  const scoped = async (who: { id: string }, path: string) =>
    [look((await call(who, path)).body, '*.scope.type')].flat().filter((type) => type === 'PROJECT').length;
  expect(await scoped(cem, `${api}/issuetype`)).toBe(5);
  expect(await scoped(bob, `${api}/issuetype`)).toBe(0);
  expect(await scoped(cem, `${api}/status`)).toBe(3);
  expect(await scoped(bob, `${api}/status`)).toBe(0);
});

test('a status shows its category, by id or name', async () => {
  const { call, bob } = readSite();
  const { body } = await call(bob, `${api}/status/in%20progress`);
  expect(body).toMatchObject({ id: '3', statusCategory: { id: 4, key: 'indeterminate', colorName: 'yellow' } });
  expect((await call(bob, `${api}/status/3`)).body).toEqual(body);
  expect((await call(bob, `${api}/status/none`)).status).toBe(404);
  const categories = (await call(bob, `${api}/statuscategory`)).body;
  expect(look(categories, '*.id')).toEqual([1, 2, 4, 3]);
  expect(look(categories, '*.key')).toEqual(['undefined', 'new', 'indeterminate', 'done']);
});

test('the newer status search is for administrators of a project or of Jira', async () => {
  const { call, ann, bob } = readSite();
  const { body } = await call(ann, `${api}/statuses/search?statusCategory=DONE`);
  expect(body).toMatchObject({
    total: 1,
    values: [{ name: 'Done', statusCategory: 'DONE', scope: { type: 'GLOBAL' } }],
  });
  expect((await call(bob, `${api}/statuses/search`)).status).toBe(401);
  expect(look((await call(ann, `${api}/statuses?id=3&id=10002`)).body, '*.name')).toEqual(['In Progress', 'Done']);
  expect((await call(ann, `${api}/statuses`)).status).toBe(400);
});

test('types by project and level, priorities and resolutions', async () => {
  const { call, bob, pay } = readSite();
  const types = await call(bob, `${api}/issuetype/project?projectId=${pay.id}&level=1`);
  expect(types.body).toMatchObject([{ name: 'Epic', hierarchyLevel: 1, subtask: false }]);
  expect((await call(bob, `${api}/issuetype/10001`)).body).toMatchObject({ name: 'Story' });
  expect((await call(bob, `${api}/issuetype/1`)).status).toBe(404);
  expect((await call(bob, `${api}/priority`)).body).toHaveLength(5);
  expect((await call(bob, `${api}/priority/search?onlyDefault=true`)).body).toMatchObject({
    values: [{ name: 'Medium', isDefault: true }],
  });
  expect((await call(bob, `${api}/resolution/10000`)).body).toMatchObject({ name: 'Done' });
  expect((await call(bob, `${api}/resolution/search?id=10000`)).body).toMatchObject({ total: 1, isLast: true });
});

test('the server tells its time with the offset of the site', async () => {
  const { call } = readSite();
  expect((await call(undefined, `${api}/serverInfo`)).body).toMatchObject({
    deploymentType: 'Cloud',
    serverTime: '2026-11-22T11:00:00.000+0100',
    baseUrl: 'http://localhost:4180',
  });
});
