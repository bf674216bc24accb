import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ProductEvent } from '../../../../local/jira/events.ts';
import { newStore } from '../../../../local/seeds/defaults.ts';
import { packIds } from '../../../../src/core/columns/columns.ts';
import { readAccessFacts } from '../../../../src/storage/access.ts';
import { readShards } from '../../../../src/storage/index-marks.ts';
import { rebuild } from '../../../../src/work-index/backfill/request.ts';
import { startManySites, valueOf } from '../../app-host.ts';
import { NOW, smallStore } from '../../small-site.ts';
import { inApp, searchableKeys, stateOf } from './in-app.ts';
import { openSite, type OpenSite } from './open-site.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(180_000);

const BULK = '/rest/api/3/issue/bulkfetch';
const HOUR_MS = 3_600_000;
const QUOTA = { 'Retry-After': '1800', 'RateLimit-Reason': 'jira-quota-global-based' };
const sites = startManySites(newStore(), NOW);
afterAll(() => sites.host.close());
afterEach(() => sites.host.faults.clear());

let site: OpenSite;
beforeEach(async () => {
  site = await openSite(sites, smallStore());
});

/** Keys of the items that a board’s filter matched when they were read. */
const onBoard = async (id: string): Promise<readonly string[]> =>
  (await site.entries())
    .filter(({ matches = [] }) => matches.includes(`board:${id}`))
    .map(({ item }) => item.key)
    .sort();

/** The board of PAY, whose team is its one rule, shows what has a label; one item has it. */
const openBoard = async (): Promise<string> => {
  const board = [...site.store.boards.values()].find(({ name }) => name === 'PAY board');
  if (board === undefined) throw new Error('no board');
  const teams = site.draft.teams.map((team) =>
    team.boardIds.includes(board.id) ? { ...team, rules: [{ kind: 'board', boardId: board.id } as const] } : team,
  );
  await site.save({ teams });
  await site.edit('PUT', '/rest/api/3/issue/PAY-2', { fields: { labels: ['web'] } });
  await site.drain();
  expect(await onBoard(board.id)).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
  const filter = site.store.filters.get(board.filterId);
  if (filter === undefined) throw new Error('no filter');
  site.store.filters.put({ ...filter, jql: 'project = "PAY" AND labels = web' });
  return board.id;
};

describe('a board’s filter becomes another', () => {
  test('and an event says so: its team’s items follow', async () => {
    const id = await openBoard();
    const event: ProductEvent = {
      eventType: 'avi:jira-software:configuration-changed:board',
      timestamp: sites.host.clock.now(),
      payload: { configuration: { id: Number(id), name: 'PAY board' } },
    };
    sites.host.clock.advance(1_000);
    site.app.jira.site.emit(event);
    await site.drain();
    expect(await onBoard(id)).toEqual(['PAY-2']);
  });

  test('and nothing says so: where people look at boards, the schedule finds it within six hours', async () => {
    const id = await openBoard();
    const [program] = valueOf(await site.app.ask('ada', 'program.list', {})).programs;
    const programId = program?.id ?? '';
    const board = valueOf(await site.app.ask('ada', 'board.load', { programId }));
    if (board.kind !== 'source') throw new Error('no source');
    const { state, source } = board;
    const asked = { programId, periodId: source.periodId, state, held: packIds([]) };
    for (let hour = 0; hour < 6; hour += 1) {
      expect(await onBoard(id)).toHaveLength(3);
      sites.host.clock.advance(HOUR_MS);
      valueOf(await site.app.ask('ada', 'index.refresh', asked));
      await sites.host.schedule('upkeep-hourly', site.installation.name);
      await site.drain();
    }
    expect(await onBoard(id)).toEqual(['PAY-2']);
  });
});

test('items that move between projects, there and back, at any point of a run, are where Jira has them', async () => {
  sites.host.faults.deliver({ eventLosses: 1 });
  const story = [...site.store.issueTypes.values()].find(({ name }) => name === 'Story')?.id ?? '';
  const move = (project: string, key: string) => {
    const sources = { issueIdsOrKeys: [key], inferFieldDefaults: true, inferStatusDefaults: true };
    const body = { targetToSourcesMapping: { [`${project},${story}`]: sources } };
    return site.edit('POST', '/rest/api/3/bulk/issues/move', body);
  };
  let tried = 0;
  for (let afterEffect = 1; ; afterEffect += 1) {
    site = await openSite(sites, smallStore());
    await site.save();
    sites.host.faults.addKill({ afterEffect, moduleKey: 'index-backfill', times: 1 });
    await site.drain(false);
    // What changes after the last project is closed, events and the schedule bring.
    const { runs } = await stateOf(site.installation);
    if (runs.every(({ phase }) => phase === 'done')) break;
    const closed = runs.filter(({ phase }) => phase === 'done').map(({ projectId }) => projectId);
    sites.host.clock.advance(1_000);
    await move('SHOP', 'PAY-1');
    await move('PAY', 'SHOP-1');
    await site.drain();
    const wanted = searchableKeys(site.app, site.projectIds);
    expect(wanted).toEqual(['PAY-2', 'PAY-3', 'PAY-4', 'SHOP-2', 'SHOP-3', 'SHOP-4']);
    expect({ afterEffect, closed, keys: await site.keys() }).toEqual({ afterEffect, closed, keys: wanted });
    tried += 1;
  }
  expect(tried).toBeGreaterThan(5);
});

test('what Jira could not give while a project was read is read when it can', async () => {
  sites.host.faults.deliver({ eventLosses: 1 });
  await site.save();
  await site.drain();
  sites.host.clock.advance(60_000);
  await site.edit('PUT', '/rest/api/3/issue/PAY-1', { fields: { summary: 'changed' } });
  // Before the run begins, so that its own look at changes finds nothing.
  sites.host.clock.advance(10 * 60_000);
  const issueErrors = [...site.store.issues.values()].map(({ id }) => ({ id, errorMessage: 'Try again.' }));
  site.app.jira.faults.add({ path: BULK, status: 200, body: { issues: [], issueErrors }, times: 8 });
  await inApp(site.installation, () => rebuild(site.projectIds, sites.host.clock.now()));
  await site.drain(false);
  const { runs } = await stateOf(site.installation);
  expect(runs.map(({ phase }) => phase)).toEqual(['done', 'done']);
  const marked = await inApp(site.installation, readShards);
  expect(marked.flatMap(({ ids }) => [...ids.keys()])).toHaveLength(6);
  await site.drain();
  expect((await site.entries()).map(({ item }) => item.summary)).toContain('changed');
  expect(await site.keys()).toHaveLength(6);
});

test('while Jira’s quota is used up, the page says until when reading rests', async () => {
  site.app.jira.faults.add({ path: BULK, status: 429, headers: QUOTA, times: 1 });
  const { id: programId } = await site.save();
  await site.drain(false);
  const { notices } = valueOf(await site.app.ask('ada', 'board.load', { programId }));
  const until = sites.host.clock.now() + 1_800_000;
  expect(notices.indexing).toMatchObject({ projects: { done: 0, of: 2 }, rest: { because: 'quota' } });
  expect(notices.indexing?.rest?.until).toBeGreaterThanOrEqual(until);
  expect(notices.pausedUntil).toBeGreaterThanOrEqual(until);
  await site.drain();
  const after = valueOf(await site.app.ask('ada', 'board.load', { programId }));
  expect(after.notices).not.toHaveProperty('indexing');
});

test('the first view after a backfill finds the access to its projects known', async () => {
  await site.save();
  await site.drain();
  const facts = await inApp(site.installation, readAccessFacts);
  expect(site.projectIds.map((id) => facts.get(id)?.kind)).toEqual(['plain', 'plain']);
  expect([...facts.values()].every(({ readAt }) => sites.host.clock.now() - readAt < 60_000)).toBe(true);
});
