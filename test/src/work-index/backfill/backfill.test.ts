import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { addIssue, addProject, addUser, newStore } from '../../../../local/seeds/defaults.ts';
import {
  cancelBackfill,
  dropLeftProjects,
  kickBackfill,
  rebuild,
  resumeBackfill,
} from '../../../../src/work-index/backfill/request.ts';
import { openIndex } from '../../../../src/work-index/store/open-index.ts';
import { startManySites } from '../../app-host.ts';
import { NOW, smallStore } from '../../small-site.ts';
import { inApp, readIndex, searchableKeys, stateOf } from './in-app.ts';
import { openSite, type OpenSite } from './open-site.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(120_000);

const BULK = '/rest/api/3/issue/bulkfetch';
const DAY_MS = 86_400_000;
const sites = startManySites(newStore(), NOW);
afterAll(() => sites.host.close());
afterEach(() => sites.host.faults.clear());

let site: OpenSite;
beforeEach(async () => {
  sites.host.faults.deliver({ eventLosses: 1 });
  site = await open();
});
const open = (store = smallStore()) => openSite(sites, store);

const isDone = async (): Promise<boolean> => {
  const { runs, wakeAt } = await stateOf(site.installation);
  return wakeAt === undefined && runs.every(({ phase, finishedAt }) => phase === 'done' && finishedAt > 0);
};

test('after a program is saved, its projects are read as search shows them to the app', async () => {
  await site.save();
  await site.drain();
  expect(await site.keys()).toEqual(['PAY-1', 'PAY-2', 'PAY-3', 'SHOP-1', 'SHOP-2', 'SHOP-3']);
  const entries = [...(await readIndex(site.installation, site.projectIds)).values()];
  expect(entries.every(({ history }) => history !== undefined)).toBe(true);
  expect(await isDone()).toBe(true);
  expect((await stateOf(site.installation)).runs.map(({ read, about }) => [read, about])).toEqual([
    [3, 3],
    [3, 3],
  ]);
});

test('killed after any of its effects, it ends in the same index', async () => {
  await site.save();
  await site.drain();
  const whole = [...(await readIndex(site.installation, site.projectIds)).values()];
  for (let afterEffect = 0; ; afterEffect += 1) {
    site = await open();
    await site.save();
    sites.host.faults.addKill({ afterEffect, moduleKey: 'index-backfill', times: 1 });
    const { ran } = await site.drain();
    expect([...(await readIndex(site.installation, site.projectIds)).values()]).toEqual(whole);
    expect(await isDone()).toBe(true);
    sites.host.faults.clear();
    sites.host.faults.deliver({ eventLosses: 1 });
    if (ran.every(({ outcome }) => outcome === 'success')) {
      expect(afterEffect).toBeGreaterThan(8);
      return;
    }
  }
});

test('killed until the platform gives up, the next kick goes on', async () => {
  sites.host.faults.addKill({ afterEffect: 1, moduleKey: 'index-backfill', times: 5 });
  await site.save();
  expect((await site.drain()).ran.at(-1)?.outcome).toBe('failed');
  expect(await isDone()).toBe(false);
  await inApp(site.installation, () => kickBackfill(sites.host.clock.now() + 3_600_000));
  await site.drain();
  expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
  expect(await isDone()).toBe(true);
});

test('killed between saving the program and asking for its projects, the next kick asks', async () => {
  sites.host.faults.addKill({ afterEffect: 1, functionKey: 'program.save', times: 1 });
  await expect(site.save()).rejects.toThrow();
  sites.host.faults.clear();
  expect((await stateOf(site.installation)).runs).toEqual([]);
  await inApp(site.installation, () => kickBackfill(sites.host.clock.now()));
  await site.drain();
  expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
});

test('every event delivered twice reads once', async () => {
  sites.host.faults.deliver({ queueDuplicates: 1, eventLosses: 1 });
  await site.save();
  const { ran } = await site.drain();
  expect(ran.length).toBeLessThan(6);
  expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
  expect(await isDone()).toBe(true);
});

test('cancelled, it stops; resumed, it goes on; a second save starts nothing that was cancelled', async () => {
  await site.save();
  await inApp(site.installation, () => cancelBackfill(site.projectIds));
  await site.drain();
  expect(await site.keys()).toEqual([]);
  await site.save({ name: 'another name' }, 1);
  await site.drain();
  expect(await site.keys()).toEqual([]);
  await inApp(site.installation, () => resumeBackfill(site.projectIds, sites.host.clock.now()));
  await site.drain();
  expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
});

describe('Jira refuses', () => {
  test('for its quota: it rests until the reset, says so, and ends the same', async () => {
    const headers = { 'Retry-After': '1800', 'RateLimit-Reason': 'jira-quota-global-based' };
    site.app.jira.faults.add({ path: BULK, status: 429, headers, times: 1 });
    await site.save();
    await site.drain(false);
    const { rest } = await stateOf(site.installation);
    expect(rest?.because).toBe('quota');
    expect((rest?.until ?? 0) - sites.host.clock.now()).toBeGreaterThanOrEqual(1_800_000);
    await site.drain();
    expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
    expect(await isDone()).toBe(true);
  });

  test('a page for its size: it is read by halves', async () => {
    site.app.jira.faults.add({ path: BULK, status: 400, times: 3 });
    await site.save();
    await site.drain();
    expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
  });

  test('to answer: it tries again', async () => {
    for (const fault of [{ status: 401 }, { drop: 'after' as const }]) {
      site.app.jira.faults.add({ path: '/rest/api/3/search/approximate-count', times: 1, ...fault });
    }
    await site.save();
    await site.drain();
    expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
    expect(await isDone()).toBe(true);
  });

  test.each([
    [400, 'access'],
    [500, 'error'],
  ])('one project (%i): the others are read, and it is tried again later', async (status, code) => {
    site.app.jira.faults.add({ path: '/rest/api/3/search/approximate-count', status, times: 1 });
    await site.save();
    await site.drain();
    const { runs } = await stateOf(site.installation);
    expect(runs.map(({ phase, problem }) => [phase, problem?.code])).toEqual([
      ['waiting', code],
      ['done', undefined],
    ]);
    sites.host.clock.advance(3_600_000);
    await inApp(site.installation, () => kickBackfill(sites.host.clock.now()));
    await site.drain();
    expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
  });
});

describe('the site changes while it is read', () => {
  test('what came, changed, moved and went during a pause is as Jira has it', async () => {
    const headers = { 'Retry-After': '600', 'RateLimit-Reason': 'jira-quota-global-based' };
    site.app.jira.faults.add({ path: '/rest/api/3/issue/bulkfetch', status: 429, headers, times: 1 });
    await site.save();
    await site.drain(false);
    sites.host.clock.advance(60_000);
    await site.edit('PUT', '/rest/api/3/issue/PAY-1', { fields: { summary: 'changed meanwhile' } });
    await site.edit('DELETE', '/rest/api/3/issue/PAY-2');
    await site.edit('PUT', '/rest/api/3/issue/archive', { issueIdsOrKeys: ['PAY-3'] });
    const fields = { project: { key: 'SHOP' }, summary: 'new', issuetype: { name: 'Story' } };
    await site.edit('POST', '/rest/api/3/issue', { fields });
    await site.drain();
    expect(await site.keys()).toEqual(['PAY-1', 'SHOP-1', 'SHOP-2', 'SHOP-3', 'SHOP-4']);
    const entries = [...(await readIndex(site.installation, site.projectIds)).values()];
    expect(entries.find(({ item }) => item.key === 'PAY-1')?.item.summary).toBe('changed meanwhile');
  });

  test('between any two effects of a step, it is as Jira has it', async () => {
    for (let afterEffect = 1; ; afterEffect += 1) {
      site = await open();
      await site.save();
      sites.host.faults.addKill({ afterEffect, moduleKey: 'index-backfill', times: 1 });
      await site.drain(false);
      // What changes after a project is closed, events and the schedule bring.
      if ((await site.run(site.projectNamed('SHOP')))?.phase === 'done') break;
      await site.edit('PUT', '/rest/api/3/issue/SHOP-1', { fields: { summary: `changed at ${afterEffect}` } });
      await site.edit('DELETE', '/rest/api/3/issue/SHOP-2');
      const fields = { project: { key: 'SHOP' }, summary: 'new', issuetype: { name: 'Story' } };
      await site.edit('POST', '/rest/api/3/issue', { fields });
      await site.drain();
      expect(await site.keys()).toEqual(['PAY-1', 'PAY-2', 'PAY-3', 'SHOP-1', 'SHOP-3', 'SHOP-4']);
      const entries = [...(await readIndex(site.installation, site.projectIds)).values()];
      expect(entries.map(({ item }) => item.summary)).toContain(`changed at ${afterEffect}`);
    }
  });
});

describe('a project that was read', () => {
  beforeEach(async () => {
    await site.save();
    await site.drain();
  });

  test('is rebuilt: what was lost goes, what was missed comes, and it stays usable meanwhile', async () => {
    sites.host.clock.advance(60_000);
    await site.edit('DELETE', '/rest/api/3/issue/PAY-2');
    await site.edit('PUT', '/rest/api/3/issue/PAY-1', { fields: { summary: 'missed' } });
    await site.edit('PUT', '/rest/api/3/issue/archive', { issueIdsOrKeys: ['SHOP-3'] });
    await site.drain();
    expect(await site.keys()).toHaveLength(6);
    const now = sites.host.clock.now();
    await inApp(site.installation, () => rebuild(site.projectIds, now));
    expect((await stateOf(site.installation)).runs.every(({ finishedAt }) => finishedAt > 0)).toBe(true);
    await site.drain();
    expect(await site.keys()).toEqual(['PAY-1', 'PAY-3', 'SHOP-1', 'SHOP-2']);
    const entries = [...(await readIndex(site.installation, site.projectIds)).values()];
    expect(entries.map(({ item }) => item.summary)).toContain('missed');
    expect(await isDone()).toBe(true);
  });

  test('is packed for reading at the end', async () => {
    const { parts } = (await inApp(site.installation, openIndex)).root;
    expect(parts.filter(({ isDense }) => !isDense)).toEqual([]);
    expect((await stateOf(site.installation)).isLoose).toBeUndefined();
  });

  test('costs two readings of storage while there is nothing to do', async () => {
    expect((await stateOf(site.installation)).turn).toBeGreaterThan(0);
    const before = site.installation.queue.size;
    await inApp(site.installation, () => kickBackfill(sites.host.clock.now()));
    expect(site.installation.queue.size).toBe(before);
  });

  test('leaves the index a week after the last program that named it', async () => {
    const gone = site.projectNamed('SHOP');
    const teams = site.draft.teams.filter((team) => !team.projectIds.includes(gone));
    await site.save({ teams }, 1);
    await site.drain();
    expect((await site.run(gone))?.leftAt).toBeGreaterThanOrEqual(NOW);
    const left = (await site.run(gone))?.leftAt ?? 0;
    expect(await inApp(site.installation, () => dropLeftProjects(left + 7 * DAY_MS - 1))).toEqual([]);
    expect(await site.keys()).toHaveLength(6);
    expect(await inApp(site.installation, () => dropLeftProjects(left + 7 * DAY_MS))).toEqual([gone]);
    // PAY-1 blocks SHOP-1.
    expect(await site.keys()).toEqual(['PAY-1', 'PAY-2', 'PAY-3', 'SHOP-1']);
    expect(await site.run(gone)).toBeUndefined();
    sites.host.clock.advance(1_000);
    await site.save({}, 2);
    await site.drain();
    expect(await site.keys()).toHaveLength(6);
  });
});

test('a project with few items under high numbers is found by search', async () => {
  const store = newStore();
  addUser(store, { name: 'Ada Admin', id: 'ada', admin: true });
  addProject(store, { key: 'PAY', name: 'PAY team', leadId: 'ada' });
  const shop = addProject(store, { key: 'SHOP', name: 'SHOP team', leadId: 'ada' });
  for (const number of [1, 40_000, 90_000]) addIssue(store, { projectKey: 'SHOP', key: `SHOP-${number}` });
  site = await open(store);
  const [team] = site.draft.teams;
  if (team === undefined) throw new Error('no team');
  const rule = { kind: 'project', projectId: shop.id } as const;
  await site.save({ teams: [{ ...team, boardIds: [], projectIds: [shop.id], rules: [rule] }], dependencyTypes: [] });
  await site.drain();
  const { runs } = await stateOf(site.installation);
  expect(runs).toMatchObject([{ way: { kind: 'ids' }, phase: 'done', read: 3 }]);
  expect([...(await readIndex(site.installation, [shop.id])).values()].map(({ item }) => item.key).sort()).toEqual([
    'SHOP-1',
    'SHOP-40000',
    'SHOP-90000',
  ]);
});
