import { expect, test } from '@jest/globals';
import * as seeds from '../../../../local/seeds/defaults.ts';
import { look, readSite } from '../support/read-site.ts';

const api = '/rest/api/3';

/** PAY has a security level for Cem; ROL is for reporter and assignee only. */
const withWork = () => {
  const site = readSite();
  const { store, pay, bob, cem } = site;
  const scheme = seeds.addSecurityScheme(store, {
    name: 'Secret',
    levels: [{ name: 'Cem only', holders: [{ type: 'user', parameter: cem.id }] }],
  });
  store.projects.put({ ...pay, issueSecuritySchemeId: scheme.id });
  const levelId = scheme.levels[0]?.id ?? '';
  const rol = seeds.addProject(store, { key: 'ROL', permissionSchemeId: seeds.SCHEME_IDS.issueRoles });
  const open = seeds.addIssue(store, { projectKey: 'PAY' });
  const secret = seeds.addIssue(store, { projectKey: 'PAY', securityLevelId: levelId });
  const hidden = seeds.addIssue(store, { projectKey: 'HID' });
  const bobs = seeds.addIssue(store, { projectKey: 'ROL', assigneeId: bob.id });
  const cems = seeds.addIssue(store, { projectKey: 'ROL', reporterId: cem.id });
  return { ...site, scheme, levelId, rol, open, secret, hidden, bobs, cems };
};
type Work = ReturnType<typeof withWork>;

const browse = async (
  { call, pay, hid, rol, open, secret, hidden, bobs, cems }: Work,
  who: { id: string } | undefined,
) => {
  const { body } = await call(who, `${api}/permissions/check`, {
    projectPermissions: [
      {
        permissions: ['BROWSE_PROJECTS'],
        projects: [pay, hid, rol].map(({ id }) => Number(id)).concat(1),
        issues: [open, secret, hidden, bobs, cems].map(({ id }) => Number(id)).concat(1),
      },
    ],
  });
  return body;
};
const grants = (projects: readonly { id: string }[], issues: readonly { id: string }[]) => ({
  globalPermissions: [],
  projectPermissions: [
    {
      permission: 'BROWSE_PROJECTS',
      projects: projects.map(({ id }) => Number(id)),
      issues: issues.map(({ id }) => Number(id)),
    },
  ],
});

test('permissions/check tells projects by scheme and issues by issue role and security level', async () => {
  const work = withWork();
  const { pay, hid, rol, open, secret, hidden, bobs, cems } = work;
  expect(await browse(work, work.bob)).toEqual(grants([pay, rol], [open, bobs]));
  expect(await browse(work, work.cem)).toEqual(grants([pay, hid, rol], [open, secret, hidden, cems]));
  expect(await browse(work, undefined)).toEqual(grants([], []));
});

test('what permissions/check says of issues is what Jira opens', async () => {
  const work = withWork();
  for (const who of [work.ann, work.bob, work.cem]) {
    const ids = look(await browse(work, who), 'projectPermissions.0.issues');
    for (const { id } of [work.open, work.secret, work.hidden, work.bobs, work.cems]) {
      const opens = (await work.call(who, `${api}/issue/${id}`)).status === 200;
      expect([ids].flat().includes(Number(id))).toBe(opens);
    }
  }
});

test('global permissions are told beside, and other people only to administrators', async () => {
  const { call, ann, bob, cem, app } = withWork();
  const ask = { globalPermissions: ['ADMINISTER', 'BULK_CHANGE'] };
  expect((await call(bob, `${api}/permissions/check`, ask)).body).toEqual({
    globalPermissions: ['BULK_CHANGE'],
    projectPermissions: [],
  });
  expect((await call(ann, `${api}/permissions/check`, { ...ask, accountId: bob.id })).body).toMatchObject({
    globalPermissions: ['BULK_CHANGE'],
  });
  expect((await call(bob, `${api}/permissions/check`, { ...ask, accountId: bob.id })).status).toBe(200);
  expect((await call(bob, `${api}/permissions/check`, { ...ask, accountId: cem.id })).status).toBe(403);
  expect((await call(ann, `${api}/permissions/check`, { ...ask, accountId: 'nobody' })).status).toBe(400);
  const scoped = app('as-app', 'read:jira-work');
  expect((await call(scoped, `${api}/permissions/check`, { ...ask, accountId: bob.id })).status).toBe(403);
});

const ids = (count: number): number[] => Array.from({ length: count }, (_, i) => 10_000 + i);
test.each<[string, object, number]>([
  ['1,000 projects and 1,000 issues', { permissions: ['EDIT_ISSUES'], projects: ids(1000), issues: ids(1000) }, 200],
  ['1,001 projects', { permissions: ['EDIT_ISSUES'], projects: ids(1001) }, 400],
  ['1,001 issues', { permissions: ['EDIT_ISSUES'], issues: ids(1001) }, 400],
  ['an unknown permission', { permissions: ['FLY'] }, 400],
  ['a global permission', { permissions: ['ADMINISTER'] }, 400],
  ['no permission', { permissions: [] }, 400],
  ['an empty permission beside another', { permissions: ['', 'EDIT_ISSUES'], projects: [null] }, 200],
  ['keys instead of ids', { permissions: ['EDIT_ISSUES'], issues: ['PAY-1'] }, 400],
])('permissions/check of %s', async (_what, group, status) => {
  const { call, bob } = readSite();
  expect((await call(bob, `${api}/permissions/check`, { projectPermissions: [group] })).status).toBe(status);
});

test('mypermissions needs names, and looks at the site, a project or an issue', async () => {
  const { call, bob, secret, bobs, cems } = withWork();
  const has = async (query: string) =>
    look(
      (await call(bob, `${api}/mypermissions?permissions=EDIT_ISSUES${query}`)).body,
      'permissions.EDIT_ISSUES.havePermission',
    );
  expect((await call(bob, `${api}/mypermissions`)).status).toBe(400);
  expect((await call(bob, `${api}/mypermissions?permissions=FLY`)).status).toBe(400);
  expect(await has('')).toBe(true);
  expect(await has('&projectKey=ROL')).toBe(true);
  expect(await has(`&issueKey=${bobs.key}`)).toBe(true);
  for (const { key } of [secret, cems]) {
    expect((await call(bob, `${api}/mypermissions?permissions=EDIT_ISSUES&issueKey=${key}`)).status).toBe(404);
  }
  expect((await call(bob, `${api}/mypermissions?permissions=EDIT_ISSUES&projectKey=HID`)).status).toBe(404);
  expect((await call(bob, `${api}/mypermissions?permissions=ADMINISTER`)).body).toEqual({
    permissions: {
      ADMINISTER: expect.objectContaining({ key: 'ADMINISTER', type: 'GLOBAL', havePermission: false }),
    },
  });
});

const identifiers = (...of: { id: string; key: string }[]) => of.map(({ id, key }) => ({ id: Number(id), key }));

test('permissions/project names the live projects where all of the permissions are held', async () => {
  const { call, ann, bob, pay, rol } = withWork();
  const projects = async (who: { id: string }, ...permissions: string[]) =>
    look((await call(who, `${api}/permissions/project`, { permissions })).body, 'projects');
  expect(await projects(bob, 'BROWSE_PROJECTS')).toEqual(identifiers(pay, rol));
  expect(await projects(bob, 'BROWSE_PROJECTS', 'ADMINISTER_PROJECTS')).toEqual([]);
  expect(look(await projects(ann, 'ADMINISTER_PROJECTS'), '*.key')).toEqual(['PAY', 'HID', 'ROL']);
  expect((await call(bob, `${api}/permissions/project`, { permissions: ['FLY'] })).status).toBe(400);
});

test('a permission scheme shows its grants on demand; a project shows its scheme to its administrators', async () => {
  const { call, ann, bob, app } = withWork();
  const path = `${api}/project/PAY/permissionscheme`;
  expect(look((await call(ann, path)).body, 'permissions')).toBeUndefined();
  const { body } = await call(ann, `${path}?expand=permissions`);
  expect(body).toMatchObject({ id: 0, name: 'Default software scheme' });
  expect(look(body, 'permissions')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ permission: 'BROWSE_PROJECTS', holder: { type: 'applicationRole' } }),
      expect.objectContaining({
        permission: 'BROWSE_PROJECTS',
        holder: { type: 'projectRole', parameter: '10003', value: '10003', expand: 'projectRole' },
      }),
    ]),
  );
  expect((await call(bob, path)).status).toBe(403);
  expect((await call(bob, `${api}/project/HID/permissionscheme`)).status).toBe(404);
  expect((await call(app('as-app', 'manage:jira-configuration', 'read:jira-work'), path)).status).toBe(200);
  expect(look((await call(bob, `${api}/permissionscheme`)).body, 'permissionSchemes')).toHaveLength(4);
  const listed = await call(bob, `${api}/permissionscheme/10101/permission`);
  const first = look(listed.body, 'permissions.0');
  expect((await call(bob, `${api}/permissionscheme/10101/permission/${String(look(first, 'id'))}`)).body).toEqual(
    first,
  );
  expect((await call(bob, `${api}/permissionscheme/77`)).status).toBe(404);
});

test('security schemes, levels and members are for administrators; the app reads them with its scope', async () => {
  const { call, ann, bob, cem, app, scheme, levelId, pay } = withWork();
  const base = `${api}/issuesecurityschemes`;
  expect((await call(ann, base)).body).toMatchObject({ issueSecuritySchemes: [{ id: Number(scheme.id) }] });
  expect((await call(bob, base)).status).toBe(403);
  const found = await call(ann, `${base}/search?projectId=${pay.id}`);
  expect(found.body).toMatchObject({ total: 1, values: [{ projectIds: [Number(pay.id)] }] });
  expect((await call(ann, `${base}/level?schemeId=${scheme.id}`)).body).toMatchObject({
    values: [{ id: levelId, name: 'Cem only', isDefault: false, issueSecuritySchemeId: scheme.id }],
  });
  const member = { issueSecurityLevelId: levelId, holder: { type: 'user', parameter: cem.id } };
  expect((await call(ann, `${base}/level/member?levelId=${levelId}`)).body).toMatchObject({ values: [member] });
  expect((await call(ann, `${base}/level/member?levelId=1`)).body).toMatchObject({ total: 0 });
  expect((await call(ann, `${base}/${scheme.id}/members`)).body).toMatchObject({
    values: [{ ...member, issueSecurityLevelId: Number(levelId) }],
  });
  expect((await call(ann, `${base}/project`)).body).toMatchObject({ values: [{ projectId: pay.id }] });
  const reader = app('as-app', 'manage:jira-configuration', 'manage:jira-project', 'read:jira-work');
  expect((await call(reader, `${base}/${scheme.id}`)).body).toMatchObject({ levels: [{ id: levelId }] });
});

test('a project tells its security scheme to its administrators and a level to its members', async () => {
  const { call, ann, bob, cem, levelId } = withWork();
  expect((await call(ann, `${api}/project/PAY/issuesecuritylevelscheme`)).body).toMatchObject({ levels: [{}] });
  expect((await call(ann, `${api}/project/HID/issuesecuritylevelscheme`)).status).toBe(404);
  expect((await call(bob, `${api}/project/PAY/issuesecuritylevelscheme`)).status).toBe(403);
  expect((await call(cem, `${api}/project/PAY/securitylevel`)).body).toMatchObject({ levels: [{ id: levelId }] });
  expect((await call(bob, `${api}/project/PAY/securitylevel`)).body).toEqual({ levels: [] });
  expect((await call(bob, `${api}/securitylevel/${levelId}`)).body).toMatchObject({ name: 'Cem only' });
  expect((await call(bob, `${api}/securitylevel/1`)).status).toBe(404);
});
