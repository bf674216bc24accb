import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { frozenClock, type SiteClock } from '../../../local/clock.ts';
import { packIds } from '../../../src/core/columns/columns.ts';
import { unpackChanges, unpackSource } from '../../../src/core/board/pack-source.ts';
import { applyChanges, type BoardSource } from '../../../src/core/board/source.ts';
import { compareIds } from '../../../src/core/work-item/compare-ids.ts';
import type { RefreshReply } from '../../../src/operations/operations.ts';
import { smallStore, NOW } from '../small-site.ts';
import { startApp, valueOf, type AppHost } from '../app-host.ts';
import { addIssue, addLink, APP_ACCOUNT_ID } from '../../../local/seeds/defaults.ts';

let app: AppHost;
let clock: SiteClock;
let programId: string;
const apps: AppHost[] = [];
beforeEach(async () => {
  clock = frozenClock(NOW);
  app = startApp(smallStore(), NOW, clock);
  apps.push(app);
  app.jira.site.tuning.enforceLimits = false;
  const [first] = valueOf(await app.ask('ada', 'program.propose', {})).proposals;
  if (first === undefined) throw new Error('nothing was proposed');
  programId = valueOf(await app.ask('ada', 'program.save', { draft: first.draft, baseVersion: 0 })).id;
  await app.fill();
  clock.advance(60_000);
}, 60_000);
afterAll(() => Promise.all(apps.map((one) => one.host.close())));

interface Held {
  readonly source: BoardSource;
  readonly state: string;
}
const load = async (who: string): Promise<Held> => {
  const reply = valueOf(await app.ask(who, 'board.load', { programId }));
  if (reply.kind !== 'source') throw new Error('a small board comes as its source');
  return { source: unpackSource(reply.source), state: reply.state };
};
const idsOf = ({ items, thin }: BoardSource) => [...items, ...thin].map(({ id }) => id).toSorted(compareIds);
const refresh = async (who: string, { source, state }: Held, held = idsOf(source)): Promise<RefreshReply> =>
  valueOf(await app.ask(who, 'index.refresh', { programId, periodId: source.periodId, state, held: packIds(held) }));
const after = ({ source }: Held, reply: RefreshReply): BoardSource => {
  if (reply.kind !== 'changed') throw new Error(`it is ${reply.kind}`);
  return applyChanges(source, unpackChanges(reply.changes));
};
const issue = (key: string) => {
  const found = app.jira.site.store.issuesByKey.first(key);
  if (found === undefined) throw new Error(`no issue ${key}`);
  return found;
};
const rename = (key: string, summary: string): void =>
  void app.jira.site.store.issues.put({ ...issue(key), summary, updated: clock.now() });
/** The index hears of what changed, a while after the board was opened. */
const hear = async (): Promise<void> => {
  clock.advance(30_000);
  await app.fill();
};
const sameWork = ({ items, thin, own }: BoardSource) => ({ items, thin, own });

test('nothing changed and somebody looked just now: no call of Jira, and few units of storage', async () => {
  const held = await load('ada');
  clock.advance(30_000);
  const payload = {
    programId,
    periodId: held.source.periodId,
    state: held.state,
    held: packIds(idsOf(held.source)),
  };
  await refresh('bo', await load('bo'));
  const outcome = await app.host.invoke({
    moduleKey: 'program-page',
    functionKey: 'index.refresh',
    payload,
    accountId: 'ada',
  });
  if ('error' in outcome) throw new Error(outcome.error.message);
  expect(outcome.body).toMatchObject({ ok: true, value: { kind: 'unchanged' } });
  expect(outcome.meter.jiraCalls).toBe(0);
  expect(outcome.meter.kvsReadUnits).toBeLessThanOrEqual(3);
});

test('behind a quiet board what is known of access is read anew, so that who opens it is asked about projects alone', async () => {
  await refresh('ada', await load('ada'));
  clock.advance(4 * 60_000);
  const held = await load('ada');
  clock.advance(4.5 * 60_000);
  expect(await refresh('ada', held)).toMatchObject({ kind: 'unchanged' });
  clock.advance(2 * 60_000);
  const request = { moduleKey: 'program-page', functionKey: 'board.load', payload: { programId }, accountId: 'ada' };
  const outcome = await app.host.invoke(request);
  if ('error' in outcome) throw new Error(outcome.error.message);
  // Its projects; items would take two more.
  expect(outcome.meter).toMatchObject({ jiraCalls: 1, sequentialRoundTrips: 2 });
});

test('a change by someone else, a new item and a deleted one bring the board to what a new load gives', async () => {
  const held = await load('ada');
  rename('PAY-1', 'Changed');
  addIssue(app.jira.site.store, { projectKey: 'PAY', summary: 'New', created: clock.now() });
  addLink(app.jira.site.store, { source: 'PAY-4', destination: 'SHOP-2' });
  const gone = issue('SHOP-1').id;
  for (const link of app.jira.site.store.links.values()) {
    if (link.destinationId === gone) app.jira.site.store.links.delete(link.id);
  }
  app.jira.site.store.issues.delete(gone);
  await hear();
  const now = after(held, await refresh('ada', held));
  const anew = await load('ada');
  expect(sameWork(now)).toEqual(sameWork(anew.source));
  expect(idsOf(now)).not.toContain(gone);
  expect(now.items.find(({ key }) => key === 'PAY-1')?.summary).toBe('Changed');
});

test('what changed where this person may not look is not told by one byte', async () => {
  app.jira.site.store.projects.put({
    ...(app.jira.site.store.projectsByKey.first('SHOP') ?? fail('no project')),
    permissionSchemeId: '10101',
  });
  await hear();
  clock.advance(60_000);
  const held = await load('bo');
  expect(held.source.items.map(({ key }) => key)).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
  clock.advance(30_000);
  await app.fill();
  const before = await refresh('bo', held);
  rename('SHOP-2', 'Secret');
  app.jira.site.store.issues.delete(issue('SHOP-3').id);
  await app.fill();
  const later = await refresh('bo', held);
  expect(later).toEqual(before);
  expect(later.kind).toBe('unchanged');
});

test('a project that goes out of sight has the board loaded again, without its work', async () => {
  const held = await load('bo');
  const shop = held.source.items.filter(({ key }) => key.startsWith('SHOP')).map(({ id }) => id);
  expect(shop).toHaveLength(3);
  app.jira.site.store.projects.put({
    ...(app.jira.site.store.projectsByKey.first('SHOP') ?? fail('no project')),
    permissionSchemeId: '10101',
  });
  rename('SHOP-1', 'Secret');
  await hear();
  const reply = await refresh('bo', held);
  expect(reply.kind).toBe('reload');
  expect(JSON.stringify(reply)).not.toContain('Secret');
  expect((await load('bo')).source.items.map(({ key }) => key)).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
});

test('an item that goes out of sight is told to be gone, by its id alone', async () => {
  const { store } = app.jira.site;
  const holders = ['ada', APP_ACCOUNT_ID].map((parameter) => ({ type: 'user', parameter }) as const);
  const levels = [{ id: '1', name: 'Few', description: '', holders }];
  store.issueSecuritySchemes.put({ id: '9', name: 'Levels', description: '', levels });
  store.projects.put({ ...(store.projectsByKey.first('SHOP') ?? fail('no project')), issueSecuritySchemeId: '9' });
  await hear();
  clock.advance(60_000);
  const held = await load('bo');
  const { id } = issue('SHOP-1');
  store.issues.put({ ...issue('SHOP-1'), securityLevelId: '1', summary: 'Secret', updated: clock.now() });
  await hear();
  const reply = await refresh('bo', held);
  if (reply.kind !== 'changed') throw new Error(`it is ${reply.kind}`);
  expect(unpackChanges(reply.changes)).toMatchObject({ items: [], goneIds: [id] });
  expect(JSON.stringify(reply)).not.toContain('Secret');
  expect(sameWork(after(held, reply))).toEqual(sameWork((await load('bo')).source));
});

test('ids that were not shown, another’s state and an altered one are not answered', async () => {
  const held = await load('ada');
  const ids = [...idsOf(held.source), '99999'];
  expect((await refresh('ada', held, ids)).kind).toBe('reload');
  expect((await refresh('bo', held)).kind).toBe('reload');
  expect((await refresh('ada', { ...held, state: `x${held.state}` })).kind).toBe('reload');
});

test('who was away for long loads again', async () => {
  const held = await load('ada');
  clock.advance(16 * 60_000);
  expect((await refresh('ada', held)).kind).toBe('reload');
});

test('whose program was saved anew loads again: with the next change, or when all is asked for again', async () => {
  const held = await load('ada');
  const { programs } = valueOf(await app.ask('ada', 'program.list', {}));
  const [{ version } = fail('no program')] = programs;
  const { draft } = valueOf(await app.ask('ada', 'program.propose', {})).proposals[0] ?? fail('no proposal');
  const saved = { ...draft, id: programId, name: 'Another name' };
  valueOf(await app.ask('ada', 'program.save', { draft: saved, baseVersion: version }));
  clock.advance(60_000);
  expect((await refresh('ada', held)).kind).toBe('unchanged');
  clock.advance(120_000);
  expect((await refresh('ada', held)).kind).toBe('reload');
});

test('a sprint and a status with other names come as a difference', async () => {
  const { store } = app.jira.site;
  const held = await load('ada');
  const sprint =
    held.source.sprints.find(({ state }) => state === 'future') ?? held.source.sprints[0] ?? fail('no sprint');
  const stored = store.sprints.get(sprint.id) ?? fail('no sprint');
  store.sprints.put({ ...stored, name: 'Begun', goal: 'x' });
  const statusId = held.source.items[0]?.status.id ?? fail('no item');
  store.statuses.put({ ...(store.statuses.get(statusId) ?? fail('no status')), name: 'Renamed' });
  await hear();
  clock.advance(30_000);
  const reply = await refresh('ada', held);
  const now = after(held, reply);
  const anew = await load('ada');
  expect(now.sprints).toEqual(anew.source.sprints);
  expect(now.sprints.map(({ name }) => name)).toContain('Begun');
  expect(sameWork(now)).toEqual(sameWork(anew.source));
  expect(now.items[0]?.status.name).toBe('Renamed');
  clock.advance(30_000);
  if (reply.kind !== 'changed') throw new Error('nothing changed');
  expect((await refresh('ada', { source: now, state: reply.state })).kind).toBe('unchanged');
});

const fail = (why: string): never => {
  throw new Error(why);
};
