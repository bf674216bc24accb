import { afterEach, expect, jest, test } from '@jest/globals';
import { addIssue } from '../../../../local/seeds/defaults.ts';
import type { ProgramDraft } from '../../../../src/core/program/program.ts';
import type { Brought } from '../../../../src/work-index/sync/read-marked.ts';
import { smallStore } from '../../small-site.ts';
import { live, startFresh, type FreshSite } from './fresh-site.ts';

jest.setTimeout(300_000);

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

let site: FreshSite;
afterEach(() => site.host.close());

/** Each team is recognised by some JQL, too. */
const withQueries =
  (each: number) =>
  (draft: ProgramDraft): ProgramDraft => ({
    ...draft,
    teams: draft.teams.map((team, at) => {
      const jqls = Array.from({ length: each }, (_, n) => `labels = team-${at}-${n} OR priority IS NOT EMPTY`);
      return { ...team, rules: [...team.rules, ...jqls.map((jql) => ({ kind: 'jql', jql }) as const)] };
    }),
  });

const start = async (items: number, queries: number): Promise<void> => {
  const store = smallStore();
  for (let n = 0; n < items; n += 1) addIssue(store, { projectKey: n % 2 === 0 ? 'PAY' : 'SHOP', summary: 'before' });
  site = await startFresh(store, 1, withQueries(queries));
};
const idsBefore = (): readonly string[] =>
  [...site.store.issues.values()].filter(({ summary }) => summary === 'before').map(({ id }) => id);
const changeAll = async (): Promise<void> => {
  for (const id of idsBefore()) await site.write('PUT', `/rest/api/3/issue/${id}`, { fields: { summary: 'after' } });
};
const countIn = async (): Promise<number> => (await site.index()).filter(({ summary }) => summary === 'after').length;

test.each([
  ['a few team queries', 600, 2],
  ['many team queries', 300, 18],
])('a bulk change comes in at once where there are %s', async (_, items, queries) => {
  await start(items, queries);
  await changeAll();
  await site.host.drain();
  expect(await site.state()).toMatchObject({ waiting: 0, errors: {} });
  expect(await countIn()).toBe(items);
  // No pass was begun that its points did not suffice for.
  expect(await site.call('test.most')).toBe('any');
});

test('a pass that its points do not suffice for is made smaller, and the next step begins smaller', async () => {
  await start(120, 2);
  await changeAll();
  await live(site, 2_000);
  // Three points an item are too few: it is read, looked for and matched.
  const first = (await site.call('test.readMarked', { points: 400, pointsAnItem: 1 })) as Brought;
  expect(first.failed).toBeLessThanOrEqual(120);
  await site.host.drain();
  expect(await countIn()).toBe(120);
});

test('where an hour has no points left for freshness the consumer rests until it ends, without an error', async () => {
  await start(60, 2);
  site.pool.draw(site.pool.limit - 100, site.clock.now());
  await changeAll();
  site.clock.advance(MINUTE_MS);
  const before = site.clock.now();
  await site.host.drain({ advance: false });
  const { errors, waiting } = await site.state();
  expect(errors).toEqual({});
  expect(waiting).toBeGreaterThan(0);
  site.clock.advance(HOUR_MS - (before % HOUR_MS) + MINUTE_MS);
  await site.host.drain();
  expect(await countIn()).toBe(60);
});
