import { expect, test } from '@jest/globals';
import type { Store } from '../../../../local/jira/store.ts';
import { addBoard, addIssue, addSprint, addVersion } from '../../../../local/seeds/defaults.ts';
import type { ProgramDraft } from '../../../../src/core/program/program.ts';
import { saveProgram } from '../../../../src/storage/programs.ts';
import { loadSite, readSite } from '../../../../src/work-index/site/load-site.ts';
import { refreshSite } from '../../../../src/work-index/site/refresh-site.ts';
import type { SiteScope } from '../../../../src/work-index/site/read-site.ts';
import { readSiteHead } from '../../../../src/storage/site.ts';
import { sweepIndex } from '../../../../src/work-index/store/sweep.ts';
import { buildProgram, buildTeam } from '../../../core/build.ts';
import { lookAt, type ReadSite } from '../reading/site.ts';
import { NOW, smallStore } from '../../small-site.ts';
import { newSite, runAlone, runTogether, type TestSite } from '../store/actors.ts';
import { seededRandom } from '../../../../local/random.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SPRINTS = '/rest/agile/1.0/board/{boardId}/sprint';

const draftOf = (store: Store, changes: Partial<ProgramDraft> = {}): ProgramDraft => {
  const { version: _, ...draft } = buildProgram();
  const teams = [...store.boards.values()].map(({ id, projectId = '' }) =>
    buildTeam(`t${id}`, { boardIds: [id], projectIds: [projectId], rules: [{ kind: 'board', boardId: id }] }),
  );
  return { ...draft, teams, ...changes };
};

interface Sites extends ReadSite {
  readonly index: TestSite;
  readonly refresh: (now: number, scope?: SiteScope) => ReturnType<typeof refreshSite>;
}
/** A local site with a program over all its boards, and the app's storage. */
const start = async (store = smallStore(), draft = draftOf(store)): Promise<Sites> => {
  const look = await lookAt(store, NOW);
  const index = newSite(NOW);
  await runAlone(index, () => saveProgram(draft, 0));
  const refresh = (now: number, scope?: SiteScope) => runAlone(index, () => refreshSite(look.client, now, scope));
  return { ...look, index, refresh };
};
const load = ({ index }: Sites, withOld = true) => runAlone(index, () => loadSite({ withOld }));
const textKeys = ({ index }: Sites): readonly string[] =>
  [...index.storage.records.export()].map(([, { key }]) => key).filter((key) => key.startsWith('site:'));
const sprintNamed = (store: Store, name: string) => {
  const sprint = [...store.sprints.values()].find((one) => one.name === name);
  if (sprint === undefined) throw new Error(`no sprint ${name}`);
  return sprint;
};

test('a site is read whole, and what is stored is what was read', async () => {
  const store = smallStore();
  const project = store.projectsByKey.first('PAY')?.id ?? '';
  addVersion(store, 'PAY', { name: '1.0', released: true, releaseDate: '2025-01-31' });
  addVersion(store, 'PAY', { name: '2.0' });
  const sites = await start(store);
  expect(await load(sites)).toBeUndefined();
  const facts = await sites.refresh(NOW);
  expect(await load(sites)).toEqual(facts);
  expect(facts).toMatchObject({ readAt: NOW, fieldIds: sites.site.fieldIds });
  expect(facts.statuses).toEqual(sites.site.statuses);
  expect(facts.priorities.length).toBeGreaterThan(2);
  expect(facts.types.some(({ level }) => level === 1)).toBe(true);
  expect(facts.boards).toMatchObject([
    { name: 'PAY board', projectId: project, filterJql: ['project = "PAY" ORDER BY Rank ASC'], share: 'everyone' },
    { name: 'SHOP board', share: 'everyone' },
  ]);
  const names = new Map(facts.sprints.map(({ id, name }) => [id, name]));
  expect([...facts.sprintIdsByBoard.values()].map((ids) => ids.map((id) => names.get(id)))).toEqual([
    ['PAY 0', 'PAY 1', 'PAY 2'],
    ['SHOP 0', 'SHOP 1', 'SHOP 2'],
  ]);
  expect(facts.versions).toMatchObject([
    { name: '1.0', projectId: project, released: true, releaseDay: '2025-01-31' },
    { name: '2.0', projectId: project, released: false },
  ]);
  expect([...facts.judged.values()]).toEqual([undefined, undefined]);
});

test('boards and projects that no program names are not kept', async () => {
  const store = smallStore();
  const draft = draftOf(store);
  addBoard(store, { project: 'PAY', name: 'Nobody’s' });
  const [team] = draft.teams;
  const sites = await start(store, { ...draft, teams: team === undefined ? [] : [team] });
  const facts = await sites.refresh(NOW);
  expect(facts.boards.map(({ name }) => name)).toEqual(['PAY board']);
  expect(facts.sprints.map(({ name }) => name)).toEqual(['PAY 0', 'PAY 1', 'PAY 2']);
});

test('what did not change is not stored again, and closed sprints are not asked for', async () => {
  const sites = await start();
  await sites.refresh(NOW);
  const before = textKeys(sites);
  sites.calls.length = 0;
  const facts = await sites.refresh(NOW + HOUR_MS);
  expect(facts.readAt).toBe(NOW + HOUR_MS);
  expect(textKeys(sites)).toEqual(before);
  expect(sites.calls.filter((call) => call === SPRINTS)).toHaveLength(2);
  expect(sites.calls.length).toBeLessThanOrEqual(14);
  expect(facts.sprints).toHaveLength(6);
});

test('a sprint that closed is seen without asking for closed ones first; a closed one that was renamed when all is read', async () => {
  const sites = await start();
  const { store } = sites;
  await sites.refresh(NOW);
  store.sprints.put({ ...sprintNamed(store, 'PAY 1'), state: 'closed', completeDate: NOW });
  store.sprints.put({ ...sprintNamed(store, 'SHOP 0'), name: 'SHOP renamed' });
  const after = await sites.refresh(NOW + HOUR_MS);
  const stateOf = (name: string) => after.sprints.find((sprint) => sprint.name === name)?.state;
  expect([stateOf('PAY 1'), stateOf('SHOP 0')]).toEqual(['closed', 'closed']);
  const thorough = await sites.refresh(NOW + 2 * HOUR_MS, { thoroughly: true });
  expect(thorough.sprints.map(({ name }) => name)).toContain('SHOP renamed');
  expect(await load(sites)).toEqual(thorough);
});

test('single boards and projects are read alone', async () => {
  const sites = await start();
  const { store } = sites;
  await sites.refresh(NOW);
  const [pay, shop] = [...store.boards.values()];
  if (pay === undefined || shop === undefined) throw new Error('no boards');
  for (const { id } of [pay, shop]) addSprint(store, { boardId: id, name: `new on ${id}` });
  for (const project of ['PAY', 'SHOP']) addVersion(store, project, { name: `new in ${project}` });
  sites.calls.length = 0;
  const facts = await sites.refresh(NOW + HOUR_MS, { boardIds: [pay.id], projectIds: [shop.projectId ?? ''] });
  expect(facts.sprints.map(({ name }) => name)).toContain(`new on ${pay.id}`);
  expect(facts.sprints.map(({ name }) => name)).not.toContain(`new on ${shop.id}`);
  expect(facts.versions.map(({ name }) => name)).toEqual(['new in SHOP']);
  expect(facts.readAt).toBe(NOW);
  expect(sites.calls).toHaveLength(5);
  expect(await load(sites)).toEqual(facts);
});

test('a board whose filter changed, or that the app may not see any more, is known by the next reading', async () => {
  const sites = await start();
  const { store } = sites;
  await sites.refresh(NOW);
  const [pay, shop] = [...store.boards.values()];
  const filter = store.filters.get(pay?.filterId);
  const { sharedWith: _, ...hidden } = store.filters.get(shop?.filterId) ?? { id: '', name: '', jql: '', ownerId: '' };
  if (filter === undefined || pay === undefined) throw new Error('no filter');
  store.filters.put({ ...filter, jql: 'project = PAY AND assignee = currentUser()' });
  store.filters.put(hidden);
  const facts = await sites.refresh(NOW + HOUR_MS);
  expect(facts.boards).toHaveLength(1);
  // Of a filter that can decide no team, the words are not kept: they may name people.
  const [words = ''] = facts.boards[0]?.filterJql ?? [];
  expect(words).not.toContain('assignee');
  expect([...facts.judged]).toEqual([[words, 'asks about other items or about who asks (currentUser())']]);
  expect(facts.sprints.map(({ name }) => name)).toEqual(['PAY 0', 'PAY 1', 'PAY 2']);
});

test('sprints and versions of long ago lie apart and are not read by views', async () => {
  const store = smallStore();
  const [board] = store.boards.values();
  const old = NOW - 300 * DAY_MS;
  addSprint(store, {
    boardId: board?.id ?? '',
    name: 'Long ago',
    state: 'closed',
    startDate: old,
    endDate: old + 13 * DAY_MS,
    completeDate: old + 13 * DAY_MS,
  });
  const sites = await start(store);
  const facts = await sites.refresh(NOW);
  expect(facts.sprints.map(({ name }) => name)).toContain('Long ago');
  const [all, recent] = [await load(sites, true), await load(sites, false)];
  expect(new Set(all?.sprints)).toEqual(new Set(facts.sprints));
  expect(all?.sprintIdsByBoard.get(board?.id ?? '')).toHaveLength(4);
  expect(recent?.sprints.map(({ name }) => name)).not.toContain('Long ago');
  expect(recent?.sprints).toHaveLength(6);
});

test('a view that was opened before reads its texts; an hour later they are swept', async () => {
  const sites = await start();
  const { store, index } = sites;
  await sites.refresh(NOW);
  const { head } = await runAlone(index, () => readSiteHead());
  if (head === undefined) throw new Error('no head');
  const [board] = store.boards.values();
  addSprint(store, { boardId: board?.id ?? '', name: 'new' });
  await sites.refresh(NOW + 1_000);
  const opened = await runAlone(index, () => readSite(head));
  expect(opened.sprints.map(({ name }) => name)).not.toContain('new');
  const before = textKeys(sites).length;
  index.clock.advance(2 * HOUR_MS);
  expect(await runAlone(index, () => sweepIndex(index.clock.now()))).toBe(1);
  expect(textKeys(sites)).toHaveLength(before - 1);
  expect((await load(sites))?.sprints.map(({ name }) => name)).toContain('new');
});

test.each([1, 2, 3, 4, 5, 6])(
  'writers at once, some of them killed, lose nothing that was read later (seed %s)',
  async (seed) => {
    const sites = await start();
    const { store, index, client } = sites;
    await sites.refresh(NOW);
    const boards = [...store.boards.values()];
    for (const { id } of boards) addSprint(store, { boardId: id, name: `new on ${id}` });
    const tasks = [
      ...boards.map(({ id }, at) => ({
        run: () => refreshSite(client, NOW + 1_000 * (at + 1), { boardIds: [id] }),
      })),
      { run: () => refreshSite(client, NOW + 500), killAfter: seed % 2 === 0 ? 1 : 99 },
    ];
    await runTogether(index, tasks, seededRandom(seed));
    const facts = await load(sites);
    for (const { id } of boards) expect(facts?.sprints.map(({ name }) => name)).toContain(`new on ${id}`);
    expect(facts).toEqual(await sites.refresh(NOW + 10_000).then((fresh) => ({ ...fresh, readAt: facts?.readAt })));
  },
);

test('a reading that began earlier does not undo a later one', async () => {
  const sites = await start();
  const { store } = sites;
  await sites.refresh(NOW + 10_000);
  const [board] = store.boards.values();
  addSprint(store, { boardId: board?.id ?? '', name: 'not yet seen' });
  const facts = await sites.refresh(NOW);
  expect(facts.sprints.map(({ name }) => name)).not.toContain('not yet seen');
  expect(facts.readAt).toBe(NOW + 10_000);
});

test('a failing call stores nothing', async () => {
  const sites = await start();
  await sites.refresh(NOW);
  const before = await load(sites);
  addIssue(sites.store, { projectKey: 'PAY' });
  sites.jira.faults.add({ path: '/rest/agile/1.0/board/*/sprint', status: 500, times: 1 });
  await expect(sites.refresh(NOW + HOUR_MS)).rejects.toThrow('500');
  expect(await load(sites)).toEqual(before);
});
