import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { addIssue, addLink, addProject } from '../../../../local/seeds/defaults.ts';
import type { Store } from '../../../../local/jira/store.ts';
import type { ProgramDraft } from '../../../../src/core/program/program.ts';
import { smallStore } from '../../small-site.ts';
import { live, startFresh, type FreshSite } from '../sync/fresh-site.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(120_000);

const DAY_MS = 86_400_000;
const DEPENDS = { source: 'FAR-2', destination: 'PAY-1' };

/** Beside the small site: a project without a team, with a feature, what it belongs to, a dependency's end, a child, and what nothing leads to. */
const storeWithNeighbours = (): Store => {
  const store = smallStore();
  addProject(store, { key: 'FAR', name: 'Elsewhere', leadId: 'ada' });
  const feature = addIssue(store, { projectKey: 'FAR', summary: 'feature', type: 'Epic' });
  addIssue(store, { projectKey: 'FAR', summary: 'end' });
  addIssue(store, { projectKey: 'FAR', summary: 'unrelated' });
  addIssue(store, { projectKey: 'PAY', summary: 'part', parentId: feature.id });
  const epic = addIssue(store, { projectKey: 'SHOP', summary: 'epic', type: 'Epic' });
  addIssue(store, { projectKey: 'FAR', summary: 'child', parentId: epic.id });
  addLink(store, DEPENDS);
  return store;
};

let site: FreshSite;
beforeEach(async () => {
  const store = storeWithNeighbours();
  const far = [...store.projects.values()].find(({ key }) => key === 'FAR')?.id ?? '';
  // Whoever saves the program leaves the team out that is proposed for them.
  const withoutFar = ({ teams, ...draft }: ProgramDraft): ProgramDraft => ({
    ...draft,
    teams: teams.filter(({ projectIds }) => !projectIds.includes(far)),
  });
  site = await startFresh(store, 1, withoutFar);
});
afterEach(() => site.host.close());

const idOf = (key: string): string => {
  const issue = [...site.store.issues.values()].find((one) => one.key === key);
  if (issue === undefined) throw new Error(`no issue ${key}`);
  return issue.id;
};
const held = async (...keys: readonly string[]): Promise<unknown> => site.call('test.entries', keys.map(idOf));
const edit = (key: string, fields: unknown) => site.write('PUT', `/rest/api/3/issue/${key}`, { fields });
const runDay = async (): Promise<void> => {
  site.clock.advance(DAY_MS);
  await site.host.schedule('upkeep-hourly');
  await site.host.drain();
};

test('after the backfill the index has what work of the program leads to in other projects, and nothing else of them', async () => {
  expect(await held('FAR-1', 'FAR-2', 'FAR-4')).toEqual(['feature', 'end', 'child']);
  expect(await held('FAR-3')).toEqual([]);
  expect(await site.state()).toMatchObject({ waiting: 0, errors: {} });
});

test('a neighbour’s change shows by its event, that of others in its project costs nothing', async () => {
  await edit('FAR-1', { summary: 'renamed' });
  await edit('FAR-3', { summary: 'whatever' });
  await live(site, 90_000, 5_000);
  expect(await held('FAR-1', 'FAR-3')).toEqual(['renamed']);
});

test('what is named from now on is read at once: a new end, a new parent and what that belongs to', async () => {
  await edit('PAY-2', { parent: { key: 'FAR-1' } });
  const body = { type: { name: 'Blocks' }, inwardIssue: { key: 'FAR-3' }, outwardIssue: { key: 'SHOP-2' } };
  await site.write('POST', '/rest/api/3/issueLink', body);
  await live(site, 30_000);
  expect(await held('FAR-1', 'FAR-3')).toEqual(['feature', 'unrelated']);
  expect(await site.state()).toMatchObject({ waiting: 0, errors: {} });
});

test('a neighbour that nobody announces a change of is found by the search for changes', async () => {
  site.host.faults.deliver({ eventLosses: 1 });
  site.clock.advance(60_000);
  await edit('FAR-1', { summary: 'renamed' });
  await edit('FAR-3', { summary: 'whatever' });
  await runDay();
  expect(await held('FAR-1', 'FAR-3')).toEqual(['renamed']);
});

test('a neighbour leaves with the last that leads to it, and what is deleted leaves at once', async () => {
  await edit('PAY-4', { parent: null });
  const id = idOf('FAR-2');
  await site.write('DELETE', '/rest/api/3/issue/FAR-2');
  await live(site, 90_000, 5_000);
  expect(await site.call('test.entries', [id])).toEqual([]);
  expect((await site.index()).find(({ key }) => key === 'PAY-1')).toMatchObject({ links: 1 });
  await runDay();
  expect(await held('FAR-1', 'FAR-4')).toEqual(['child']);
});

test('a neighbour that moves into an indexed project becomes one of its items', async () => {
  const issue = site.store.issues.get(idOf('FAR-1'));
  const project = [...site.store.projects.values()].find(({ key }) => key === 'SHOP');
  if (issue === undefined || project === undefined) throw new Error('no site');
  const moved = { ...issue, projectId: project.id, key: 'SHOP-90', updated: site.clock.now() };
  site.store.issues.put(moved);
  site.jira.site.emit({
    eventType: 'avi:jira:updated:issue',
    timestamp: site.clock.now(),
    payload: { jiraEventTypeName: 'issue_moved', issue: { id: issue.id, fields: { project: { id: project.id } } } },
  });
  await live(site, 15_000);
  expect((await site.index()).map(({ key }) => key)).toContain('SHOP-90');
});

test('neither counts nor reconciliations take neighbours for something that is too many', async () => {
  await runDay();
  await runDay();
  expect(await held('FAR-1', 'FAR-2', 'FAR-4')).toEqual(['feature', 'end', 'child']);
  expect(await site.call('test.mismatches')).toEqual({});
});
