import { expect, test } from '@jest/globals';
import * as seeds from '../../../../local/seeds/defaults.ts';
import { look, readSite } from '../support/read-site.ts';

const api = '/rest/api/3';
const withIssues = () => {
  const site = readSite();
  const { store, bob } = site;
  for (let i = 0; i < 3; i++) seeds.addIssue(store, { projectKey: 'PAY', assigneeId: bob.id });
  seeds.addIssue(store, { projectKey: 'HID' });
  return site;
};
const NOT_FOUND = { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} };

test('an issue is found by id and key, in any case; a hidden one is not found like an absent one', async () => {
  const { call, bob, cem, store } = withIssues();
  const { body } = await call(bob, `${api}/issue/pay-1?fields=summary`);
  expect(body).toMatchObject({ key: 'PAY-1', fields: { summary: 'PAY-1' } });
  expect((await call(bob, `${api}/issue/${String(look(body, 'id'))}?fields=summary`)).body).toEqual(body);
  const hidden = store.issuesByKey.first('HID-1');
  for (const name of ['HID-1', hidden?.id, 'HID-2']) {
    expect(await call(bob, `${api}/issue/${name}`)).toEqual({ status: 404, body: NOT_FOUND });
  }
  expect((await call(cem, `${api}/issue/HID-1`)).status).toBe(200);
});

test('a moved issue answers to its old key with its new one', async () => {
  const { call, bob, store } = withIssues();
  const issue = store.issuesByKey.first('PAY-1');
  if (issue !== undefined) store.issues.put({ ...issue, key: 'NEW-1', previousKeys: ['PAY-1'] });
  expect((await call(bob, `${api}/issue/PAY-1`)).body).toMatchObject({ id: issue?.id, key: 'NEW-1' });
});

test('expansions show what they name', async () => {
  const { call, bob, store } = withIssues();
  const issue = store.issuesByKey.first('PAY-1');
  for (let i = 0; i < 3; i++) {
    seeds.addHistory(store, { issueId: issue?.id ?? '', authorId: bob.id, created: 1000 * i, items: [] });
  }
  store.properties.put({
    id: `issue/${issue?.id}/note`,
    entityType: 'issue',
    entityId: issue?.id ?? '',
    key: 'note',
    value: { n: 1 },
  });
  const expand = 'names,schema,changelog,transitions,operations,editmeta,renderedFields';
  const { body } = await call(bob, `${api}/issue/PAY-1?fields=summary,duedate&properties=note,other&expand=${expand}`);
  expect(body).toMatchObject({
    names: { summary: 'Summary' },
    schema: { summary: { type: 'string', system: 'summary' } },
    changelog: { startAt: 0, maxResults: 3, total: 3 },
    properties: { note: { n: 1 } },
    editmeta: { fields: { summary: { required: true, operations: ['set'] } } },
  });
  expect(look(body, 'names')).toEqual({ summary: 'Summary', duedate: 'Due date' });
  expect(look(body, 'changelog.histories.*.created')).toEqual([
    '1970-01-01T01:00:02.000+0100',
    '1970-01-01T01:00:01.000+0100',
    '1970-01-01T01:00:00.000+0100',
  ]);
  expect(look(body, 'transitions.*.to.name')).toContain('Done');
  expect(look(body, 'operations.linkGroups.0.links.*.id')).toContain('edit-issue');
});

test('bulkfetch gives what exists and is visible, in order of id, without saying what is missing', async () => {
  const { call, bob, store } = withIssues();
  const ids = ['PAY-3', 'pay-1', store.issuesByKey.first('PAY-1')?.id, 'HID-1', 'NONE-1', '999999'];
  const { status, body } = await call(bob, `${api}/issue/bulkfetch`, { issueIdsOrKeys: ids, fields: ['summary'] });
  expect(status).toBe(200);
  expect(look(body, 'issues.*.key')).toEqual(['PAY-1', 'PAY-3']);
  expect(look(body, 'issueErrors')).toEqual([]);
});

test('bulkfetch shows the newest 40 entries of each changelog', async () => {
  const { call, bob, store } = withIssues();
  const issueId = store.issuesByKey.first('PAY-1')?.id ?? '';
  for (let i = 0; i < 45; i++) seeds.addHistory(store, { issueId, created: 1000 * i, items: [] });
  const { body } = await call(bob, `${api}/issue/bulkfetch`, { issueIdsOrKeys: ['PAY-1'], expand: ['changelog'] });
  expect(look(body, 'issues.0.changelog')).toMatchObject({ startAt: 0, maxResults: 40, total: 45 });
  expect(look(body, 'issues.0.changelog.histories')).toHaveLength(40);
});

test.each<[string, number, object, number]>([
  ['100 with any fields', 100, {}, 200],
  ['101 without named fields', 101, {}, 400],
  ['1,000 with named fields', 1000, { fields: ['summary', 'status'] }, 200],
  ['1,001 with named fields', 1001, { fields: ['summary'] }, 400],
  ['101 with all fields', 101, { fields: ['*all'] }, 400],
  ['101 with an exclusion', 101, { fields: ['-summary'] }, 400],
  ['101 with comments', 101, { fields: ['summary', 'comment'] }, 400],
  ['101 with the changelog', 101, { fields: ['summary'], expand: ['changelog'] }, 400],
  ['101 with names', 101, { fields: ['summary'], expand: ['names'] }, 200],
  ['101 with 101 fields', 101, { fields: Array.from({ length: 101 }, (_, i) => `customfield_${i}`) }, 400],
  ['none', 0, {}, 400],
  ['6 properties', 1, { properties: ['a', 'b', 'c', 'd', 'e', 'f'] }, 400],
])('bulkfetch of %s', async (_what, count, more, status) => {
  const { call, bob } = withIssues();
  const issueIdsOrKeys = Array.from({ length: count }, (_, i) => String(i + 1));
  expect((await call(bob, `${api}/issue/bulkfetch`, { issueIdsOrKeys, ...more })).status).toBe(status);
});

test('editmeta is empty without the permission to edit', async () => {
  const { call, bob, cem, store } = withIssues();
  expect(look((await call(bob, `${api}/issue/PAY-1/editmeta`)).body, 'fields.priority.allowedValues.*.name')).toEqual([
    'Highest',
    'High',
    'Medium',
    'Low',
    'Lowest',
  ]);
  const project = store.projectsByKey.first('HID');
  if (project !== undefined) store.projects.put({ ...project, archived: true });
  expect((await call(cem, `${api}/issue/HID-1/editmeta`)).body).toEqual({ fields: {} });
});

test('create metadata names the types and the fields that creating needs', async () => {
  const { call, ann, bob, cem, store } = withIssues();
  const types = await call(bob, `${api}/issue/createmeta/PAY/issuetypes?maxResults=2`);
  expect(types.body).toMatchObject({ maxResults: 2, startAt: 0, total: 7 });
  expect(look(types.body, 'issueTypes')).toHaveLength(2);
  const project = store.projectsByKey.first('PAY');
  if (project !== undefined) store.projects.put({ ...project, requiredFieldIds: { default: ['duedate'] } });
  const fields = await call(bob, `${api}/issue/createmeta/PAY/issuetypes/${seeds.TYPE_IDS.subtask}?maxResults=200`);
  const required = [look(fields.body, 'fields')].flat().filter((field) => look(field, 'required') === true);
  expect(look(required, '*.fieldId')).toEqual(['parent', 'issuetype', 'project', 'summary', 'duedate']);
  expect((await call(bob, `${api}/issue/createmeta/HID/issuetypes`)).status).toBe(404);
  expect((await call(bob, `${api}/issue/createmeta/PAY/issuetypes/1`)).status).toBe(404);
  const all = async (who: { id: string }) =>
    look((await call(who, `${api}/issue/createmeta?expand=projects.issuetypes.fields`)).body, 'projects.*.key');
  expect(await all(bob)).toEqual(['PAY']);
  expect(await all(cem)).toEqual(['PAY', 'HID']);
  expect(await all(ann)).toEqual(['PAY', 'HID']);
});
