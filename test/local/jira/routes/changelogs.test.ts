import { expect, test } from '@jest/globals';
import * as seeds from '../../../../local/seeds/defaults.ts';
import { look, readSite } from '../support/read-site.ts';

const api = '/rest/api/3';
const START = Date.UTC(2026, 10, 1, 8);
const change = (fieldId: string | undefined, field: string) =>
  ({
    field,
    fieldtype: 'jira',
    ...(fieldId === undefined ? {} : { fieldId }),
    from: null,
    fromString: null,
    to: '1',
    toString: 'One',
  }) as const;

/** PAY-1 with 120 entries of two changes, PAY-2 with one older and one newer, HID-1 with one. */
const withHistories = () => {
  const site = readSite();
  const { store, bob } = site;
  const [one, two, hidden] = [{ projectKey: 'PAY' }, { projectKey: 'PAY' }, { projectKey: 'HID' }].map((input) =>
    seeds.addIssue(store, input),
  );
  const add = (issueId: string | undefined, minute: number, items: readonly ReturnType<typeof change>[]) =>
    seeds.addHistory(store, { issueId: issueId ?? '', authorId: bob.id, created: START + minute * 60_000, items });
  for (let i = 0; i < 120; i++) add(one?.id, i, [change('status', 'status'), change(undefined, 'Link')]);
  add(two?.id, -1, [change('summary', 'summary')]);
  add(two?.id, 500, [change('status', 'status')]);
  add(hidden?.id, 0, [change('status', 'status')]);
  return { ...site, one, two, hidden };
};

test('an issue lists its changelog oldest first, 100 a page', async () => {
  const { call, bob } = withHistories();
  const { body } = await call(bob, `${api}/issue/PAY-1/changelog?maxResults=500`);
  expect(body).toMatchObject({ maxResults: 100, startAt: 0, total: 120, isLast: false });
  expect(look(body, 'values.0')).toMatchObject({
    author: { accountId: bob.id },
    created: '2026-11-01T09:00:00.000+0100',
    items: [{ field: 'status', fieldId: 'status', from: null, toString: 'One' }, { field: 'Link' }],
  });
  expect(look(body, 'values.0.items.1.fieldId')).toBeUndefined();
  expect((await call(bob, `${api}/issue/PAY-1/changelog?startAt=100`)).body).toMatchObject({ isLast: true });
  expect((await call(bob, `${api}/issue/HID-1/changelog`)).status).toBe(404);
});

test('entries are given by their ids', async () => {
  const { call, bob, store, one } = withHistories();
  const [first, , third] = store.historiesByIssue.of(one?.id ?? '');
  const { body } = await call(bob, `${api}/issue/PAY-1/changelog/list`, {
    changelogIds: [Number(first?.id), Number(third?.id), 1],
  });
  expect(look(body, 'histories.*.id')).toEqual([first?.id, third?.id]);
});

test('many issues are read page by page in order of time, in epoch milliseconds, without hidden ones', async () => {
  const { call, bob, one, two } = withHistories();
  const ask = (more: object) =>
    call(bob, `${api}/changelog/bulkfetch`, { issueIdsOrKeys: ['PAY-1', 'PAY-2', 'HID-1', 'NO-1'], ...more });
  const seen: unknown[] = [];
  let token: unknown;
  do {
    const { body } = await ask({ maxResults: 50, ...(token === undefined ? {} : { nextPageToken: token }) });
    seen.push(...[look(body, 'issueChangeLogs.*.changeHistories.*.created')].flat(2));
    token = look(body, 'nextPageToken');
  } while (typeof token === 'string');
  expect(seen).toHaveLength(122);
  expect(seen[0]).toBe(START - 60_000);
  expect(seen.at(-1)).toBe(START + 500 * 60_000);
  expect(look((await ask({})).body, 'issueChangeLogs.*.issueId')).toEqual([two?.id, one?.id]);
});

test('entries are cut down to the wanted fields', async () => {
  const { call, bob } = withHistories();
  const { body } = await call(bob, `${api}/changelog/bulkfetch`, {
    issueIdsOrKeys: ['PAY-1', 'PAY-2'],
    fieldIds: ['status'],
  });
  const fields = [look(body, 'issueChangeLogs.*.changeHistories.*.items.*.field')].flat(3);
  expect(fields).toHaveLength(121);
  expect(new Set(fields)).toEqual(new Set(['status']));
});

test.each<[string, object]>([
  ['no issues', { issueIdsOrKeys: [] }],
  ['1,001 issues', { issueIdsOrKeys: Array.from({ length: 1001 }, (_, i) => String(i)) }],
  ['11 fields', { issueIdsOrKeys: ['PAY-1'], fieldIds: Array.from({ length: 11 }, (_, i) => `f${i}`) }],
  ['a page of 10,001', { issueIdsOrKeys: ['PAY-1'], maxResults: 10_001 }],
  ['a token of its own making', { issueIdsOrKeys: ['PAY-1'], nextPageToken: 'abc' }],
])('changelog/bulkfetch refuses %s', async (_what, body) => {
  const { call, bob } = withHistories();
  expect((await call(bob, `${api}/changelog/bulkfetch`, body)).status).toBe(400);
});
