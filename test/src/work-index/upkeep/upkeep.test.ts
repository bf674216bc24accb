import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { addIssue, addProject, addVersion } from '../../../../local/seeds/defaults.ts';
import type { ProgramDraft } from '../../../../src/core/program/program.ts';
import { smallStore } from '../../small-site.ts';
import { startKept, type KeptSite } from './kept-site.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(120_000);

let site: KeptSite;
beforeEach(async () => {
  site = await startKept(smallStore());
});
afterEach(() => site.host.close());

const MINUTE_MS = 60_000;
const issueOf = (key: string) => {
  const issue = [...site.store.issues.values()].find((one) => one.key === key);
  if (issue === undefined) throw new Error(`no issue ${key}`);
  return issue;
};
const rename = (key: string, summary: string) => site.write('PUT', `/rest/api/3/issue/${key}`, { fields: { summary } });
const summaryOf = async (key: string) => (await site.index()).find(({ item }) => item.key === key)?.item.summary;
const isEqual = async (): Promise<void> => {
  const { index, jira } = await site.compare();
  expect(index).toEqual(jira);
};

test('without any event, a page that asks for fresh data finds what changed, and what is new', async () => {
  await isEqual();
  await rename('PAY-1', 'renamed');
  await site.write('POST', '/rest/api/3/issue', {
    fields: { project: { key: 'SHOP' }, summary: 'new', issuetype: { name: 'Story' } },
  });
  site.clock.advance(5 * MINUTE_MS);
  expect(await site.look()).toMatchObject({ ran: true, repaired: 2, missed: 2, asOf: site.clock.now() });
  await isEqual();
  expect(await summaryOf('PAY-1')).toBe('renamed');
});

test('however many ask at once, one of them looks; the others hear as of when the data is', async () => {
  site.clock.advance(5 * MINUTE_MS);
  const looks = await Promise.all(Array.from({ length: 8 }, () => site.look()));
  expect(looks.filter(({ ran }) => ran)).toHaveLength(1);
  site.clock.advance(29_000);
  expect(await site.look()).toMatchObject({ ran: false, asOf: site.clock.now() - 29_000 });
  site.clock.advance(1_000);
  expect(await site.look()).toMatchObject({ ran: true, asOf: site.clock.now() });
});

test('a look with nothing new costs one search and reads no item', async () => {
  site.clock.advance(30 * MINUTE_MS);
  await site.look();
  site.clock.advance(MINUTE_MS);
  site.host.resetMeter();
  expect(await site.look()).toMatchObject({ repaired: 0 });
  expect(site.host.meter()).toMatchObject({ jiraCalls: 1, jiraPoints: 1 });
});

test('work is matched with a board anew once the lists tell that its filter changed', async () => {
  const board = [...site.store.boards.values()].find(({ projectId }) => projectId === issueOf('PAY-1').projectId);
  const filter = site.store.filters.get(board?.filterId);
  if (board === undefined || filter === undefined) throw new Error('no board');
  site.store.issues.put({ ...issueOf('PAY-2'), labels: ['web'] });
  const proposed = (await site.call('program.propose')) as { value: { proposals: { draft: ProgramDraft }[] } };
  const draft = proposed.value.proposals[0]?.draft;
  const rules = [{ kind: 'board', boardId: board.id }];
  const teams = draft?.teams.map((team) => (team.boardIds.includes(board.id) ? { ...team, rules } : team));
  await site.call('program.save', { draft: { ...draft, teams }, baseVersion: 1 });
  await site.host.drain();
  const matching = async () =>
    (await site.index()).flatMap(({ item, matches = [] }) => (matches.length === 0 ? [] : item.key));
  expect(await matching()).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
  site.store.filters.put({ ...filter, jql: 'labels = web' });
  site.clock.advance(7 * 24 * 60 * MINUTE_MS);
  await site.hour();
  expect(await matching()).toEqual(['PAY-2']);
});

test('an hour in which nothing happened asks Jira nothing', async () => {
  await site.hour();
  await site.hour();
  site.host.resetMeter();
  await site.hour();
  expect(site.host.meter().jiraCalls).toBe(0);
});

test('items of one instant are all found, however many pages they fill', async () => {
  const updated = site.clock.now();
  for (let n = 0; n < 250; n += 1) {
    const base = issueOf('PAY-2');
    site.store.issues.put({ ...base, id: String(90_000 + n), key: `PAY-${100 + n}`, updated, sprintIds: [] });
  }
  site.clock.advance(5 * MINUTE_MS);
  expect(await site.look()).toMatchObject({ repaired: 250, isCut: false });
  await site.host.drain();
  expect(await site.index()).toHaveLength(256);
});

test('what a look leaves to the consumer makes the data no newer; the next look begins where this one did', async () => {
  await site.look();
  const { lookedAt } = await site.state();
  const updated = site.clock.now();
  for (let n = 0; n < 400; n += 1) {
    const base = issueOf('PAY-2');
    site.store.issues.put({ ...base, id: String(90_000 + n), key: `PAY-${100 + n}`, updated, sprintIds: [] });
  }
  site.clock.advance(5 * MINUTE_MS);
  expect(await site.look()).toMatchObject({ repaired: 400 });
  expect((await site.state()).lookedAt).toBe(lookedAt);
  await site.host.drain();
  expect(await site.index()).toHaveLength(406);
  site.clock.advance(6 * MINUTE_MS);
  const last = site.clock.now();
  expect(await site.look()).toMatchObject({ repaired: 0 });
  expect((await site.state()).lookedAt).toBe(last);
});

test('a deletion that nobody announced: counts differ twice in a row, then the item goes, with the links to it', async () => {
  await site.write('DELETE', '/rest/api/3/issue/PAY-1');
  await site.call('test.day');
  await site.hour();
  expect(await summaryOf('PAY-1')).toBeDefined();
  expect(Object.values((await site.state()).mismatches)).toMatchObject([{ jira: 2, index: 3, drilledAt: 0 }]);
  await site.hour();
  expect(await summaryOf('PAY-1')).toBeUndefined();
  await isEqual();
  expect((await site.state()).lastRun).toMatchObject({ drilled: 1, missed: 1 });
  await site.hour();
  expect((await site.state()).mismatches).toEqual({});
});

test('archived work leaves the index, and comes back when it is restored', async () => {
  await site.write('PUT', '/rest/api/3/issue/archive', { issueIdsOrKeys: ['SHOP-2'] });
  await site.day();
  await site.hour();
  expect(await summaryOf('SHOP-2')).toBeUndefined();
  await isEqual();
  await site.write('PUT', '/rest/api/3/issue/unarchive', { issueIdsOrKeys: ['SHOP-2'] });
  await site.day();
  await site.hour();
  await isEqual();
  expect(await summaryOf('SHOP-2')).toBeDefined();
});

test('a large project is counted by ranges of keys, and only what differs is listed', async () => {
  for (let n = 0; n < 1_300; n += 1) addIssue(site.store, { projectKey: 'PAY' });
  // They were updated long ago: only counts tell of them.
  await site.day();
  await site.hour();
  expect(await site.index()).toHaveLength(1_306);
  await site.day();
  await site.write('DELETE', '/rest/api/3/issue/PAY-700');
  await site.day();
  await site.hour();
  expect(await site.index()).toHaveLength(1_305);
  // The listing of one range of 500 by the dearest reading, of three.
  const { points, drilled } = (await site.state()).lastRun ?? { points: 0, drilled: 0 };
  expect([drilled, points > 500, points < 600]).toEqual([1, true, true]);
});

test('sub-tasks that followed their parent, and links to what was deleted elsewhere, are found once a day', async () => {
  const far = addProject(site.store, { key: 'FAR', leadId: 'ada' });
  addIssue(site.store, { projectKey: far.key });
  const ends = { inwardIssue: { key: 'SHOP-3' }, outwardIssue: { key: 'FAR-1' } };
  await site.write('POST', '/rest/api/3/issueLink', { type: { name: 'Blocks' }, ...ends });
  const fields = {
    project: { key: 'PAY' },
    summary: 'part',
    issuetype: { name: 'Sub-task' },
    parent: { key: 'PAY-1' },
  };
  await site.write('POST', '/rest/api/3/issue', { fields });
  await site.day();
  await isEqual();
  await site.write('POST', '/rest/agile/1.0/backlog/issue', { issues: ['PAY-1'] });
  await site.write('DELETE', '/rest/api/3/issue/FAR-1');
  await site.day();
  await isEqual();
  expect((await site.index()).filter(({ item }) => item.sprintIds.length === 0)).toHaveLength(2);
});

test('a sprint that was deleted leaves its items, and a version that was deleted too', async () => {
  const version = addVersion(site.store, 'SHOP', { name: '1.0' });
  await site.write('PUT', '/rest/api/3/issue/SHOP-1', { fields: { fixVersions: [{ id: version.id }] } });
  await site.day();
  await isEqual();
  // Quietly: neither events nor `updated` tell.
  site.store.issues.put({ ...issueOf('SHOP-1'), fixVersionIds: [] });
  site.store.versions.delete(version.id);
  const [sprintId] = issueOf('SHOP-2').sprintIds;
  for (const issue of site.store.issues.values()) {
    if (issue.sprintIds.some((id) => id === sprintId)) site.store.issues.put({ ...issue, sprintIds: [] });
  }
  site.store.sprints.delete(sprintId ?? '');
  site.clock.advance(7 * 24 * 60 * MINUTE_MS);
  await site.day();
  await isEqual();
});

test('a status of another category is found once a week, or in six hours where somebody looks', async () => {
  const { statusId } = issueOf('PAY-1');
  const status = site.store.statuses.get(statusId);
  if (status === undefined) throw new Error('no status');
  site.store.statuses.put({ ...status, category: 'indeterminate' });
  site.clock.advance(7 * 24 * 60 * MINUTE_MS);
  await site.day();
  expect((await site.index()).map(({ item }) => item.status.category)).toContain('inProgress');
  await isEqual();
});

test('a project that was archived stops no look at the others', async () => {
  await site.write('POST', '/rest/api/3/project/SHOP/archive');
  await rename('PAY-1', 'renamed');
  site.clock.advance(5 * MINUTE_MS);
  expect(await site.look()).toMatchObject({ ran: true, repaired: 1 });
  expect((await site.state()).live).toHaveLength(1);
  expect(await summaryOf('PAY-1')).toBe('renamed');
});

test('facts of checked projects tell what the app sees of them', async () => {
  const { projectId } = issueOf('PAY-1');
  const project = site.store.projects.get(projectId);
  if (project === undefined) throw new Error('no project');
  const levels = [{ id: '1', name: 'Few', description: '', holders: [] }];
  site.store.issueSecuritySchemes.put({ id: '9', name: 'Levels', description: '', levels });
  site.store.projects.put({ ...project, issueSecuritySchemeId: '9' });
  site.store.issues.put({ ...issueOf('PAY-3'), securityLevelId: '1' });
  const other = issueOf('SHOP-1').projectId;
  expect(await site.call('test.access', [projectId, other])).toEqual({
    [projectId]: ['checked', [issueOf('PAY-1').id, issueOf('PAY-2').id].sort()],
    [other]: ['plain', []],
  });
});
