import { expect, test } from '@jest/globals';
import type { Issue } from '../../../local/jira/entities.ts';
import type { Jira } from '../../../local/jira/jira.ts';
import { listKnownChecked } from '../../../src/core/visibility/plan.ts';
import { readAccess } from '../../../src/work-index/visible/read-access.ts';
import { createMemory } from '../../../src/work-index/visible/memory.ts';
import { cut, visible } from '../../../src/work-index/visible/visible.ts';
import { askAs } from './clients.ts';
import { APP, buildSite, type SiteShape } from './random-site.ts';

const open: SiteShape['projects'][number] = {
  grants: [{ type: 'applicationRole' }],
  isSecured: false,
  isTeamManaged: false,
  archived: false,
  roleUsers: [],
  hasApp: true,
};
const PROJECTS = ['100', '101', '102', '103'];
/** A plain project, one with a security scheme, a team-managed one, an archived one. */
const site = (issues: SiteShape['issues']) =>
  buildSite({
    projects: [open, { ...open, isSecured: true }, { ...open, isTeamManaged: true }, { ...open, archived: true }],
    levels: [
      [
        { type: 'user', parameter: 'ann' },
        { type: 'user', parameter: APP },
      ],
      [],
    ],
    appInUsers: true,
    issues,
  });
const asCandidate = ({ id, projectId, securityLevelId }: Issue) => ({
  id,
  projectId,
  ...(securityLevelId === undefined ? {} : { securityLevelId }),
});
const doorOf = async (jira: Jira, who: string) => {
  const [user, app] = [askAs(jira, who, 'as-user'), askAs(jira, APP, 'as-app')];
  const now = jira.site.clock.now();
  const { facts } = await readAccess(app.client, { projectIds: PROJECTS, now });
  app.calls.length = 0;
  return { user, app, viewer: { user: user.client, app: app.client, facts, now } };
};
const PLAIN = { projectId: '100', custom: {} } as const;
const SECRET = { projectId: '101', securityLevelId: '902', custom: {} } as const;

test('a project is plain only where nothing but the project decides', async () => {
  const { jira } = site([PLAIN, PLAIN, PLAIN]);
  const { viewer } = await doorOf(jira, 'bob');
  const kinds = [...viewer.facts].map(([id, { kind }]) => [id, kind]);
  expect(kinds).toEqual([
    ['100', 'plain'],
    ['101', 'checked'],
    ['102', 'checked'],
    ['103', 'closed'],
  ]);
});

test('plain and closed projects cost no question about single items', async () => {
  const { jira, issues } = site([PLAIN, PLAIN, { projectId: '103', custom: {} }]);
  const { user, app, viewer } = await doorOf(jira, 'bob');
  const agreed = { outcome: 'agree', at: viewer.now, onlyCheck: 0, onlyMatch: 0 } as const;
  const seen = await visible({ ...viewer, test: agreed }, { candidates: issues.map(asCandidate), projectIds: [] });
  expect([...seen.items]).toEqual(issues.slice(0, 2).map(({ id }) => id));
  expect([...seen.projects]).toEqual(['100']);
  expect(user.calls).toEqual(['/rest/api/3/permissions/check']);
  expect(app.calls).toEqual([]);
});

test('2,500 checked items take three calls each of user and app, all at once', async () => {
  const { jira, issues } = site(Array.from({ length: 2_500 }, () => ({ projectId: '102', custom: {} }) as const));
  const { user, app, viewer } = await doorOf(jira, 'bob');
  const agreed = { outcome: 'agree', at: viewer.now, onlyCheck: 0, onlyMatch: 0 } as const;
  const seen = await visible(
    { ...viewer, test: agreed },
    { candidates: issues.map(asCandidate), projectIds: PROJECTS },
  );
  expect(seen.items.size).toBe(2_500);
  expect(user.calls).toHaveLength(3);
  expect(app.calls).toHaveLength(3);
});

const AGREED = { outcome: 'agree', onlyCheck: 0, onlyMatch: 0 } as const;
const checkedSite = (count: number) =>
  site(Array.from({ length: count }, () => ({ projectId: '102', custom: {} }) as const));

test('what the app was seen to see is asked as the viewer alone, and nothing is asked twice', async () => {
  const { jira, issues } = checkedSite(1_500);
  const { user, app } = await doorOf(jira, 'bob');
  const now = jira.site.clock.now();
  const listItems = async () => issues.slice(0, 1_000);
  const { facts } = await readAccess(app.client, { projectIds: PROJECTS, now, listItems });
  app.calls.length = 0;
  const viewer = { user: user.client, app: app.client, facts, test: { ...AGREED, at: now }, now };
  const memory = createMemory();
  const known = listKnownChecked(PROJECTS, facts, now);
  expect(known).toHaveLength(1_000);
  await visible(viewer, { candidates: known, projectIds: PROJECTS }, memory);
  expect([user.calls.length, app.calls.length]).toEqual([1, 0]);
  const asked = { candidates: issues.map(asCandidate), projectIds: PROJECTS };
  expect((await visible(viewer, asked, memory)).items.size).toBe(1_500);
  // The 500 that facts do not know: one call each.
  expect([user.calls.length, app.calls.length]).toEqual([2, 1]);
  expect((await visible(viewer, asked, memory)).items.size).toBe(1_500);
  expect([user.calls.length, app.calls.length]).toEqual([2, 1]);
});

test('an item that was archived after the facts were read does not look like a difference of the two ways', async () => {
  const { jira, store, issues } = checkedSite(3);
  const { user, app } = await doorOf(jira, 'bob');
  const now = jira.site.clock.now();
  const { facts } = await readAccess(app.client, { projectIds: PROJECTS, now, listItems: async () => issues });
  const [archived] = issues;
  if (archived === undefined) throw new Error('no issue');
  store.issues.put({ ...archived, archived: true });
  const asked = { candidates: issues.map(asCandidate), projectIds: [] };
  const seen = await visible({ user: user.client, app: app.client, facts, now }, asked);
  expect([seen.items.size, seen.test]).toEqual([2, undefined]);
});

test('where all schemes of the site are alike, one call tells the access of all projects', async () => {
  const { jira, store } = site([]);
  for (const { id } of store.projects.values()) {
    const project = store.projects.get(id);
    if (project !== undefined) store.projects.put({ ...project, style: 'classic', archived: false });
  }
  const { app } = await doorOf(jira, 'bob');
  const input = { projectIds: PROJECTS, now: jira.site.clock.now() };
  const before = await readAccess(app.client, input);
  expect(before.areSchemesMixed).toBe(undefined);
  for (const project of store.projects.values()) {
    const { issueSecuritySchemeId: _none, ...rest } = project;
    store.projects.put(rest);
  }
  app.calls.length = 0;
  const alike = await readAccess(app.client, input);
  expect([...alike.facts.values()].map(({ kind }) => kind)).toEqual(PROJECTS.map(() => 'plain'));
  expect(app.calls).toHaveLength(3);
  const [scheme] = store.permissionSchemes.values();
  if (scheme === undefined) throw new Error('no scheme');
  const grant = { id: '999', permission: 'BROWSE_PROJECTS', holder: { type: 'reporter' } } as const;
  store.permissionSchemes.put({ ...scheme, id: '77', grants: [grant] });
  app.calls.length = 0;
  const mixed = await readAccess(app.client, input);
  expect([mixed.areSchemesMixed, app.calls.length]).toEqual([true, 3 + PROJECTS.length]);
  expect([...mixed.facts]).toEqual([...alike.facts]);
  app.calls.length = 0;
  await readAccess(app.client, { ...input, areSchemesMixed: true });
  expect(app.calls).toHaveLength(2 + PROJECTS.length);
});

test('the first reading that meets a restricted item shows that both ways agree', async () => {
  const { jira, issues } = site([PLAIN, PLAIN, SECRET]);
  const { viewer } = await doorOf(jira, 'bob');
  const asked = { candidates: issues.map(asCandidate), projectIds: [] };
  const seen = await visible(viewer, asked);
  expect(cut(asked.candidates, seen).map(({ id }) => id)).toEqual(issues.slice(0, 2).map(({ id }) => id));
  expect(seen.test).toEqual({ outcome: 'agree', at: viewer.now, onlyCheck: 0, onlyMatch: 0 });
  const { viewer: ann } = await doorOf(jira, 'ann');
  expect((await visible(ann, asked)).test).toBeUndefined();
});

test('until that is shown, items are asked about in search’s own words, and nothing is compared in vain', async () => {
  const { jira, issues } = site([PLAIN, SECRET, { projectId: '102', custom: {} }]);
  const { user, app, viewer: ann } = await doorOf(jira, 'ann');
  const asked = { candidates: issues.map(asCandidate), projectIds: [] };
  const [match, check] = ['/rest/api/3/jql/match', '/rest/api/3/permissions/check'];
  expect((await visible(ann, asked)).items.size).toBe(3);
  expect([user.calls.toSorted(), app.calls]).toEqual([[match, check], [match]]);
  const bob = await doorOf(jira, 'bob');
  expect((await visible(bob.viewer, asked)).items.size).toBe(2);
  expect([bob.user.calls.toSorted(), bob.app.calls]).toEqual([
    [match, match, check, check],
    [match, match],
  ]);
});

test('where permissions/check lets a restricted item through, it stays hidden and the difference is told', async () => {
  const { jira, issues } = site([PLAIN, PLAIN, SECRET]);
  const { viewer } = await doorOf(jira, 'bob');
  const everything = {
    permission: 'BROWSE_PROJECTS',
    projects: [100, 101],
    issues: issues.map(({ id }) => Number(id)),
  };
  const body = { globalPermissions: [], projectPermissions: [everything] };
  jira.faults.add({ path: '/rest/api/3/permissions/check', status: 200, body, times: 2 });
  const seen = await visible(viewer, { candidates: issues.map(asCandidate), projectIds: [] });
  expect([...seen.items]).toEqual(issues.slice(0, 2).map(({ id }) => id));
  expect(seen.test).toEqual({ outcome: 'differ', at: viewer.now, onlyCheck: 1, onlyMatch: 0 });
});

test('an item that moved behind a wall since is hidden, wherever the index still has it', async () => {
  const { jira, store, issues } = site([{ projectId: '102', custom: {} }, SECRET, PLAIN]);
  const [moved] = issues;
  if (moved === undefined) throw new Error('no issue');
  store.issues.put({ ...moved, projectId: '101', securityLevelId: '902' });
  const { viewer } = await doorOf(jira, 'bob');
  const seen = await visible(viewer, { candidates: [asCandidate(moved)], projectIds: [] });
  expect(seen.items.size).toBe(0);
});

test('a failing question shows nothing', async () => {
  const { jira, issues } = site([PLAIN, PLAIN, SECRET]);
  const { viewer } = await doorOf(jira, 'ann');
  jira.faults.add({ path: '/rest/api/3/jql/match', status: 400, times: 1 });
  await expect(visible(viewer, { candidates: issues.map(asCandidate), projectIds: [] })).rejects.toThrow('400');
});
