import { expect, test } from '@jest/globals';
import { aWriteSite } from './a-write-site.ts';
import { ALL_PERMISSIONS, putIssue, scheme } from '../support/write-site.ts';

const withoutAdmin = () => {
  const made = aWriteSite();
  const rest = ALL_PERMISSIONS.filter((one) => one !== 'ADMINISTER_PROJECTS');
  made.store.permissionSchemes.put(
    scheme(
      '0',
      rest.map((one) => [one, { type: 'group', parameter: 'g-users' }]),
    ),
  );
  return made;
};

test('a version is created, changed, released and archived with an event for each', async () => {
  const { ask, events } = aWriteSite();
  const made = await ask('ann', 'POST', 'version', { name: 'R3', projectId: 100, releaseDate: '2026-11-01' });
  expect(made).toMatchObject({ status: 201, body: { name: 'R3', projectId: 100, released: false, overdue: true } });
  const { id } = made.body as { id: string };
  expect((await ask('ann', 'PUT', `version/${id}`, { description: 'x' })).body).toMatchObject({
    name: 'R3',
    description: 'x',
  });
  expect((await ask('ann', 'PUT', `version/${id}`, { released: true })).body).toMatchObject({
    released: true,
    overdue: false,
  });
  await ask('ann', 'PUT', `version/${id}`, { archived: true });
  expect((await ask('bob', 'GET', `version/${id}`)).body).toMatchObject({ archived: true });
  expect(events).toEqual(['created', 'updated', 'released', 'archived'].map((what) => `avi:jira:${what}:version`));
});

test.each<[string, Record<string, unknown>, number]>([
  ['no project', { name: 'R3' }, 400],
  ['a hidden project', { name: 'R3', projectId: 999 }, 404],
  ['no name', { projectId: 100 }, 400],
  ['a name that is taken', { name: 'R1', projectId: 100 }, 400],
  ['dates in the wrong order', { name: 'R3', projectId: 100, startDate: '2026-12-02', releaseDate: '2026-12-01' }, 400],
])('a version with %s is refused', async (_name, body, status) => {
  expect((await aWriteSite().ask('ann', 'POST', 'version', body)).status).toBe(status);
});

test('versions are written by the project’s administrators and Jira’s', async () => {
  const { ask } = withoutAdmin();
  expect((await ask('ann', 'POST', 'version', { name: 'R3', projectId: 100 })).status).toBe(404);
  expect((await ask('ann', 'PUT', 'version/1001', { name: 'x' })).status).toBe(404);
  expect((await ask('adm', 'PUT', 'version/1001', { name: 'x' })).status).toBe(200);
  expect((await ask('out', 'GET', 'version/1001')).status).toBe(404);
});

test('removing a version gives its issues the one named instead', async () => {
  const { ask, store, events } = aWriteSite();
  const issue = putIssue(store, 'PAY-1', { fixVersionIds: ['1001'], affectsVersionIds: ['1001'] });
  expect((await ask('ann', 'POST', 'version/1001/removeAndSwap', { moveFixIssuesTo: 1002 })).status).toBe(204);
  expect(store.issues.get(issue.id)).toMatchObject({ fixVersionIds: ['1002'], affectsVersionIds: [] });
  expect(store.historiesByIssue.of(issue.id)[0]?.items).toMatchObject([
    { field: 'Fix Version', from: '1001', to: null },
    { field: 'Fix Version', from: null, to: '1002', toString: 'R2' },
  ]);
  expect(events.at(-1)).toBe('avi:jira:deleted:version');
});

test('releasing can take what is unresolved along to another version', async () => {
  const { ask, store } = aWriteSite();
  const open = putIssue(store, 'PAY-1', { fixVersionIds: ['1001'] });
  const done = putIssue(store, 'PAY-2', { fixVersionIds: ['1001'], resolutionId: '10000' });
  const moveUnfixedIssuesTo = 'http://localhost:4180/rest/api/3/version/1002';
  await ask('ann', 'PUT', 'version/1001', { released: true, moveUnfixedIssuesTo });
  expect([open, done].map(({ id }) => store.issues.get(id)?.fixVersionIds)).toEqual([['1002'], ['1001']]);
});

test('a version moves in the project’s order', async () => {
  const { ask, store } = aWriteSite();
  const order = () =>
    store.versionsByProject
      .of('100')
      .toSorted((a, b) => a.sequence - b.sequence)
      .map(({ name }) => name);
  await ask('ann', 'POST', 'version', { name: 'R3', projectId: 100 });
  await ask('ann', 'POST', 'version/1001/move', { position: 'Last' });
  expect(order()).toEqual(['R2', 'R3', 'R1']);
  await ask('ann', 'POST', 'version/1001/move', { after: 'http://localhost:4180/rest/api/3/version/1002' });
  expect(order()).toEqual(['R2', 'R1', 'R3']);
  expect((await ask('ann', 'POST', 'version/1001/move', {})).status).toBe(400);
});

test('a component is created, changed and removed', async () => {
  const { ask, store } = aWriteSite();
  const made = await ask('ann', 'POST', 'component', { project: 'PAY', name: 'Ledger', leadAccountId: 'bob' });
  expect(made).toMatchObject({ status: 201, body: { name: 'Ledger', lead: { accountId: 'bob' }, project: 'PAY' } });
  const { id } = made.body as { id: string };
  expect((await ask('ann', 'POST', 'component', { project: 'PAY', name: 'Ledger' })).status).toBe(400);
  expect((await ask('ann', 'PUT', `component/${id}`, { description: 'x' })).body).toMatchObject({
    name: 'Ledger',
    description: 'x',
  });
  const issue = putIssue(store, 'PAY-1', { componentIds: [id] });
  expect((await ask('ann', 'DELETE', `component/${id}?moveIssuesTo=1005`)).status).toBe(204);
  expect(store.issues.get(issue.id)?.componentIds).toEqual(['1005']);
  expect((await ask('ann', 'GET', `component/${id}`)).status).toBe(404);
});

test('components are written by the project’s administrators', async () => {
  const { ask } = withoutAdmin();
  expect((await ask('ann', 'POST', 'component', { project: 'PAY', name: 'Ledger' })).status).toBe(403);
  expect((await ask('ann', 'PUT', 'component/1005', { name: 'x' })).status).toBe(403);
  expect((await ask('ann', 'GET', 'component/1005')).status).toBe(200);
  expect((await ask('out', 'GET', 'component/1005')).status).toBe(404);
});
