import { expect, test } from '@jest/globals';
import * as seeds from '../../../../local/seeds/defaults.ts';
import { look, readSite } from '../support/read-site.ts';

const api = '/rest/api/3';
type Who = { id: string } | undefined;
const keysBy = (site: ReturnType<typeof readSite>) => async (who: Who, query: string) =>
  look((await site.call(who, `${api}/project/search?${query}`)).body, 'values.*.key');

test('project/search lists what the caller may view, browse or edit', async () => {
  const site = readSite();
  const { ann, bob, cem, call, store } = site;
  const keys = keysBy(site);
  seeds.addProject(store, { key: 'SEC', leadId: cem.id, isPrivate: true });
  expect(await keys(bob, '')).toEqual(['PAY']);
  expect(await keys(cem, '')).toEqual(['HID', 'PAY', 'SEC']);
  expect(await keys(ann, '')).toEqual(['HID', 'PAY', 'SEC']);
  expect(await keys(ann, 'action=browse')).toEqual(['HID', 'PAY']);
  expect(await keys(cem, 'action=edit')).toEqual(['SEC']);
  expect(await keys(undefined, '')).toEqual([]);
  expect((await call(bob, `${api}/project/search?action=fly`)).status).toBe(400);
  expect(look((await call(bob, `${api}/project`)).body, '*.key')).toEqual(['PAY']);
});

test('archived projects are listed to administrators who ask for them', async () => {
  const site = readSite();
  const keys = keysBy(site);
  expect(await keys(site.ann, 'status=archived')).toEqual(['OLD']);
  expect(await keys(site.ann, 'status=live&status=archived')).toEqual(['HID', 'OLD', 'PAY']);
  expect(await keys(site.bob, 'status=archived')).toEqual([]);
});

test('project/search filters, orders and pages', async () => {
  const site = readSite();
  const { call, bob, store } = site;
  const keys = keysBy(site);
  for (let i = 10; i < 65; i++) seeds.addProject(store, { key: `P${i}`, name: `Name ${100 - i}` });
  expect(await keys(bob, 'query=paym')).toEqual(['PAY']);
  expect(await keys(bob, 'keys=P10&keys=HID&keys=P11')).toEqual(['P10', 'P11']);
  expect(await keys(bob, 'orderBy=name&maxResults=2')).toEqual(['P64', 'P63']);
  expect(await keys(bob, 'orderBy=-key&maxResults=2')).toEqual(['PAY', 'P64']);
  expect(await keys(bob, 'typeKey=business')).toEqual([]);
  const { body } = await call(bob, `${api}/project/search`);
  expect(body).toMatchObject({ maxResults: 50, startAt: 0, total: 56, isLast: false });
  expect(look(body, 'nextPage')).toBe('http://localhost:4180/rest/api/3/project/search?startAt=50&maxResults=50');
});

test('a project shows its parts, with more on demand', async () => {
  const { call, ann, bob, store, pay } = readSite();
  seeds.addIssue(store, { projectKey: 'PAY' });
  const { body } = await call(bob, `${api}/project/pay?expand=permissions,issueTypeHierarchy,insight`);
  expect(body).toMatchObject({
    id: pay.id,
    key: 'PAY',
    name: 'Payments',
    lead: { accountId: ann.id },
    style: 'classic',
    simplified: false,
    isPrivate: false,
    projectTypeKey: 'software',
    versions: [],
    components: [],
    permissions: { canEdit: false },
    insight: { totalIssueCount: 1 },
  });
  expect(look(body, 'issueTypeHierarchy.levels.*.level')).toEqual([-1, 0, 1, 2, 3]);
  expect(look(body, 'roles.Administrators')).toBe(`http://localhost:4180/rest/api/3/project/${pay.id}/role/10002`);
  const hidden = await call(bob, `${api}/project/HID`);
  expect(hidden).toEqual({
    status: 404,
    body: { errorMessages: ["No project could be found with key 'HID'."], errors: {} },
  });
});

test('the app does not find a project that it was given no access to, whatever its scopes', async () => {
  const { call, app, store, ann } = readSite();
  const scheme = seeds.SCHEME_IDS.membersWithoutApps;
  seeds.addProject(store, { key: 'NOA', leadId: ann.id, permissionSchemeId: scheme });
  const reader = app('as-app', 'read:jira-work', 'manage:jira-configuration', 'manage:jira-project');
  expect((await call(reader, `${api}/project/PAY`)).status).toBe(200);
  expect((await call(reader, `${api}/project/NOA`)).status).toBe(404);
  expect((await call(reader, `${api}/project/NOA/permissionscheme`)).status).toBe(404);
});

test('versions come in order, whole or paged, and say what is overdue', async () => {
  const { call, bob, store } = readSite();
  seeds.addVersion(store, 'PAY', { name: '2.0', sequence: 2, releaseDate: '2026-11-21', startDate: '2026-10-05' });
  seeds.addVersion(store, 'PAY', { name: '1.0', sequence: 1, releaseDate: '2026-11-01', released: true });
  seeds.addVersion(store, 'PAY', { name: '3.0', sequence: 3, releaseDate: '2026-11-22' });
  const { body } = await call(bob, `${api}/project/PAY/versions`);
  expect(look(body, '*.name')).toEqual(['1.0', '2.0', '3.0']);
  expect(look(body, '*.overdue')).toEqual([false, true, false]);
  expect(look(body, '1')).toMatchObject({ userStartDate: '05/Oct/26', userReleaseDate: '21/Nov/26' });
  const page = await call(bob, `${api}/project/PAY/version?status=unreleased&orderBy=-name&maxResults=1`);
  expect(page.body).toMatchObject({ total: 2, isLast: false, values: [{ name: '3.0' }] });
  expect((await call(bob, `${api}/project/PAY/version?orderBy=mood`)).status).toBe(400);
});

test('components come whole, or paged with their number of issues', async () => {
  const { call, ann, bob, store } = readSite();
  const ledger = seeds.addComponent(store, 'PAY', { name: 'Ledger', leadId: bob.id });
  seeds.addComponent(store, 'PAY', { name: 'Api' });
  seeds.addIssue(store, { projectKey: 'PAY', componentIds: [ledger.id] });
  const { body } = await call(bob, `${api}/project/PAY/components`);
  expect(body).toMatchObject([
    { name: 'Ledger', assigneeType: 'COMPONENT_LEAD', lead: { accountId: bob.id }, project: 'PAY' },
    { name: 'Api', assigneeType: 'PROJECT_DEFAULT', assignee: { accountId: ann.id } },
  ]);
  const page = await call(bob, `${api}/project/PAY/component?orderBy=-issueCount`);
  expect(look(page.body, 'values.*.issueCount')).toEqual([1, 0]);
});

test('statuses come by type, the hierarchy for team-managed projects', async () => {
  const { call, bob, store } = readSite();
  const { body } = await call(bob, `${api}/project/PAY/statuses`);
  expect(look(body, '*.name')).toContain('Epic');
  expect(look(body, '0.statuses.*.name')).toEqual(['To Do', 'In Progress', 'In Review', 'Done']);
  const team = seeds.addProject(store, { key: 'TEA', style: 'next-gen' });
  const hierarchy = await call(bob, `${api}/project/${team.id}/hierarchy`);
  expect(look(hierarchy.body, 'hierarchy.*.level')).toEqual([-1, 0, 1]);
  expect((await call(bob, `${api}/project/PAY/hierarchy`)).status).toBe(404);
});

test('roles are for those who administer the project', async () => {
  const { call, ann, bob, cem, hid } = readSite();
  const roles = await call(ann, `${api}/project/HID/role`);
  expect(look(roles.body, 'Member')).toBe(`http://localhost:4180/rest/api/3/project/${hid.id}/role/10004`);
  expect((await call(ann, `${api}/project/HID/role/10004`)).body).toMatchObject({
    name: 'Member',
    actors: [{ type: 'atlassian-user-role-actor', displayName: 'Cem Cedar', actorUser: { accountId: cem.id } }],
  });
  expect((await call(cem, `${api}/project/HID/role`)).status).toBe(404);
  expect((await call(bob, `${api}/project/PAY/role/10004`)).status).toBe(404);
  expect((await call(ann, `${api}/project/PAY/role/1`)).status).toBe(404);
});
