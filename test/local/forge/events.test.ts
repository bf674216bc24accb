import { afterEach, expect, test } from '@jest/globals';
import { parseManifest } from '../../../local/forge/manifest.ts';
import { ADA, MANIFEST, newHost, newJira, START, type TestHost } from './fixtures/test-host.ts';

const open: TestHost[] = [];
const start = (...options: Parameters<typeof newHost>): TestHost => {
  const made = newHost(...options);
  open.push(made);
  return made;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ host }) => host.close()));
});
const bodies = (seen: readonly { body: { n: number } }[]): number[] =>
  seen.map(({ body }) => body.n).sort((a, b) => a - b);
const pushes = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, n) => ({ body: { n }, ...more }));

test('pushed events reach the consumer once each, in no order', async () => {
  const { call, host } = start();
  const { jobId } = await call('push', { events: pushes(8) });
  expect(await call('stats', { jobId })).toEqual({ success: 0, inProgress: 8, failed: 0 });
  const report = await host.drain();
  expect(report.ran).toHaveLength(8);
  expect(report.ran[0]).toEqual({
    installation: 'main',
    kind: 'queue',
    name: 'work',
    moduleKey: 'worker',
    outcome: 'success',
  });
  const seen = await call('seen');
  expect(bodies(seen)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(seen.map(({ body }: { body: { n: number } }) => body.n)).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(await call('stats', { jobId })).toEqual({ success: 8, inProgress: 0, failed: 0 });
});

test('a delayed event waits for its time: a drain goes forward to it unless told not to', async () => {
  const { call, host, clock } = start();
  await call('push', { events: [{ body: { n: 1 }, delayInSeconds: 60 }] });
  expect(await host.drain({ advance: false })).toEqual({ ran: [], advancedMs: 0, waiting: 1 });
  clock.advance(59_999);
  expect((await host.drain({ advance: false })).ran).toEqual([]);
  expect(await host.drain()).toMatchObject({ ran: [{ outcome: 'success' }], advancedMs: 1, waiting: 0 });
  expect(await call('seen')).toMatchObject([{ at: START + 60_000 }]);
});

test('an InvocationError brings the event again after its time, with the count and the data', async () => {
  const { call, host } = start();
  await call('push', { events: [{ body: { n: 1, again: 2, after: 10 } }] });
  const { ran } = await host.drain();
  expect(ran.map(({ outcome }) => outcome)).toEqual(['retry', 'retry', 'success']);
  const seen = await call('seen');
  expect(seen.map(({ at }: { at: number }) => at - START)).toEqual([0, 10_000, 20_000]);
  expect(seen[2].retry).toMatchObject({
    retryCount: 2,
    retryReason: 'FUNCTION_RETRY_REQUEST',
    retryData: { from: 'app' },
  });
  expect(new Set(seen.map(({ eventId }: { eventId: string }) => eventId)).size).toBe(1);
});

test('an event is tried five times at most; a throw is not retried at all', async () => {
  const { call, host } = start();
  const { jobId } = await call('push', { events: [{ body: { n: 1, again: 100 } }, { body: { n: 2, throws: true } }] });
  const { ran } = await host.drain();
  expect(ran).toHaveLength(6);
  expect(ran.filter(({ outcome }) => outcome === 'failed')).toHaveLength(2);
  expect(await call('stats', { jobId })).toEqual({ success: 0, inProgress: 0, failed: 2 });
});

test('a consumer that was killed after an effect runs again: at least once', async () => {
  const { call, host } = start();
  await call('push', { events: [{ body: { n: 1 } }] });
  host.faults.addKill({ afterEffect: 1, moduleKey: 'worker', times: 1 });
  const { ran } = await host.drain();
  expect(ran.map(({ outcome }) => outcome)).toEqual(['retry', 'success']);
  expect(await call('seen')).toMatchObject([
    { body: { n: 1 }, retry: null },
    { body: { n: 1 }, retry: { retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' } },
  ]);
});

test('events come twice where duplicates are asked for', async () => {
  const { call, host } = start({ delivery: { queueDuplicates: 1 } });
  await call('push', { events: [{ body: { n: 1 } }] });
  await host.drain();
  const seen = await call('seen');
  expect(seen).toHaveLength(2);
  expect(seen[0].eventId).toBe(seen[1].eventId);
});

test('a cancelled job runs no more', async () => {
  const { call, host } = start();
  const { jobId } = await call('push', { events: pushes(3, { delayInSeconds: 30 }) });
  expect(await call('cancel', { jobId })).toBe('cancelled');
  expect((await host.drain()).ran).toEqual([]);
  expect(await call('stats', { jobId: 'none' })).toEqual({ error: 'JobDoesNotExistError' });
});

test('limits of a push: 50 events, 500 a minute', async () => {
  const { call, host } = start();
  expect(await call('push', { events: pushes(51) })).toMatchObject({ error: 'TooManyEventsError' });
  for (let i = 0; i < 10; i++) await call('push', { events: pushes(50) });
  expect(await call('push', { events: pushes(1) })).toMatchObject({ error: 'RateLimitError' });
  expect(host.main.queue.size).toBe(500);
});

test('a push to a queue that nobody reads, a bad delay and an event too large for a long consumer are refused', () => {
  const long = MANIFEST.replace('handler: index.consume }', 'handler: index.consume, timeoutSeconds: 900 }');
  const { host } = start({ manifest: parseManifest(long) });
  const push = (queueName: string, ...payload: object[]) =>
    host.main.queueService.handle(
      '/webhook/queue/publish/a/b/c/d',
      JSON.stringify({ queueName, jobId: 'j', payload }),
      'c',
    );
  expect(push('unread', { body: {} }).status).toBe(404);
  expect(push('work', { body: {} }, { body: {}, delayInSeconds: 901 })).toMatchObject({
    status: 202,
    body: expect.stringContaining('"index":"1"'),
  });
  expect(push('work', { body: { text: 'x'.repeat(100 * 1024) } }).status).toBe(413);
  expect(push('work', ...Array.from({ length: 3 }, () => ({ body: { text: 'x'.repeat(80 * 1024) } }))).status).toBe(
    413,
  );
});

test('a chain of pushes ends at 1,000', () => {
  const { host, clock } = start();
  const body = JSON.stringify({ queueName: 'work', jobId: 'j', payload: [{ body: {} }] });
  const push = () => {
    clock.advance(1_000);
    return host.main.queueService.handle('/webhook/queue/publish/a/b/c/d', body, 'chain').status;
  };
  for (let i = 0; i < 1_000; i++) expect(push()).toBe(201);
  expect(push()).toBe(405);
  expect(host.main.queueService.handle('/webhook/queue/publish/a/b/c/d', body, 'another').status).toBe(201);
});

test('concurrency keys hold events back while others of the key run', () => {
  const { host } = start();
  const concurrency = { key: 'k', limit: 1 };
  const payload = [1, 2].map((n) => ({ body: { n }, concurrency }));
  host.main.queueService.handle(
    '/webhook/queue/publish/a/b/c/d',
    JSON.stringify({ queueName: 'work', jobId: 'j', payload }),
    'c',
  );
  const { queue } = host.main;
  const first = queue.take(START);
  expect(first).toBeDefined();
  expect(queue.take(START)).toBeUndefined();
  if (first !== undefined) queue.finish(first);
  expect(queue.take(START)).toBeDefined();
});

test('in the background, what is due runs by itself, several side by side', async () => {
  const { host, call } = start({ background: true, consumers: 4 });
  let left = 0;
  const done = new Promise<void>((resolve) => {
    host.main.queue.onChange((_, event) => {
      left += event === undefined ? -1 : 1;
      if (left === 0) resolve();
    });
  });
  const { jobId } = await call('push', { events: pushes(6) });
  await done;
  expect(await call('stats', { jobId })).toEqual({ success: 6, inProgress: 0, failed: 0 });
});

const emit = ({ jira }: TestHost, more: object = {}) =>
  jira.site.emit({
    eventType: 'avi:jira:updated:issue',
    atlassianId: ADA,
    timestamp: START,
    payload: { issue: { id: '10001' } },
    ...more,
  });

test('a product event reaches its trigger, not the app that caused it', async () => {
  const made = start();
  emit(made);
  emit(made, { byInstallation: made.host.main.id });
  emit(made, { eventType: 'avi:jira:deleted:issue' });
  const { ran } = await made.host.drain();
  expect(ran).toMatchObject([
    { kind: 'event', name: 'avi:jira:updated:issue', moduleKey: 'on-issue', outcome: 'success' },
  ]);
  expect(await made.call('seen')).toEqual([{ type: 'avi:jira:updated:issue', self: false, id: '10001' }]);
});

test('product events are late, doubled and lost as configured, and never delivered over 200 kB', async () => {
  const late = start({ delivery: { eventLatenessMs: 180_000, eventDuplicates: 1 } });
  emit(late);
  expect((await late.host.drain({ advance: false })).ran).toEqual([]);
  const report = await late.host.drain();
  expect(report.ran).toHaveLength(2);
  expect(report.advancedMs).toBeGreaterThan(0);
  expect(report.advancedMs).toBeLessThanOrEqual(180_000);
  const lossy = start({ delivery: { eventLosses: 1 } });
  emit(lossy);
  expect((await lossy.host.drain()).ran).toEqual([]);
  const large = start();
  emit(large, { payload: { text: 'x'.repeat(200_000) } });
  expect((await large.host.drain()).ran).toEqual([]);
});

test('an installation hears the events of its own site only', async () => {
  const made = start({ newSite: () => newJira(start().clock) });
  await made.host.installation('second');
  emit(made);
  const { ran } = await made.host.drain();
  expect(ran.map(({ installation }) => installation)).toEqual(['main']);
});

test('the installed event reaches its trigger', async () => {
  const { host, call } = start();
  host.install(ADA);
  expect((await host.drain()).ran).toMatchObject([{ kind: 'lifecycle', outcome: 'success' }]);
  expect(await call('seen')).toMatchObject([{ type: 'avi:forge:installed:app' }]);
});

test('a schedule runs on demand, and by the clock once it is due', async () => {
  const { host, call, clock } = start();
  expect(await host.schedule('hourly')).toEqual({
    installation: 'main',
    kind: 'schedule',
    name: 'hourly',
    moduleKey: 'hourly',
    outcome: 'success',
  });
  expect(await host.schedule('none')).toBeUndefined();
  expect((await host.drain()).ran).toEqual([]);
  clock.advance(5 * 60_000);
  expect((await host.drain()).ran).toMatchObject([{ kind: 'schedule', name: 'hourly' }]);
  expect((await host.drain()).ran).toEqual([]);
  clock.advance(5 * 3_600_000);
  expect((await host.drain()).ran).toHaveLength(1);
  expect(await call('seen')).toHaveLength(3);
});

test('a static web trigger answers with an output of the manifest at the address that the app asked for', async () => {
  const { host, call } = start();
  const url = await call('url', { key: 'hook' });
  expect(await (await host.webTrigger(new Request(url)))?.text()).toBe('thanks');
  expect((await host.webTrigger(new Request(`${url}?fail=1`)))?.status).toBe(400);
  expect(await host.webTrigger(new Request(new URL('/x1/other', url)))).toBeUndefined();
});

const scope = (project: string) =>
  JSON.stringify([
    ['issue', ''],
    ['module', 'jira:globalPage'],
    ['project', project],
  ]);

test('realtime: a publish reaches subscribers of the same scope, global ones apart', async () => {
  const { host, call } = start();
  const heard: unknown[] = [];
  const listen = (isGlobal: boolean, context: string) =>
    host.main.realtime.subscribe({ channel: 'c', isGlobal, context }, undefined, ({ payload }) =>
      heard.push([isGlobal, context, payload]),
    );
  listen(false, scope(''));
  listen(false, scope('PAY'));
  listen(true, '');
  expect(await call('publish', { channel: 'c', body: { v: 1 } })).toMatchObject({ eventId: expect.any(String) });
  expect(heard).toEqual([[false, scope(''), { v: 1 }]]);
  await call('publishGlobal', { channel: 'c', body: { v: 2 } });
  expect(heard.at(-1)).toEqual([true, '', { v: 2 }]);
});

test('realtime: a token allows what it says, for its channel and its time', async () => {
  const { host, call, clock } = start();
  const { token } = await call('sign', { channel: 'c', permissions: ['subscribe'] });
  const address = { channel: 'c', isGlobal: true, context: '' };
  expect(host.main.realtime.subscribe(address, token, () => {})).toHaveProperty('unsubscribe');
  expect(host.main.realtime.publish(address, token, 1)).toEqual({ error: 'MISSING_PERMISSION' });
  expect(host.main.realtime.subscribe({ ...address, channel: 'd' }, token, () => {})).toEqual({
    error: 'CHANNEL_NAME_MISMATCH',
  });
  expect(host.main.realtime.subscribe(address, `${token}x`, () => {})).toEqual({ error: 'INVALID_TOKEN' });
  clock.advance(3_600_000);
  expect(host.main.realtime.subscribe(address, token, () => {})).toEqual({ error: 'TOKEN_EXPIRED' });
});

test('realtime: 50 operations a second', () => {
  const { host, clock } = start();
  const address = { channel: 'c', isGlobal: true, context: '' };
  for (let i = 0; i < 50; i++) host.main.realtime.publish(address, undefined, i);
  expect(host.main.realtime.publish(address, undefined, 51)).toEqual({ error: 'RATE_LIMIT_EXCEEDED' });
  clock.advance(1_000);
  expect(host.main.realtime.publish(address, undefined, 52)).toHaveProperty('eventId');
});
