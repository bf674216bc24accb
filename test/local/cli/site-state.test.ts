import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IncompatibleState, SiteState } from '../../../local/cli/state/site-state.ts';
import type { Store } from '../../../local/jira/store.ts';
import { createJira } from '../../../local/jira/jira.ts';
import { seededRandom } from '../../../local/random.ts';
import { addUser, newStore } from '../../../local/seeds/defaults.ts';
import { frozenClock, type SiteClock } from '../../../local/clock.ts';
import { newHost, START, type TestHost } from '../forge/fixtures/test-host.ts';

let folder: string;
const open: TestHost[] = [];
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-state-')), 'small');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ host }) => host.close()));
  rmSync(folder, { recursive: true, force: true });
});

const rebuild = (): Store => {
  const store = newStore();
  addUser(store, { id: 'ada', name: 'Ada', email: 'ada@example.com' });
  return store;
};
/** Starts the site anew from its seed and whatever was kept. */
const boot = (options: { fresh?: boolean; clock?: SiteClock; day?: string; store?: Store } = {}) => {
  const clock = options.clock ?? frozenClock(START);
  const state = new SiteState(folder, { fresh: options.fresh === true });
  const store = options.store ?? rebuild();
  state.replayStore(store, options.day ?? '2026-11-22');
  const made = newHost({ clock, jira: createJira({ store, clock, random: seededRandom(7) }) });
  open.push(made);
  state.replayInstallation(made.host.main);
  state.keep(store, made.host.main);
  return { ...made, state, store };
};
const journal = () => path.join(folder, 'journal.jsonl');

test('what was written, given out as numbers and deleted is there after a restart', () => {
  const first = boot();
  addUser(first.store, { id: 'bo', name: 'Bo', email: 'bo@example.com' });
  first.store.users.delete('ada');
  expect(first.store.next('issue')).toBe(10_000);
  first.store.next('issue');
  first.state.close();
  const second = boot();
  expect(second.store.users.get('bo')?.displayName).toBe('Bo');
  expect(second.store.users.get('ada')).toBeUndefined();
  expect(second.store.next('issue')).toBe(10_002);
});

test('storage of the app and waiting events survive, delivered ones do not come again', async () => {
  const first = boot();
  await first.call('storage', { operation: 'set', key: 'k', value: { v: 1 } });
  await first.call('storage', { operation: 'set', key: 'gone', value: 1 });
  await first.call('storage', { operation: 'delete', key: 'gone' });
  await first.call('push', { events: [{ body: { n: 1 } }] });
  await first.host.drain();
  await first.call('push', { events: [{ body: { n: 2 }, delayInSeconds: 60 }] });
  first.state.close();
  const second = boot();
  expect(await second.call('storage', { operation: 'get', key: 'k' })).toEqual({ value: { v: 1 } });
  expect(await second.call('storage', { operation: 'get', key: 'gone' })).toEqual({});
  expect((await second.host.drain()).ran).toHaveLength(1);
  expect((await second.call('seen')).map(({ body }: { body: { n: number } }) => body.n)).toEqual([1, 2]);
});

test('an address of a web trigger that was given out answers after a restart', async () => {
  const first = boot();
  const url = await first.call('url', { key: 'hook' });
  first.state.close();
  const second = boot();
  expect(await (await second.host.webTrigger(new Request(url)))?.text()).toBe('thanks');
  second.host.main.openWebTriggers.close('hook');
  second.state.close();
  expect(await boot().host.webTrigger(new Request(url))).toBeUndefined();
});

test('a last line that was cut off is dropped, the rest is kept and continued', () => {
  const first = boot();
  addUser(first.store, { id: 'bo', name: 'Bo', email: 'bo@example.com' });
  first.state.close();
  appendFileSync(journal(), '["put","users",{"id":"torn","displayNa');
  const second = boot();
  expect(second.store.users.get('bo')).toBeDefined();
  expect(second.store.users.get('torn')).toBeUndefined();
  addUser(second.store, { id: 'cy', name: 'Cy', email: 'cy@example.com' });
  second.state.close();
  expect(boot().store.users.get('cy')).toBeDefined();
});

test('a damaged line in the middle is told with its number', () => {
  const first = boot();
  addUser(first.store, { id: 'bo', name: 'Bo', email: 'bo@example.com' });
  first.state.close();
  const lines = readFileSync(journal(), 'utf8').split('\n');
  writeFileSync(journal(), ['not json', ...lines].join('\n'));
  expect(() => boot()).toThrow(/line 1 is damaged.*--fresh/);
});

test('fresh forgets', () => {
  const first = boot();
  addUser(first.store, { id: 'bo', name: 'Bo', email: 'bo@example.com' });
  first.state.close();
  expect(boot({ fresh: true }).store.users.get('bo')).toBeUndefined();
});

test('a site that was built otherwise is refused, and so is another format', () => {
  boot().state.close();
  const other = rebuild();
  addUser(other, { id: 'new', name: 'New', email: 'new@example.com' });
  expect(() => boot({ store: other })).toThrow(IncompatibleState);
  expect(() => boot({ store: other })).toThrow('Start with --fresh');
  const meta = path.join(folder, 'meta.json');
  writeFileSync(meta, readFileSync(meta, 'utf8').replace('"format": 1', '"format": 99'));
  expect(() => boot()).toThrow('has format 99; this version knows 1');
  writeFileSync(meta, '{');
  expect(() => boot()).toThrow('is not what this version writes');
});

test('the day of the seed and the distance of the clock are kept, drift is not', () => {
  const first = boot({ day: '2026-11-20' });
  first.state.keepClock(500);
  first.state.keepClock(86_400_000);
  first.state.keepClock(86_400_100);
  first.state.close();
  const again = new SiteState(folder, { fresh: false });
  expect([again.meta?.day, again.clockOffsetMs]).toEqual(['2026-11-20', 86_400_000]);
});
