import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { addProject, APP_ACCOUNT_ID, newStore } from '../../../local/seeds/defaults.ts';
import type { Store } from '../../../local/jira/store.ts';
import type { Status } from '../../../src/core/status/status.ts';
import type { ProgramDraft } from '../../../src/core/program/program.ts';
import { OPERATION_NAMES } from '../../../src/operations/payloads.ts';
import { updateUpkeep } from '../../../src/storage/upkeep.ts';
import { startManySites, valueOf } from '../app-host.ts';
import { NOW, smallStore } from '../small-site.ts';
import { inApp, readIndex, stateOf } from '../work-index/backfill/in-app.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(120_000);

const sites = startManySites(newStore(), NOW);
afterAll(() => sites.host.close());

let count = 0;
let known: ProgramDraft | undefined;
const open = async (store: Store = smallStore()) => {
  const app = sites.add(store);
  const installation = await sites.host.installation(`site-${(count += 1) - 1}`);
  if (installation === undefined) throw new Error('no installation');
  known ??= valueOf(await app.ask('ada', 'program.propose', {})).proposals[0]?.draft;
  const draft = known;
  if (draft === undefined) throw new Error('nothing was proposed');
  const save = () => app.ask('ada', 'program.save', { draft, baseVersion: 0 }).then(valueOf);
  const drain = () => sites.host.drain({ installation: installation.name });
  const status = async (): Promise<Status> => valueOf(await app.ask('ada', 'status.load', {}));
  const projectOf = (key: string): string => store.projectsByKey.first(key)?.id ?? '';
  return { app, store, installation, draft, save, drain, status, projectOf };
};
let site: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  site = await open();
});

const ADMIN_ONLY = OPERATION_NAMES.filter((name) => name.startsWith('status.') || name.startsWith('app.'));
const PAYLOADS: Readonly<Record<string, object>> = { 'app.prepareUninstall': { withPrograms: true } };

describe.each(ADMIN_ONLY)('%s', (name) => {
  test('is refused to whoever does not administer Jira, with what to do, and does nothing', async () => {
    await site.save();
    const before = await stateOf(site.installation);
    for (const person of ['bo', 'no-such-account']) {
      const reply = await site.app.askRaw(person, name, PAYLOADS[name] ?? {});
      expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    }
    expect(await site.app.askRaw('bo', name, PAYLOADS[name] ?? {})).toMatchObject({
      error: { message: expect.stringContaining('Ask one of yours') },
    });
    expect(await stateOf(site.installation)).toEqual(before);
    expect(await site.status()).toMatchObject({ programs: 1 });
  });
});

test('before a program is saved there is nothing to tell, and nothing fails', async () => {
  const status = await site.status();
  expect(status).toMatchObject({ programs: 0, projects: [], events: { seen: [], waiting: 0 }, storage: { values: 0 } });
  expect(status.stopped).toBeUndefined();
});

test('it counts what the index has, project by project, while it is read and after', async () => {
  await site.save();
  const begun = await site.status();
  expect(begun.backfill.isGoing).toBe(true);
  expect(begun.projects.map(({ named, entries, reading }) => [named?.key, entries, reading?.phase])).toEqual([
    ['PAY', 0, 'waiting'],
    ['SHOP', 0, 'waiting'],
  ]);
  await site.drain();
  const done = await site.status();
  const index = [
    ...(
      await readIndex(
        site.installation,
        done.projects.map(({ id }) => id),
      )
    ).values(),
  ];
  expect(done.backfill.isGoing).toBe(false);
  for (const { id, entries, reading, lacksAccess } of done.projects) {
    expect(entries).toBe(index.filter(({ item }) => item.projectId === id).length);
    expect(entries).toBe(3);
    expect(reading).toMatchObject({ phase: 'done', read: 3, about: 3, finishedAt: expect.any(Number) });
    expect(lacksAccess).toBe(false);
  }
  expect(done.storage.values).toBeGreaterThan(0);
  expect(done.storage.bytes).toBeGreaterThan(0);
  expect(done.quota.granted).toBeGreaterThan(0);
  expect(done.siteReadAt).toBeDefined();
});

test('it counts events by kind, and marks that wait', async () => {
  await site.save();
  await site.drain();
  const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"fields":{"summary":"x"}}' };
  await site.app.jira.fetch(new Request('http://localhost:4180/rest/api/3/issue/PAY-1', init), { accountId: 'ada' });
  await sites.host.drain({ installation: site.installation.name, advance: false });
  expect(await site.status()).toMatchObject({ events: { seen: [['updated:issue', 1]], waiting: 1 } });
  await site.drain();
  expect(await site.status()).toMatchObject({ events: { waiting: 0, lastRun: { items: 1 } } });
});

/** From now on that account does not browse the project; everyone else does. */
const hideFrom = (store: Store, key: string, accountId: string): void => {
  const project = store.projectsByKey.first(key);
  const scheme = store.permissionSchemes.get(project?.permissionSchemeId ?? '');
  if (project === undefined || scheme === undefined) throw new Error(`no project ${key}`);
  const others = [...store.users.values()].filter(({ id }) => id !== accountId);
  const browse = others.map(({ id }) => ({
    id: `browse-${id}`,
    permission: 'BROWSE_PROJECTS',
    holder: { type: 'user' as const, parameter: id },
  }));
  store.permissionSchemes.put({ ...scheme, id: 'hidden', grants: browse });
  store.projects.put({ ...project, permissionSchemeId: 'hidden' });
};

test('a project that this administrator does not browse is counted without a name, and cannot be told to lack access', async () => {
  await site.save();
  await site.drain();
  hideFrom(site.store, 'SHOP', 'ada');
  const { projects } = await site.status();
  expect(projects.map(({ named, entries }) => [named?.name, entries])).toEqual([
    ['PAY team', 3],
    [undefined, 3],
  ]);
  expect(JSON.stringify(await site.status())).not.toContain('SHOP');
});

test('it tells where the app lacks access, of the projects that the administrator browses', async () => {
  await site.save();
  hideFrom(site.store, 'SHOP', APP_ACCOUNT_ID);
  await site.drain();
  await sites.host.schedule('upkeep-hourly', site.installation.name);
  const { projects } = await site.status();
  expect(projects.map(({ named, lacksAccess }) => [named?.key, lacksAccess])).toEqual([
    ['PAY', false],
    ['SHOP', true],
  ]);
});

test('a rebuild really reads, one project or all, and only projects that are read', async () => {
  await site.save();
  await site.drain();
  sites.host.faults.deliver({ eventLosses: 1 });
  const pay = site.projectOf('PAY');
  const issue = site.store.issuesByKey.first('PAY-1');
  if (issue === undefined) throw new Error('no issue');
  site.store.issues.put({ ...issue, summary: 'quietly', updated: issue.updated + 1 });
  expect(await site.app.ask('ada', 'status.rebuild', { projectIds: [pay, '4711'] })).toMatchObject({
    value: { projects: 1 },
  });
  expect((await site.status()).projects.map(({ reading }) => reading?.phase)).toEqual(['waiting', 'done']);
  await site.drain();
  const entries = await readIndex(site.installation, [pay]);
  expect(entries.get(issue.id)?.item.summary).toBe('quietly');
  expect(await site.app.ask('ada', 'status.rebuild', {})).toMatchObject({ value: { projects: 2 } });
  sites.host.faults.clear();
  await site.drain();
});

test('reading can be cancelled and gone on with', async () => {
  await site.save();
  expect(await site.app.ask('ada', 'status.cancel', {})).toMatchObject({ value: { projects: 2 } });
  await site.drain();
  expect(await site.status()).toMatchObject({
    backfill: { isGoing: false },
    projects: [{ entries: 0, reading: { isCancelled: true } }, { entries: 0 }],
  });
  await site.app.ask('ada', 'status.resume', { projectIds: [site.projectOf('PAY')] });
  await site.drain();
  // SHOP-1, which PAY-1 blocks, is there as its neighbour.
  expect((await site.status()).projects.map(({ entries }) => entries)).toEqual([3, 1]);
});

const changeUnheard = (key: string): void => {
  const issue = site.store.issuesByKey.first(key);
  if (issue !== undefined) site.store.issues.put({ ...issue, summary: 'unheard', updated: sites.host.clock.now() });
};

describe('reconciling now', () => {
  test('it runs, repairs what events missed, and shows that it did', async () => {
    await site.save();
    await site.drain();
    changeUnheard('PAY-2');
    sites.host.clock.advance(600_000);
    valueOf(await site.app.ask('ada', 'status.reconcile', {}));
    const asked = await site.status();
    expect(asked.reconciliation.asked).toBeDefined();
    await site.drain();
    const { reconciliation } = await site.status();
    expect(reconciliation.asked).toBeUndefined();
    expect(reconciliation).toMatchObject({
      lastRun: { kind: 'day', repaired: 1, missed: 1 },
      dayAt: expect.any(Number),
    });
  });

  test('pressed twice it runs once', async () => {
    await site.save();
    await site.drain();
    valueOf(await site.app.ask('ada', 'status.reconcile', {}));
    valueOf(await site.app.ask('ada', 'status.reconcile', {}));
    const { ran } = await site.drain();
    expect(ran.filter(({ name }) => name === 'index-reconcile')).toHaveLength(1);
  });

  test('where its queue event was lost, the schedule does it', async () => {
    await site.save();
    await site.drain();
    await inApp(site.installation, () => updateUpkeep((state) => ({ ...state, asked: { at: NOW } })));
    await sites.host.schedule('upkeep-hourly', site.installation.name);
    expect((await site.status()).reconciliation).toMatchObject({ lastRun: { kind: 'day' } });
    expect((await site.status()).reconciliation.asked).toBeUndefined();
  });

  test('killed after any of its effects, what was asked for is done in the end', async () => {
    await site.save();
    await site.drain();
    for (let afterEffect = 0; ; afterEffect += 1) {
      sites.host.faults.addKill({ afterEffect, moduleKey: 'index-reconcile', times: 1 });
      valueOf(await site.app.ask('ada', 'status.reconcile', {}));
      const { ran } = await site.drain();
      sites.host.faults.clear();
      sites.host.clock.advance(3_600_000);
      if ((await site.status()).reconciliation.asked !== undefined) {
        await sites.host.schedule('upkeep-hourly', site.installation.name);
      }
      expect((await site.status()).reconciliation.asked).toBeUndefined();
      if (ran.every(({ outcome }) => outcome === 'success')) {
        expect(afterEffect).toBeGreaterThan(2);
        return;
      }
    }
  });
});

test('a project that left all programs says since when, and one that was added is there', async () => {
  await site.save();
  await site.drain();
  addProject(site.store, { key: 'NEW', name: 'New', leadId: 'ada' });
  const [first] = site.draft.teams;
  if (first === undefined) throw new Error('no team');
  const teams = [
    {
      ...first,
      projectIds: [site.projectOf('PAY'), site.projectOf('NEW')],
      boardIds: [],
      rules: [{ kind: 'project' as const, projectId: site.projectOf('PAY') }],
    },
  ];
  valueOf(await site.app.ask('ada', 'program.save', { draft: { ...site.draft, teams }, baseVersion: 1 }));
  const { projects } = await site.status();
  expect(projects.map(({ named, leftAt }) => [named?.key, leftAt !== undefined])).toEqual([
    ['NEW', false],
    ['PAY', false],
    ['SHOP', true],
  ]);
});
