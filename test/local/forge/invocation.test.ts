import { afterEach, expect, test } from '@jest/globals';
import { SiteClock } from '../../../local/clock.ts';
import { ADA, newHost, newJira, START, type TestHost } from './fixtures/test-host.ts';

const open: TestHost[] = [];
const start = (...options: Parameters<typeof newHost>): TestHost => {
  const made = newHost(...options);
  open.push(made);
  return made;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ host }) => host.close()));
});

test('a resolver function gets payload, context and the viewer', async () => {
  const { host } = start();
  const outcome = await host.invoke({
    moduleKey: 'page',
    functionKey: 'echo',
    payload: { a: 1 },
    accountId: ADA,
    extension: { project: { id: '1' } },
  });
  expect(outcome).toMatchObject({
    body: {
      payload: { a: 1 },
      context: {
        accountId: ADA,
        moduleKey: 'page',
        environmentType: 'DEVELOPMENT',
        extension: { type: 'jira:globalPage', project: { id: '1' } },
        installContext: expect.stringMatching(/^ari:cloud:jira::site\//),
      },
    },
    rateLimit: { limit: 1200, remaining: 1199 },
  });
});

test('asUser is the viewer, asApp the app, asUser of somebody else needs authentication', async () => {
  const { call, host } = start();
  expect(await call('myself', { as: 'user' })).toMatchObject({ status: 200, body: { accountId: ADA } });
  expect(await call('myself', { as: 'app' })).toMatchObject({ status: 200, body: { accountId: host.appAccountId } });
  await expect(call('myself', { as: 'other' })).rejects.toMatchObject({ code: 'FUNCTION_UNHANDLED_ERROR' });
});

test('what a function throws becomes the error of the invocation, its stack goes to the log only', async () => {
  const { call, host } = start();
  await expect(call('throws')).rejects.toMatchObject({
    code: 'FUNCTION_UNHANDLED_ERROR',
    message: 'this went wrong',
    status: 500,
  });
  expect(host.logs.list().map(({ level, text }) => [level, text])).toEqual([
    ['error', expect.stringContaining('TypeError: this went wrong')],
  ]);
  await expect(call('no-such-function')).rejects.toMatchObject({
    message: "Resolver has no definition for 'no-such-function'.",
  });
  await expect(call('exit')).rejects.toMatchObject({ code: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' });
});

test('unknown modules and installations are refused', async () => {
  const { host, call } = start();
  expect(await host.invoke({ moduleKey: 'none', functionKey: 'echo', accountId: ADA })).toMatchObject({
    error: { code: 'MODULE_NOT_FOUND', status: 404 },
  });
  await expect(call('echo', {}, 'second')).rejects.toMatchObject({ code: 'INSTALLATION_NOT_FOUND' });
});

test('every invocation runs in a fresh thread, unless warmth is asked for', async () => {
  const fresh = start();
  const [a, b] = [await fresh.call('warmth'), await fresh.call('warmth')];
  expect([a.count, b.count]).toEqual([1, 1]);
  expect(a.id).not.toBe(b.id);
  const warm = start({ warm: true });
  expect([(await warm.call('warmth')).count, (await warm.call('warmth')).count]).toEqual([1, 2]);
});

test('invocations side by side each have a thread, taken from the spares first', async () => {
  const { call } = start({ spares: 3 });
  await call('echo');
  const all = await Promise.all([call('warmth'), call('warmth'), call('warmth'), call('warmth')]);
  expect(all.map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  expect(new Set(all.map(({ id }) => id)).size).toBe(4);
});

test('Date tells the time of a clock that stands still, and follows it when it is set', async () => {
  const { call, clock } = start();
  const first = await call('time');
  expect(first).toMatchObject({
    now: START,
    iso: new Date(START).toISOString(),
    given: '1970-01-01T00:00:00.000Z',
    isDate: true,
    formatted: '11/22/26',
  });
  expect(Date.parse(first.text)).toBe(START);
  expect(first.remaining).toBeGreaterThan(20_000);
  clock.advance(86_400_000);
  expect((await call('time')).now).toBe(START + 86_400_000);
});

test('Date runs on with a clock that runs', async () => {
  const clock = new SiteClock(START);
  const { call } = start({ clock, jira: newJira(clock) });
  const { now } = await call('time');
  expect(now).toBeGreaterThanOrEqual(START);
  expect(now).toBeLessThanOrEqual(clock.now());
});

test('chance is seeded: two hosts draw the same, two invocations do not', async () => {
  const [one, two] = [start(), start()];
  const first = await one.call('random');
  expect(await two.call('random')).toEqual(first);
  const second = await one.call('random');
  expect(second.math).not.toBe(first.math);
  expect(second.uuid).not.toBe(first.uuid);
  expect(first.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a function that runs too long is ended with the platform error, busy or waiting', async () => {
  const { call } = start({ timeoutScale: 0.004 });
  const timeOut = { code: 'FUNCTION_TIME_OUT', status: 504, message: 'The function main ran longer than 25 seconds.' };
  await expect(call('spin')).rejects.toMatchObject(timeOut);
  await expect(call('wait')).rejects.toMatchObject(timeOut);
});

test('a function that takes more memory than the manifest gives is ended', async () => {
  const { call } = start();
  await expect(call('hoard')).rejects.toMatchObject({ code: 'FUNCTION_OUT_OF_MEMORY' });
});

test('requests over 500 KB and replies over 5 MB are refused', async () => {
  const { call } = start();
  await expect(call('echo', 'x'.repeat(500 * 1024))).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE', status: 413 });
  await expect(call('large', { bytes: 5 * 1024 * 1024 })).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
  expect(await call('large', { bytes: 1024 * 1024 })).toHaveLength(1024 * 1024);
});

test('a user may invoke 1,200 times a minute', async () => {
  const { host, clock } = start();
  for (let i = 0; i < 1200; i++) {
    if (i % 300 === 299) clock.advance(1000);
    host.main.countInvoke(ADA);
  }
  const refused = await host.invoke({ moduleKey: 'page', functionKey: 'echo', accountId: ADA });
  expect(refused).toMatchObject({
    error: { code: 'FUNCTION_PLATFORM_RATE_LIMITED', status: 429, retryAfterSeconds: 56 },
  });
  clock.advance(60_000);
  expect(await host.invoke({ moduleKey: 'page', functionKey: 'echo', accountId: ADA })).toHaveProperty('body');
});

test('logs are kept with their origin and cut at 100 lines', async () => {
  const { call, host } = start();
  await call('log', { lines: 2 });
  expect(host.logs.list()).toMatchObject([
    { level: 'info', text: 'line 0', functionKey: 'log', moduleKey: 'page', installation: 'main', at: START },
    { level: 'info', text: 'line 1' },
    { level: 'error', text: 'an error line' },
  ]);
  host.logs.clear();
  await call('log', { lines: 150 });
  expect(host.logs.list()).toHaveLength(101);
  expect(host.logs.list().at(-1)?.text).toBe('Log limit reached: further lines are dropped.');
});

test('a call to an address outside the manifest is refused', async () => {
  const { call } = start();
  expect(await call('egress')).toEqual({ name: 'REQUEST_EGRESS_ALLOWLIST_ERR' });
});

test('the meter counts calls, units and the longest chain of calls', async () => {
  const { host, clock } = start();
  const chain = await host.invoke({
    moduleKey: 'page',
    functionKey: 'chain',
    payload: { steps: 3, width: 4 },
    accountId: ADA,
  });
  expect(chain.meter).toMatchObject({ jiraCalls: 0, sequentialRoundTrips: 3, kvsReadUnits: 12, kvsWriteUnits: 0 });
  expect([chain.meter.chainMs, chain.meter.kvsWrittenBytes]).toEqual([60, 0]);
  const jira = await host.invoke({ moduleKey: 'page', functionKey: 'myself', payload: { as: 'user' }, accountId: ADA });
  expect(jira.meter).toMatchObject({ jiraCalls: 1, sequentialRoundTrips: 1, chainMs: 150 });
  expect(jira.meter.jiraPoints).toBeGreaterThan(0);
  // Some kernels count a thread's time in ticks of 4 ms.
  expect(jira.meter.cpuMs).toBeGreaterThanOrEqual(0);
  expect(jira.meter.replyBytes).toBeGreaterThan(10);
  expect(jira.meter.gbSeconds).toBeCloseTo((128 / 1024) * ((150 + jira.meter.cpuMs) / 1000), 6);
  expect(jira.meter.peakMemoryBytes).toBeGreaterThan(1_000_000);
  expect(host.meter()).toMatchObject({ jiraCalls: 1, sequentialRoundTrips: 4, chainMs: 210, kvsReadUnits: 12 });
  expect(host.main.peaks()).toMatchObject({
    invokesPerMinute: { used: 2, limit: 7_000 },
    storageReadUnitsPerMinute: { used: 12, limit: 4_000 },
    callsPerMinute: { used: 13 },
  });
  host.resetMeter();
  expect(host.meter().jiraCalls).toBe(0);
  clock.advance(60_000);
  host.resetMeter();
  expect(host.main.peaks().callsPerMinute.used).toBe(0);
});

test('an invocation can be killed right after any of its effects', async () => {
  const { call, host } = start();
  host.faults.addKill({ afterEffect: 2, functionKey: 'writes', times: 1 });
  await expect(call('writes', { keys: ['a', 'b', 'c'] })).rejects.toMatchObject({
    code: 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
  });
  const stored = [...host.main.storage.records.export()].map(([, { key }]) => key);
  expect(stored).toEqual(['a', 'b']);
  expect(await call('writes', { keys: ['d'] })).toBe('done');
  host.faults.addKill({ afterEffect: 0, functionKey: 'writes', times: 1 });
  await expect(call('writes', { keys: ['e'] })).rejects.toMatchObject({ code: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' });
  expect(host.main.storage.records.get('plain', 'e')).toBeUndefined();
});

test('two installations share neither site nor storage', async () => {
  const clock = start().clock;
  const { call, host } = start({ newSite: () => newJira(clock) });
  await call('storage', { operation: 'set', key: 'k', value: 1 });
  expect(await call('storage', { operation: 'get', key: 'k' }, 'second')).toEqual({});
  await call('storage', { operation: 'set', key: 'k', value: 2 }, 'second');
  expect(await call('storage', { operation: 'get', key: 'k' })).toEqual({ value: 1 });
  const second = await host.installation('second');
  expect(second?.id).not.toBe(host.main.id);
  expect(second?.jira).not.toBe(host.main.jira);
  await call('property', { key: 'mark', value: { on: true } });
  expect(host.main.jira.site.store.properties.size).toBe(1);
  expect(second?.jira.site.store.properties.size).toBe(0);
});

test('app properties are written and read as the app', async () => {
  const { call } = start();
  expect(await call('property', { key: 'ready', value: { yes: true } })).toEqual([
    201,
    { key: 'ready', value: { yes: true } },
  ]);
});
