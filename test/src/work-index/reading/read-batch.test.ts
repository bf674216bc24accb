import { beforeAll, expect, test } from '@jest/globals';
import type { Store } from '../../../../local/jira/store.ts';
import { seedSite } from '../../../../local/seeds/seed-site.ts';
import { addSecurityScheme, APP_ACCOUNT_ID } from '../../../../local/seeds/defaults.ts';
import { fieldsToRead, issueShape, toWorkItem } from '../../../../src/jira/map-work-item.ts';
import type { Entry } from '../../../../src/work-index/entry/entry.ts';
import { factsOf } from '../../../../src/work-index/entry/facts.ts';
import { digestHistory } from '../../../../src/work-index/entry/history.ts';
import { createMeter } from '../../../../src/jira/meter.ts';
import { openReading, type Reading } from '../../../../src/work-index/reading/reading.ts';
import { readBatch } from '../../../../src/work-index/reading/read-batch.ts';
import { writeEntries } from '../../../../src/work-index/store/write-entries.ts';
import { smallStore, NOW } from '../../small-site.ts';
import { newSite, runAlone } from '../store/actors.ts';
import { askAs } from '../../visible/clients.ts';
import { lookAt, type ReadSite } from './site.ts';

const DAY_MS = 86_400_000;
const TODAY = '2026-11-22';
const BULK = '/rest/api/3/issue/bulkfetch';
const CHANGELOGS = '/rest/api/3/changelog/bulkfetch';
const MATCH = '/rest/api/3/jql/match';

const readingOf = ({ client, site, now }: ReadSite): Reading => openReading(client, site, [], () => now);
/** Over an index that holds nothing. */
const read = (
  reading: Reading,
  ids: readonly string[],
  options: Parameters<typeof readBatch>[2] = { withHistory: true, fromSearch: true },
) => runAlone(newSite(NOW), () => readBatch(reading, ids, options));
const idsOf = (store: Store): readonly string[] => [...store.issues.values()].map(({ id }) => id);
const idOf = (store: Store, key: string): string => store.issuesByKey.first(key)?.id ?? '';

/** What the index must hold of an issue, from the site's own history instead of Jira's answers. */
const expectedOf = async ({ jira, store, site }: ReadSite, reading: Reading): Promise<ReadonlyMap<string, Entry>> => {
  const entries = new Map<string, Entry>();
  for (const issue of store.issues.values()) {
    const fields = [...fieldsToRead(site.fieldIds), 'description', 'security'].join(',');
    const answer = await jira.fetch(
      new Request(`http://localhost:4180/rest/api/3/issue/${issue.id}?fields=${fields}`),
      {
        accountId: APP_ACCOUNT_ID,
      },
    );
    if (answer.status === 404) continue;
    const wire = issueShape.parse(await answer.json());
    const { item } = toWorkItem(wire, site.fieldIds);
    const links = item.links.map(({ id, typeId, direction, otherId }) => ({ id, typeId, direction, otherId }));
    // Seeded instants have fractions, Jira's do not.
    const changes = store.historiesByIssue
      .of(issue.id)
      .flatMap(({ created, items }) =>
        items.map(({ fieldId, field, from, to }) => ({ at: Math.floor(created), fieldId: fieldId ?? field, from, to })),
      );
    const history = digestHistory({
      created: item.created,
      category: item.status.category,
      categories: reading.categories,
      ...(site.fieldIds.sprint === undefined ? {} : { sprintFieldId: site.fieldIds.sprint }),
      changes,
    });
    const isWanted =
      item.status.category !== 'done' || (item.resolved ?? item.categoryChanged ?? 0) >= reading.historyFrom;
    entries.set(item.id, {
      item: { ...item, links },
      facts: factsOf(wire.fields['description']),
      ...(issue.securityLevelId === undefined ? {} : { securityLevelId: issue.securityLevelId }),
      ...(isWanted ? { statusSince: history.statusSince, history } : {}),
    });
  }
  return entries;
};

const byId = (entries: readonly Entry[]): ReadonlyMap<string, Entry> =>
  new Map(entries.map((entry) => [entry.item.id, entry]));

let seeded: ReadSite;
beforeAll(async () => {
  seeded = await lookAt(seedSite('small', { today: TODAY }), Date.parse(`${TODAY}T09:00:00Z`));
});

test('a seeded site is read as it is, with histories of what is open or was done lately', async () => {
  const reading = readingOf(seeded);
  const { entries, failedIds, readAt } = await read(reading, idsOf(seeded.store));
  const expected = await expectedOf(seeded, reading);
  expect(expected.size).toBeGreaterThan(200);
  expect(byId(entries)).toEqual(expected);
  expect([...expected.values()].some(({ history }) => history === undefined)).toBe(true);
  expect(failedIds).toEqual([]);
  expect(readAt).toBe(seeded.now);
}, 60_000);

test('small pages with changelogs and large pages with a call for histories give the same', async () => {
  const reading = readingOf(seeded);
  const ids = idsOf(seeded.store).slice(0, 150);
  seeded.calls.length = 0;
  const small = await read(reading, ids, { withHistory: true, fromSearch: true });
  expect(seeded.calls.filter((call) => call === BULK)).toHaveLength(2);
  seeded.calls.length = 0;
  const large = await read(reading, ids, { withHistory: false, fromSearch: true });
  expect(seeded.calls.filter((call) => call === BULK)).toHaveLength(1);
  expect(seeded.calls).toContain(CHANGELOGS);
  expect(large.entries).toEqual(small.entries);
});

test('an item costs at most 1.1 points, with its history or without', async () => {
  const { jira, site, now, store } = seeded;
  // A year on nothing was done lately.
  const later = now + 365 * DAY_MS;
  const { entries } = await read(
    openReading(seeded.client, site, [], () => later),
    idsOf(store),
  );
  const [old, open] = [true, false].map((isOld) =>
    entries.filter(({ history }) => (history === undefined) === isOld).map(({ item }) => item.id),
  );
  const cost = async (ids: readonly string[] = [], withHistory: boolean): Promise<number> => {
    const meter = createMeter();
    const { client } = askAs(jira, APP_ACCOUNT_ID, 'as-app', meter);
    await read(
      openReading(client, site, [], () => later),
      ids,
      { withHistory, fromSearch: true },
    );
    expect(ids.length).toBeGreaterThan(50);
    return meter.spent().high / ids.length;
  };
  expect(await cost(open, true)).toBeLessThanOrEqual(1.1);
  expect(await cost(old, false)).toBeLessThanOrEqual(1.1);
  // Why open work is not read in the large pages: its histories would be paid for again.
  expect(await cost(open, false)).toBeGreaterThan(1.5);
});

test('a history longer than what an issue shows of it is read whole', async () => {
  const store = smallStore();
  const id = idOf(store, 'PAY-1');
  for (let n = 0; n < 45; n += 1) {
    const [from, to] = n % 2 === 0 ? ['3', '2'] : ['2', '3'];
    store.histories.put({
      id: String(50_000 + n),
      issueId: id,
      authorId: 'ada',
      created: NOW - (50 - n) * 3_600_000,
      items: [{ field: 'priority', fieldId: 'priority', fieldtype: 'jira', from, to, fromString: '', toString: '' }],
    });
  }
  const look = await lookAt(store, NOW);
  const { entries } = await read(readingOf(look), [id, idOf(store, 'PAY-2')]);
  expect(entries.map(({ history }) => history?.priorityChanges)).toEqual([45, 0]);
  expect(look.calls).toEqual([BULK, CHANGELOGS]);
});

test.each([400, 413])(
  'pages that Jira refuses with %s are read by halves, and the next ones are smaller',
  async (status) => {
    const look = await lookAt(smallStore(), NOW);
    const reading = readingOf(look);
    look.jira.faults.add({ path: BULK, status, times: 2 });
    const { entries } = await read(reading, idsOf(look.store));
    expect(entries).toHaveLength(6);
    expect(reading.sizes.withChangelog.most).toBe(2);
    look.calls.length = 0;
    await read(reading, idsOf(look.store));
    expect(look.calls).toEqual([BULK, BULK, BULK]);
  },
);

test('a refusal that has nothing to do with size comes through after a few calls', async () => {
  const look = await lookAt(smallStore(), NOW);
  look.jira.faults.add({ path: BULK, status: 400, times: 1_000 });
  await expect(read(readingOf(look), idsOf(look.store))).rejects.toThrow('400');
  expect(look.calls.length).toBeLessThan(6);
});

test('what does not exist, or is hidden from the app, is gone; a moved issue answers to its old key', async () => {
  const store = smallStore();
  const deleted = idOf(store, 'PAY-2');
  const look = await lookAt(store, NOW);
  const shop = store.projectsByKey.first('SHOP');
  const issue = store.issuesByKey.first('PAY-1');
  if (issue === undefined || shop === undefined) throw new Error('no issue');
  store.issues.put({ ...issue, key: 'SHOP-9', projectId: shop.id, previousKeys: ['PAY-1'] });
  store.issues.delete(deleted);
  const batch = await read(readingOf(look), ['PAY-1', deleted, '999999', 'NOPE-1', 'SHOP-1']);
  expect(batch.entries.map(({ item }) => item.key).sort()).toEqual(['SHOP-1', 'SHOP-9']);
  expect(batch.entries.find(({ item }) => item.key === 'SHOP-9')?.item.projectId).toBe(shop.id);
  expect([...batch.goneIds].sort()).toEqual([deleted, '999999'].sort());
});

test('an id and a key of the same issue are one entry', async () => {
  const look = await lookAt(smallStore(), NOW);
  const { entries, goneIds } = await read(readingOf(look), [idOf(look.store, 'PAY-1'), 'PAY-1']);
  expect(entries).toHaveLength(1);
  expect(goneIds).toEqual([]);
});

test('archived work, which Jira gives by id, is gone; ids of a search are not asked about', async () => {
  const look = await lookAt(smallStore(), NOW);
  const id = idOf(look.store, 'PAY-3');
  const issue = look.store.issues.get(id);
  if (issue === undefined) throw new Error('no issue');
  look.store.issues.put({ ...issue, archived: true });
  const batch = await read(readingOf(look), ['PAY-1', 'PAY-3'], { withHistory: true });
  expect(batch.entries.map(({ item }) => item.key)).toEqual(['PAY-1']);
  expect(batch.goneIds).toEqual([id]);
  expect(look.calls).toContain(MATCH);
  look.calls.length = 0;
  await read(readingOf(look), ['PAY-1'], { withHistory: true, fromSearch: true });
  expect(look.calls).toEqual([BULK]);
});

test('what Jira fails to give is asked for again, and then neither there nor gone', async () => {
  const look = await lookAt(smallStore(), NOW);
  const id = idOf(look.store, 'PAY-1');
  const body = { issues: [], issueErrors: [{ id, errorMessage: 'Try again.' }] };
  look.jira.faults.add({ path: BULK, status: 200, body, times: 2 });
  const failed = await read(readingOf(look), [id]);
  expect(failed).toMatchObject({ entries: [], goneIds: [], failedIds: [id] });
  look.jira.faults.add({ path: BULK, status: 200, body, times: 1 });
  const again = await read(readingOf(look), [id]);
  expect(again).toMatchObject({ goneIds: [], failedIds: [] });
  expect(again.entries).toHaveLength(1);
});

test('a security level is read with its item', async () => {
  const store = smallStore();
  const scheme = addSecurityScheme(store, {
    name: 'Secrets',
    levels: [{ name: 'All', holders: [{ type: 'anyone' }] }],
  });
  const [level] = scheme.levels;
  const [project, issue] = [store.projectsByKey.first('PAY'), store.issuesByKey.first('PAY-1')];
  if (level === undefined || project === undefined || issue === undefined) throw new Error('no issue');
  store.projects.put({ ...project, issueSecuritySchemeId: scheme.id });
  store.issues.put({ ...issue, securityLevelId: level.id });
  const { entries } = await read(readingOf(await lookAt(store, NOW)), ['PAY-1', 'PAY-2']);
  expect(entries.map((entry) => entry.securityLevelId)).toEqual([level.id, undefined]);
});

test('the history of work done long ago stays when it is read again, unless it moved since', async () => {
  const store = smallStore();
  const look = await lookAt(store, NOW);
  const id = idOf(store, 'PAY-1');
  const done = [...store.statuses.values()].find(({ category }) => category === 'done');
  const issue = store.issues.get(id);
  if (issue === undefined || done === undefined) throw new Error('no issue');
  const then = NOW - 200 * DAY_MS;
  store.issues.put({ ...issue, statusId: done.id, resolved: then, statusCategoryChanged: then, updated: then });
  store.histories.put({
    id: '70000',
    issueId: id,
    authorId: 'ada',
    created: then,
    items: [
      {
        field: 'status',
        fieldId: 'status',
        fieldtype: 'jira',
        from: issue.statusId,
        to: done.id,
        fromString: '',
        toString: '',
      },
    ],
  });
  const index = newSite(NOW);
  const first = await runAlone(index, () => readBatch(readingOf(look), [id], { withHistory: true }));
  expect(first.entries[0]?.history?.done).toBe(then);
  await runAlone(index, () => writeEntries(first, NOW));
  const later = openReading(look.client, look.site, [], () => NOW + 100 * DAY_MS);
  const again = await runAlone(index, () => readBatch(later, [id], { withHistory: false }));
  expect(again.entries[0]?.history).toEqual(first.entries[0]?.history);
  expect((await read(later, [id])).entries[0]?.history).toBeUndefined();
});
