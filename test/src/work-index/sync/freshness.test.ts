import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { addIssue, addProject } from '../../../../local/seeds/defaults.ts';
import { smallStore } from '../../small-site.ts';
import { live, startFresh, type FreshSite, type Indexed } from './fresh-site.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(120_000);

let site: FreshSite;
beforeEach(async () => {
  const store = smallStore();
  addProject(store, { key: 'FAR', name: 'Elsewhere', leadId: 'ada' });
  addIssue(store, { projectKey: 'FAR', summary: 'far' });
  site = await startFresh(store);
});
afterEach(() => site.host.close());

const issueOf = (key: string) => {
  const issue = [...site.store.issues.values()].find((one) => one.key === key);
  if (issue === undefined) throw new Error(`no issue ${key}`);
  return issue;
};
const rename = (key: string, summary: string) => site.write('PUT', `/rest/api/3/issue/${key}`, { fields: { summary } });
const indexed = async (key: string): Promise<Indexed | undefined> =>
  (await site.index()).find((item) => item.key === key);
const summaryOf = async (key: string): Promise<string | undefined> => (await indexed(key))?.summary;

test('a change by someone else shows within 15 s, for one write by its event, and nothing is left waiting', async () => {
  await rename('PAY-1', 'renamed');
  await live(site, 15_000);
  expect(await summaryOf('PAY-1')).toBe('renamed');
  expect(await site.state()).toMatchObject({
    waiting: 0,
    seen: { 'updated:issue': 1 },
    errors: {},
    lastRun: { items: 1 },
  });
});

test('a new item, a deleted one, and what is lost with it', async () => {
  await site.write('POST', '/rest/api/3/issue', {
    fields: { project: { key: 'PAY' }, summary: 'epic', issuetype: { name: 'Epic' } },
  });
  await site.write('PUT', '/rest/api/3/issue/PAY-2', { fields: { parent: { key: 'PAY-4' } } });
  await live(site, 15_000);
  expect(await indexed('PAY-2')).toMatchObject({ parent: issueOf('PAY-4').id });
  expect(await indexed('SHOP-1')).toMatchObject({ links: 1 });
  await site.write('DELETE', '/rest/api/3/issue/PAY-4');
  await site.write('DELETE', '/rest/api/3/issue/PAY-1');
  await live(site, 15_000);
  expect((await site.index()).map(({ key }) => key)).toEqual(['PAY-2', 'PAY-3', 'SHOP-1', 'SHOP-2', 'SHOP-3']);
  expect(await indexed('PAY-2')).not.toHaveProperty('parent');
  expect(await indexed('SHOP-1')).toMatchObject({ links: 0 });
});

test('a link shows at both its ends', async () => {
  const link = { type: { name: 'Blocks' }, inwardIssue: { key: 'PAY-2' }, outwardIssue: { key: 'SHOP-2' } };
  await site.write('POST', '/rest/api/3/issueLink', link);
  await live(site, 15_000);
  expect([(await indexed('PAY-2'))?.links, (await indexed('SHOP-2'))?.links]).toEqual([1, 1]);
});

test('an item of a project that is in no program is neither read nor stored', async () => {
  await rename('FAR-1', 'still far');
  await live(site, 90_000, 5_000);
  expect(await summaryOf('FAR-1')).toBeUndefined();
  expect(site.host.meter().jiraCalls).toBe(0);
  expect(await site.state()).toMatchObject({ waiting: 0, seen: { 'updated:issue': 1 } });
});

test('an item of another project that the index has all the same is kept up to date, within 90 s', async () => {
  await site.call('test.sync', [issueOf('FAR-1').id]);
  await rename('FAR-1', 'known');
  await live(site, 90_000, 5_000);
  expect(await site.call('test.entries', [issueOf('FAR-1').id])).toEqual(['known']);
});

test('an item that moves out of an indexed project is read again', async () => {
  const before = issueOf('PAY-3');
  site.store.issues.put({ ...before, summary: 'moved', updated: before.updated + 1_000 });
  site.jira.site.emit({
    eventType: 'avi:jira:updated:issue',
    timestamp: site.clock.now(),
    payload: { jiraEventTypeName: 'issue_moved', issue: { id: before.id, fields: { project: { id: '1' } } } },
  });
  await live(site, 15_000);
  expect(await summaryOf('PAY-3')).toBe('moved');
});

test('items that lose a sprint without events of their own are read again', async () => {
  const before = issueOf('PAY-1');
  const [sprintId] = before.sprintIds;
  expect(await indexed('PAY-1')).toMatchObject({ sprints: [sprintId] });
  site.store.issues.put({ ...before, sprintIds: [] });
  site.jira.site.emit({
    eventType: 'avi:jira-software:deleted:sprint',
    timestamp: site.clock.now(),
    payload: { sprint: { id: Number(sprintId) } },
  });
  await live(site, 15_000);
  expect(await indexed('PAY-1')).toMatchObject({ sprints: [] });
});

test('a sub-task follows its story into another sprint', async () => {
  const story = issueOf('PAY-1');
  await site.write('POST', '/rest/api/3/issue', {
    fields: { project: { key: 'PAY' }, summary: 'part', issuetype: { name: 'Sub-task' }, parent: { key: 'PAY-1' } },
  });
  await live(site, 15_000);
  expect(await indexed('PAY-4')).toMatchObject({ sprints: story.sprintIds });
  const next = [...site.store.sprints.values()].find(({ name }) => name === 'PAY 2');
  await site.write('POST', `/rest/agile/1.0/sprint/${next?.id ?? ''}/issue`, { issues: ['PAY-1'] });
  await live(site, 15_000);
  expect([(await indexed('PAY-1'))?.sprints, (await indexed('PAY-4'))?.sprints]).toEqual([[next?.id], [next?.id]]);
});

test('a sprint and a version by another name show within 15 s, for a few calls', async () => {
  const sprint = [...site.store.sprints.values()].find(({ name }) => name === 'SHOP 2');
  const { projectId } = issueOf('SHOP-1');
  site.host.resetMeter();
  await site.write('POST', `/rest/agile/1.0/sprint/${sprint?.id ?? ''}`, { name: 'Iteration' });
  await site.write('POST', '/rest/api/3/version', { name: 'One', projectId: Number(projectId) });
  await live(site, 15_000);
  expect(await site.call('test.site')).toMatchObject({
    sprints: expect.arrayContaining(['Iteration', 'PAY 2']),
    versions: ['One'],
  });
  expect(site.host.meter().jiraCalls).toBeLessThanOrEqual(8);
  expect(await site.state()).toMatchObject({ waiting: 0, errors: {} });
});

test('a project’s event is left to the schedule, which takes it away once', async () => {
  const { id } = issueOf('PAY-1');
  const projectId = site.store.issues.get(id)?.projectId ?? '';
  site.jira.site.emit({
    eventType: 'avi:jira:archived:project',
    timestamp: site.clock.now(),
    payload: { project: { id: projectId } },
  });
  await live(site, 60_000, 5_000);
  expect(await site.state()).toMatchObject({ waiting: 1 });
  expect(await site.call('test.forget')).toEqual([`project:${projectId}`]);
  expect(await site.call('test.forget')).toEqual([]);
});

test('events that come twice, late and in another order end in the same index', async () => {
  site.host.faults.deliver({ eventDuplicates: 1, eventLatenessMs: 180_000, queueDuplicates: 1 });
  for (let round = 0; round < 5; round += 1) {
    for (const key of ['PAY-1', 'PAY-2', 'SHOP-3']) await rename(key, `${key} ${round}`);
    site.clock.advance(1_000);
  }
  await site.host.drain();
  expect([await summaryOf('PAY-1'), await summaryOf('PAY-2'), await summaryOf('SHOP-3')]).toEqual([
    'PAY-1 4',
    'PAY-2 4',
    'SHOP-3 4',
  ]);
  expect(await site.state()).toMatchObject({ waiting: 0, seen: { 'updated:issue': 30 } });
});

test('killed after any of its effects, an event’s run or the consumer’s loses nothing', async () => {
  for (const moduleKey of ['item-events', 'index-dirty']) {
    for (let afterEffect = 0; afterEffect < 12; afterEffect += 1) {
      const summary = `${moduleKey} ${afterEffect}`;
      site.host.faults.addKill({ afterEffect, moduleKey, times: 1 });
      await rename('PAY-1', summary);
      const { ran } = await site.host.drain();
      site.host.faults.clear();
      site.clock.advance(60_000);
      await site.call('test.sweep');
      await site.host.drain();
      expect(await summaryOf('PAY-1')).toBe(summary);
      expect(await site.state()).toMatchObject({ waiting: 0 });
      if (!ran.some(({ error }) => error !== undefined)) break;
      expect(afterEffect).toBeLessThan(11);
    }
  }
});

test('where nobody calls the consumer, the next event does when it is overdue, or else an open page, or the schedule', async () => {
  const cutOff = { afterEffect: 1, moduleKey: 'item-events' } as const;
  for (const repair of ['event', 'page', 'schedule'] as const) {
    // The platform tries again, and finds the wake-up noted that nobody pushed.
    site.host.faults.addKill({ ...cutOff, times: 1 });
    await rename('PAY-1', repair);
    await live(site, 20_000, 1_000);
    expect(await summaryOf('PAY-1')).not.toBe(repair);
    site.clock.advance(40_000);
    if (repair === 'schedule') await site.call('test.sweep');
    else if (repair === 'page')
      await site.call('index.refresh', { programId: 'p', periodId: 'q', state: 's', held: [] });
    else await rename('PAY-2', repair);
    await live(site, 15_000, 1_000);
    expect(await summaryOf('PAY-1')).toBe(repair);
    expect(await site.state()).toMatchObject({ waiting: 0 });
  }
});

test('where the queue takes no event that is counted, the mark stays, and the schedule brings it in', async () => {
  const { queueService } = site.host.main;
  const { handle } = queueService;
  queueService.handle = () => ({ status: 429, body: JSON.stringify({ message: 'Too many requests.', errors: [] }) });
  await rename('PAY-1', 'swept');
  await live(site, 15_000, 1_000);
  queueService.handle = handle;
  expect(await site.state()).toMatchObject({ waiting: 1, errors: { push: 1 } });
  site.clock.advance(30_000);
  await site.call('test.sweep');
  expect(await summaryOf('PAY-1')).toBe('swept');
  expect(await site.state()).toMatchObject({ waiting: 0 });
});

test('what is marked while the consumer reads it is read once more', async () => {
  const { id } = issueOf('PAY-1');
  const ask = site.jira.fetch.bind(site.jira);
  let changes = 0;
  // Between Jira's answer and its use: another change, and its mark.
  site.jira.fetch = async (request, ...rest) => {
    const response = await ask(request, ...rest);
    if (changes === 0 && request.url.endsWith('/bulkfetch')) {
      changes += 1;
      await site.write('PUT', '/rest/api/3/issue/PAY-1', { fields: { summary: 'second' } });
      await site.call('test.mark', [id]);
    }
    return response;
  };
  await rename('PAY-1', 'first');
  await live(site, 6_000);
  expect(changes).toBe(1);
  expect(await summaryOf('PAY-1')).toBe('first');
  await live(site, 15_000);
  expect(await summaryOf('PAY-1')).toBe('second');
  expect(await site.state()).toMatchObject({ waiting: 0 });
});

test('while Jira’s quota is used up nobody asks and nobody is called; after the reset all comes in', async () => {
  const headers = { 'Retry-After': '1500', 'RateLimit-Reason': 'jira-quota-global-based' };
  site.jira.faults.add({ path: '/rest/api/3/issue/bulkfetch', status: 429, headers, times: 1 });
  await rename('PAY-1', 'at last');
  await live(site, 10_000);
  expect(await site.state()).toMatchObject({ waiting: 1, errors: { RateLimitedError: 1 } });
  site.host.resetMeter();
  for (let minute = 0; minute < 5; minute += 1) {
    await rename('PAY-2', `minute ${minute}`);
    await live(site, 60_000, 10_000);
  }
  expect(site.host.meter().jiraCalls).toBe(0);
  await site.host.drain();
  expect([await summaryOf('PAY-1'), await summaryOf('PAY-2')]).toEqual(['at last', 'minute 4']);
  expect(await site.state()).toMatchObject({ waiting: 0 });
});

test('own writes are in the index at once, before any event', async () => {
  site.host.faults.deliver({ eventLosses: 1 });
  await rename('SHOP-1', 'mine');
  await site.call('test.sync', [issueOf('SHOP-1').id, 'nonsense', '__proto__']);
  expect(await summaryOf('SHOP-1')).toBe('mine');
  expect(await site.state()).toMatchObject({ waiting: 0, seen: {} });
});

test('an item that is deleted while it is marked counts as gone, and ids that never were do no harm', async () => {
  await site.call('test.mark', ['99999999', '__proto__', 'PAY-1', issueOf('PAY-2').id]);
  await site.write('DELETE', '/rest/api/3/issue/PAY-2');
  await live(site, 15_000);
  expect((await site.index()).map(({ key }) => key)).toEqual(['PAY-1', 'PAY-3', 'SHOP-1', 'SHOP-2', 'SHOP-3']);
  expect(await site.state()).toMatchObject({ waiting: 0, lastRun: { items: 0, gone: 2 } });
});
