import { afterEach, expect, jest, test } from '@jest/globals';
import { addIssue } from '../../../../local/seeds/defaults.ts';
import { smallStore } from '../../small-site.ts';
import { startFresh, type FreshSite } from './fresh-site.ts';

jest.setTimeout(300_000);

const CHANGES = 500;
const BULK = 80;
const MINUTE_MS = 60_000;

let site: FreshSite;
afterEach(() => site.host.close());

const startLarge = async (changes: number, consumers: number): Promise<void> => {
  const store = smallStore();
  for (let n = 0; n < changes; n += 1) addIssue(store, { projectKey: n % 2 === 0 ? 'PAY' : 'SHOP', summary: 'before' });
  site = await startFresh(store, consumers);
};
const changedKeys = (): readonly string[] =>
  [...site.store.issues.values()].filter((issue) => issue.summary === 'before').map(({ key }) => key);
const change = (key: string) => site.write('PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'after' } });
const countIn = async (): Promise<number> => (await site.index()).filter(({ summary }) => summary === 'after').length;

const ageOfOldest = async (): Promise<number> => {
  const { oldest } = await site.state();
  return oldest === undefined ? 0 : site.clock.now() - oldest;
};

test('500 changes in a minute: none waits for 45 s, for few wake-ups and few units each', async () => {
  await startLarge(CHANGES, 1);
  const keys = changedKeys();
  let pushes = 0;
  let longestMs = 0;
  const { queue } = site.host.main;
  const known = new Set(queue.list().map(({ id }) => id));
  queue.onChange((id, event) => {
    if (event?.kind !== 'queue' || known.has(id)) return;
    known.add(id);
    pushes += 1;
  });
  for (const [at, key] of keys.entries()) {
    await change(key);
    site.clock.advance(MINUTE_MS / CHANGES);
    await site.host.drain({ advance: false });
    if (at % 10 === 0) longestMs = Math.max(longestMs, await ageOfOldest());
  }
  for (let second = 0; second < 90; second += 5) {
    site.clock.advance(5_000);
    await site.host.drain({ advance: false });
  }
  const { kvsWriteUnits, kvsWrittenBytes, jiraPointsOtherReading, gbSeconds } = site.host.meter();
  const state = await site.state();
  expect(await countIn()).toBe(CHANGES);
  expect(state).toMatchObject({ waiting: 0, seen: { 'updated:issue': CHANGES }, errors: {} });
  const figures = {
    pushes,
    units: kvsWriteUnits / CHANGES,
    bytes: kvsWrittenBytes / CHANGES,
    points: jiraPointsOtherReading / CHANGES,
    gbSeconds,
    longestMs,
  };
  expect(figures.pushes).toBeLessThanOrEqual(10);
  expect(figures.units).toBeLessThanOrEqual(1.5);
  expect(figures.bytes).toBeLessThan(1_000);
  expect(longestMs).toBeLessThan(45_000);
});

test('a bulk change of many items at one moment, many events at once: none is lost', async () => {
  await startLarge(BULK, 6);
  for (const key of changedKeys()) await change(key);
  await site.host.drain();
  expect(await countIn()).toBe(BULK);
  expect(await site.state()).toMatchObject({ waiting: 0, seen: { 'updated:issue': BULK } });
});
