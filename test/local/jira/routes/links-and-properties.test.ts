import { expect, test } from '@jest/globals';
import { aWriteSite } from './a-write-site.ts';
import { ALL_PERMISSIONS, putIssue, scheme } from '../support/write-site.ts';

const BLOCKS = { type: { name: 'Blocks' }, inwardIssue: { key: 'PAY-1' }, outwardIssue: { key: 'WEB-1' } };
const linked = () => {
  const made = aWriteSite();
  const [pay, web] = [putIssue(made.store, 'PAY-1'), putIssue(made.store, 'WEB-1')];
  return { ...made, pay, web };
};
const without = (permission: string) =>
  scheme(
    '0',
    ALL_PERMISSIONS.filter((one) => one !== permission).map((one) => [one, { type: 'group', parameter: 'g-users' }]),
  );

test('the inward issue blocks the outward one, both ends remember it, events carry ids only', async () => {
  const { ask, store, pay, web, events } = linked();
  expect(await ask('ann', 'POST', 'issueLink', BLOCKS)).toMatchObject({ status: 201, body: undefined });
  const [link] = store.links.values();
  expect(link).toMatchObject({ sourceId: pay.id, destinationId: web.id });
  const items = (id: string) => store.historiesByIssue.of(id).flatMap((history) => history.items);
  const none = { from: null, fromString: null };
  expect(items(pay.id)).toEqual([
    { field: 'Link', fieldtype: 'jira', ...none, to: 'WEB-1', toString: 'This issue blocks WEB-1' },
  ]);
  expect(items(web.id)).toEqual([
    { field: 'Link', fieldtype: 'jira', ...none, to: 'PAY-1', toString: 'This issue is blocked by PAY-1' },
  ]);
  expect(events).toEqual(['avi:jira:updated:issue', 'avi:jira:updated:issue', 'avi:jira:created:issuelink']);
  const shown = await ask('ann', 'GET', 'issue/PAY-1?fields=issuelinks');
  expect(shown.body).toMatchObject({ fields: { issuelinks: [{ id: link?.id, outwardIssue: { key: 'WEB-1' } }] } });
});

test('a link that is there already is answered as created and changes nothing', async () => {
  const { ask, store, events } = linked();
  await ask('ann', 'POST', 'issueLink', BLOCKS);
  const before = events.length;
  expect((await ask('ann', 'POST', 'issueLink', BLOCKS)).status).toBe(201);
  expect([store.links.size, events.length]).toEqual([1, before]);
});

test.each<[string, Record<string, unknown>, number]>([
  ['an unknown type', { ...BLOCKS, type: { name: 'Eats' } }, 404],
  ['an absent issue', { ...BLOCKS, outwardIssue: { key: 'WEB-9' } }, 404],
  ['no issue', { ...BLOCKS, outwardIssue: {} }, 400],
  ['itself', { ...BLOCKS, outwardIssue: { key: 'PAY-1' } }, 400],
])('a link with %s is refused', async (_name, body, status) => {
  expect((await linked().ask('ann', 'POST', 'issueLink', body)).status).toBe(status);
});

test('a link needs Link issues on the outward issue and both ends visible', async () => {
  const { ask, store, web } = linked();
  store.issues.put({ ...web, securityLevelId: '900' });
  expect((await ask('ann', 'POST', 'issueLink', BLOCKS)).status).toBe(404);
  store.issues.put(web);
  await ask('ann', 'POST', 'issueLink', BLOCKS);
  const [link] = store.links.values();
  store.permissionSchemes.put(without('LINK_ISSUES'));
  expect((await ask('ann', 'POST', 'issueLink', BLOCKS)).status).toBe(404);
  expect((await ask('ann', 'DELETE', `issueLink/${link?.id}`)).status).toBe(404);
  expect((await ask('ann', 'GET', `issueLink/${link?.id}`)).body).toMatchObject({
    inwardIssue: { key: 'PAY-1' },
    outwardIssue: { key: 'WEB-1' },
  });
  expect((await ask('out', 'GET', `issueLink/${link?.id}`)).status).toBe(404);
});

test('removing a link is remembered at both ends', async () => {
  const { ask, store, web, events } = linked();
  await ask('ann', 'POST', 'issueLink', BLOCKS);
  const [link] = store.links.values();
  expect((await ask('ann', 'DELETE', `issueLink/${link?.id}`)).status).toBe(204);
  expect(store.historiesByIssue.of(web.id)[1]?.items).toMatchObject([
    { field: 'Link', from: 'PAY-1', fromString: 'This issue is blocked by PAY-1', to: null, toString: null },
  ]);
  expect(events.at(-1)).toBe('avi:jira:deleted:issuelink');
  expect((await ask('ann', 'DELETE', `issueLink/${link?.id}`)).status).toBe(404);
});

test('link types are read by all and written by administrators', async () => {
  const { ask } = linked();
  const body = { name: 'Tests', inward: 'is tested by', outward: 'tests' };
  expect((await ask('ann', 'POST', 'issueLinkType', body)).status).toBe(404);
  const made = await ask('adm', 'POST', 'issueLinkType', body);
  expect(made).toMatchObject({ status: 201, body });
  const { id } = made.body as { id: string };
  expect((await ask('adm', 'PUT', `issueLinkType/${id}`, { ...body, name: 'Checks' })).body).toMatchObject({
    name: 'Checks',
  });
  expect((await ask('ann', 'GET', 'issueLinkType')).body).toMatchObject({
    issueLinkTypes: [{ name: 'Blocks' }, { name: 'Checks' }],
  });
  expect((await ask('adm', 'DELETE', `issueLinkType/${id}`)).status).toBe(204);
  expect((await ask('ann', 'GET', `issueLinkType/${id}`)).status).toBe(404);
});

test('a remote link is made once for each globalId', async () => {
  const { ask, store, pay } = linked();
  const body = { globalId: 'g1', object: { url: 'https://example.com', title: 'Page' } };
  const made = await ask('ann', 'POST', 'issue/PAY-1/remotelink', body);
  expect(made).toMatchObject({ status: 201, body: { id: expect.any(Number) } });
  expect((await ask('ann', 'POST', 'issue/PAY-1/remotelink', body)).status).toBe(200);
  expect((await ask('ann', 'GET', 'issue/PAY-1/remotelink')).body).toMatchObject([
    { globalId: 'g1', object: { title: 'Page' } },
  ]);
  expect(store.historiesByIssue.of(pay.id)[0]?.items).toMatchObject([
    { field: 'RemoteIssueLink', toString: 'This issue links to "Page (Web Link)"' },
  ]);
  const { id } = made.body as { id: number };
  const wrong = await ask('ann', 'PUT', `issue/PAY-1/remotelink/${id}`, { object: { url: 'https://example.com' } });
  expect(wrong).toMatchObject({ status: 400, body: { errors: { title: "'title' is required." } } });
  expect((await ask('ann', 'DELETE', 'issue/PAY-1/remotelink?globalId=g1')).status).toBe(204);
  expect((await ask('ann', 'GET', `issue/PAY-1/remotelink/${id}`)).status).toBe(404);
});

test('a property is 201 when new, 200 when changed, 404 when gone', async () => {
  const { ask, store } = linked();
  const path = 'issue/PAY-1/properties/interlock.contract';
  expect((await ask('ann', 'PUT', path, { a: 1 })).status).toBe(201);
  expect((await ask('ann', 'PUT', path, { a: 2 })).status).toBe(200);
  expect((await ask('bob', 'GET', path)).body).toEqual({ key: 'interlock.contract', value: { a: 2 } });
  expect((await ask('bob', 'GET', 'issue/PAY-1/properties')).body).toMatchObject({
    keys: [{ key: 'interlock.contract' }],
  });
  expect((await ask('ann', 'PUT', path, 'x'.repeat(32_769))).status).toBe(400);
  expect((await ask('ann', 'DELETE', path)).status).toBe(204);
  expect((await ask('ann', 'GET', path)).status).toBe(404);
  store.permissionSchemes.put(without('EDIT_ISSUES'));
  expect((await ask('ann', 'PUT', path, 1)).status).toBe(403);
});

test('a project’s properties are written by its administrators', async () => {
  const { ask, store } = linked();
  const path = 'project/PAY/properties/interlock';
  expect((await ask('ann', 'PUT', path, { on: true })).status).toBe(201);
  store.permissionSchemes.put(without('ADMINISTER_PROJECTS'));
  expect((await ask('ann', 'PUT', path, { on: false })).status).toBe(403);
  expect((await ask('adm', 'PUT', path, { on: false })).status).toBe(200);
  expect((await ask('ann', 'GET', path)).body).toEqual({ key: 'interlock', value: { on: false } });
  expect((await ask('out', 'GET', path)).status).toBe(404);
  expect((await ask('adm', 'DELETE', path)).status).toBe(204);
});

test('bulk property calls answer 303 to a task that tells what was done', async () => {
  const { ask, store, pay, web } = linked();
  const many = { entitiesIds: [Number(pay.id), Number(web.id)], properties: { k: { v: 1 } } };
  const answer = await ask('ann', 'POST', 'issue/properties', many);
  expect(answer.status).toBe(303);
  const location = answer.headers.get('location') ?? '';
  const task = await ask('ann', 'GET', location.split('/rest/api/3/')[1] ?? '');
  expect(task.body).toMatchObject({ status: 'COMPLETE', progress: 100, result: { updated: 2 } });
  expect((await ask('bob', 'GET', location.split('/rest/api/3/')[1] ?? '')).status).toBe(403);
  expect([...store.properties.values()].map(({ id }) => id)).toEqual([`issue/${pay.id}/k`, `issue/${web.id}/k`]);
});

test('one forbidden issue leaves a transactional bulk undone, and is reported by the other kind', async () => {
  const { ask, store, pay, web } = linked();
  store.issues.put({ ...web, securityLevelId: '900' });
  const ids = [Number(pay.id), Number(web.id)];
  expect((await ask('ann', 'POST', 'issue/properties', { entitiesIds: ids, properties: { k: 1 } })).status).toBe(404);
  expect(store.properties.size).toBe(0);
  const issues = ids.map((issueID) => ({ issueID, properties: { k: 1 } }));
  const answer = await ask('ann', 'POST', 'issue/properties/multi', { issues });
  expect(answer.body).toMatchObject({ result: { updated: 1, failed: { [web.id]: expect.any(String) } } });
});

test('a filter chooses the issues of a bulk property', async () => {
  const { ask, store, pay, web } = linked();
  await ask('ann', 'PUT', 'issue/PAY-1/properties/k', 'old');
  const filter = { entityIds: [Number(pay.id), Number(web.id)], currentValue: 'old' };
  expect((await ask('ann', 'PUT', 'issue/properties/k', { value: 'new', filter })).body).toMatchObject({
    result: { updated: 1 },
  });
  expect(store.properties.get(`issue/${pay.id}/k`)?.value).toBe('new');
  expect((await ask('ann', 'PUT', 'issue/properties/k', { expression: '1' })).status).toBe(400);
  expect((await ask('ann', 'DELETE', 'issue/properties/k', { currentValue: 'new' })).body).toMatchObject({
    result: { deleted: 1 },
  });
  expect(store.properties.size).toBe(0);
});
