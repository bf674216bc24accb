import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../local/jira/gateway/faults.ts';
import type { Board } from '../../src/core/board/board.ts';
import { boardOf } from '../../src/operations/board-of.ts';
import { valueOf } from './app-host.ts';
import { startSmallSites } from './small-site.ts';

const sites = startSmallSites();
const shortSites = startSmallSites(0.12);
afterAll(() => Promise.all([sites.host.close(), shortSites.host.close()]));

let app: Awaited<ReturnType<typeof sites.add>>;
beforeEach(async () => {
  app = await sites.add();
});
afterEach(() => sites.host.faults.clear());

const loadAs = (who: string) => app.ask(who, 'board.load', { programId: app.draft.id });
const board = async (): Promise<Board> => boardOf(valueOf(await loadAs('ada')));
const projectNamed = (key: string) => {
  const project = app.store.projectsByKey.first(key);
  if (project === undefined) throw new Error(`no project ${key}`);
  return project;
};
/** After the index heard of what changed. */
const boardAnew = async (): Promise<Board> => {
  await app.fill();
  return board();
};
const keysOn = ({ items }: Board): readonly string[] => items.map((item) => item.key).toSorted();

const quota = (reason: string) => ({ 'Retry-After': '1800', 'RateLimit-Reason': reason });

describe('Jira fails', () => {
  const scope = { code: 401, message: 'Unauthorized; scope does not match' };
  const cases: readonly (readonly [string, Omit<Fault, 'path' | 'times'>, string, RegExp])[] = [
    [
      'the app’s hourly quota',
      { status: 429, headers: quota('jira-quota-global-based') },
      'RATE_LIMITED',
      /again in 180\d s/,
    ],
    [
      'the tenant’s quota',
      { status: 429, headers: quota('jira-quota-tenant-based') },
      'RATE_LIMITED',
      /again in 180\d s/,
    ],
    ['a long burst', { status: 429, headers: quota('jira-burst-based') }, 'RATE_LIMITED', /again in 180\d s/],
    ['an unknown limit', { status: 429, headers: quota('jira-cost-based') }, 'RATE_LIMITED', /again in 180\d s/],
    ['a missing scope', { status: 401, body: scope }, 'FORBIDDEN', /scope does not match.*administrator/],
    ['a 403', { status: 403, body: { errorMessages: ['No.'] } }, 'FORBIDDEN', /No\./],
    ['a 400', { status: 400, body: { errorMessages: ['inside'] } }, 'INVALID', /administrator can save/],
    ['a 500', { status: 500, body: { errorMessages: ['inside'] } }, 'JIRA_UNAVAILABLE', /Try again later/],
    ['another server’s page', { status: 200, body: '<html>' }, 'JIRA_UNAVAILABLE', /Try again/],
    ['an empty answer', { status: 204 }, 'JIRA_UNAVAILABLE', /Try again/],
  ];
  const paths = ['/rest/api/3/permissions/check'];
  test.each(cases)('%s is told by its code, with what to do', async (_what, fault, code, message) => {
    for (const path of paths) {
      app.jira.faults.add({ ...fault, path, times: 1 });
      const reply = await loadAs('ada');
      expect(reply).toMatchObject({ ok: false, error: { code } });
      expect(reply.ok ? '' : reply.error.message).toMatch(message);
      expect(JSON.stringify(reply)).not.toContain('inside');
      app.jira.faults.clear();
    }
  });
  test.each<[string, Omit<Fault, 'path' | 'times'>]>([
    ['a short burst', { status: 429, headers: { 'Retry-After': '0', 'RateLimit-Reason': 'jira-burst-based' } }],
    ['a 503 that asks for no wait', { status: 503, headers: { 'Retry-After': '0' } }],
  ])('%s is waited out', async (_what, fault) => {
    const before = await board();
    app.jira.faults.add({ ...fault, path: '/rest/api/3/permissions/check', times: 1 });
    expect(await board()).toEqual(before);
  });
  test('no answer in time is told before Forge ends the invocation', async () => {
    const slow = await shortSites.add(app.draft);
    slow.jira.faults.add({ path: '/rest/api/3/permissions/check', delayMs: 60_000, times: 1 });
    const reply = await slow.ask('ada', 'board.load', { programId: slow.draft.id });
    expect(reply).toMatchObject({ ok: false, error: { code: 'JIRA_UNAVAILABLE', message: /did not answer in time/ } });
  });
});

describe('Forge storage fails', () => {
  test.each([
    [429, 'RATE_LIMIT_EXCEEDED', 'RATE_LIMITED'],
    [500, 'INTERNAL_SERVER_ERROR', 'STORAGE_UNAVAILABLE'],
    [503, 'SERVICE_UNAVAILABLE', 'STORAGE_UNAVAILABLE'],
  ])('a %i (%s) is %s, and nothing is written', async (status, stored, code) => {
    const changed = { draft: { ...app.draft, name: 'changed' }, baseVersion: 1 };
    const asks = [
      () => loadAs('ada'),
      () => app.ask('ada', 'program.list', {}),
      () => app.ask('ada', 'program.save', changed),
    ];
    for (const ask of asks) {
      sites.host.faults.addStorage({ path: '*', status, code: stored, times: 1 });
      expect(await ask()).toMatchObject({ ok: false, error: { code } });
    }
    sites.host.faults.addStorage({ path: '/api/v1/transaction', status, code: stored, times: 1 });
    expect(await app.ask('ada', 'program.save', changed)).toMatchObject({ ok: false, error: { code } });
    expect((await board()).program).toMatchObject({ name: app.draft.name, version: 1 });
  });
});

const saveAs = (name: string, baseVersion = 1) =>
  app.ask('ada', 'program.save', { draft: { ...app.draft, name }, baseVersion });
const listed = async () => valueOf(await app.ask('ada', 'program.list', {})).programs;

describe('program.save', () => {
  test('of two at once one wins, the other is told, and both places agree', async () => {
    const replies = await Promise.all([saveAs('one'), saveAs('two'), saveAs('three')]);
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    for (const reply of replies) if (!reply.ok) expect(reply.error.code).toBe('CONFLICT');
    const { program } = await board();
    expect(await listed()).toMatchObject([{ name: program.name, version: 2 }]);
  });
  test('two new programs at once are both listed', async () => {
    const draftOf = (id: string) => ({ draft: { ...app.draft, id }, baseVersion: 0 });
    const replies = await Promise.all(['a', 'b', 'c'].map((id) => app.ask('ada', 'program.save', draftOf(id))));
    expect(replies.map((reply) => reply.ok)).toEqual([true, true, true]);
    expect((await listed()).map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c', app.draft.id].toSorted());
  });
  test.each([0, 1])(
    'killed after effect %i, it can be repeated and nothing is lost or doubled',
    async (afterEffect) => {
      sites.host.faults.addKill({ afterEffect, functionKey: 'program.save', times: 1 });
      await expect(saveAs('again')).rejects.toThrow('scripted fault');
      const between = await listed();
      expect(between).toMatchObject([{ version: (await board()).program.version }]);
      expect(valueOf(await saveAs('again'))).toMatchObject({ name: 'again', version: 2 });
      expect(await listed()).toMatchObject([{ name: 'again', version: 2 }]);
    },
  );
});

describe('the site changed after the program was saved', () => {
  test('a project is archived: its row and its work are gone', async () => {
    app.store.projects.put({ ...projectNamed('SHOP'), archived: true });
    const after = await boardAnew();
    expect(after.rows.map((row) => row.code)).toEqual(['PAY']);
    expect(keysOn(after)).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
    expect(after.dependencies).toEqual([]);
  });
  test('a project is deleted with its board: the other team’s board stands', async () => {
    const { id } = projectNamed('SHOP');
    for (const issue of app.store.issuesByProject.of(id)) app.store.issues.delete(issue.id);
    for (const one of app.store.boards.values()) if (one.projectId === id) app.store.boards.delete(one.id);
    app.store.projects.delete(id);
    expect(keysOn(await boardAnew())).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
  });
  test('all projects are gone: the program is, too', async () => {
    for (const project of app.store.projects.values()) app.store.projects.put({ ...project, archived: true });
    await app.fill();
    expect(await loadAs('ada')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
  test('a board is deleted: its work stays, in the sprints that its items name', async () => {
    const before = await board();
    const { id } = projectNamed('SHOP');
    for (const one of app.store.boards.values()) if (one.projectId === id) app.store.boards.delete(one.id);
    expect(keysOn(await boardAnew())).toEqual(keysOn(before));
  });
  test('the field that a team estimates in is removed: its items count as unestimated', async () => {
    app.store.fields.delete(app.store.settings.fields.storyPoints);
    const after = await boardAnew();
    expect(keysOn(after)).toHaveLength(6);
    expect(after.items.filter((item) => item.estimate !== undefined)).toEqual([]);
  });
  test('the field is renamed: nothing changes', async () => {
    const before = await board();
    const field = app.store.fields.get(app.store.settings.fields.storyPoints);
    if (field === undefined) throw new Error('no field');
    app.store.fields.put({ ...field, name: 'Effort', clauseNames: ['Effort'] });
    expect(await boardAnew()).toEqual(before);
  });
  test('the sprint field is gone: work is unplaced, not lost', async () => {
    app.store.fields.delete(app.store.settings.fields.sprint);
    await app.fill();
    expect((await loadAs('ada')).ok).toBe(true);
  });
  test('the link type is gone: no dependencies', async () => {
    expect((await board()).dependencies).toHaveLength(1);
    for (const link of app.store.links.values()) app.store.links.delete(link.id);
    app.store.linkTypes.delete('10000');
    expect((await boardAnew()).dependencies).toEqual([]);
  });
});

test('what the app cannot see itself it shows to nobody', async () => {
  app.store.projects.put({ ...projectNamed('SHOP'), permissionSchemeId: '10101' });
  await app.fill();
  expect(keysOn(await board())).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
  expect(keysOn(boardOf(valueOf(await loadAs('bo'))))).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
});
test.each([null, 'Nowhere/At all'])('a person with the time zone %j gets a proposal', async (timeZone) => {
  app.jira.faults.add({ path: '/rest/api/3/myself', status: 200, body: { accountId: 'ada', timeZone }, times: 1 });
  const { proposals } = valueOf(await app.ask('ada', 'program.propose', {}));
  expect(proposals[0]?.draft.timeZone).toBe('UTC');
});
