import { afterAll, beforeAll, expect, test } from '@jest/globals';
import http from 'node:http';
import { FAULT_SCENARIOS } from '../../../local/cli/fault-scenarios.ts';
import { clearFaults, scriptFaults } from '../../../local/forge/http/faults-body.ts';
import { listen, type ListeningServer } from '../../../local/forge/http/server.ts';
import { newHost, newJira, START } from './fixtures/test-host.ts';

const made = newHost({ newSite: () => newJira(made.clock) });
let server: ListeningServer;
beforeAll(async () => {
  server = await listen({ host: made.host, port: 0 });
});
afterAll(async () => {
  await server.close();
  await made.host.close();
});

const basic = `Basic ${Buffer.from('ada@example.com:any').toString('base64')}`;
/** One request; answers status, parsed body and headers. `fetch` would not let a test choose Host or Origin. */
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  // oxlint-disable-next-line typescript/no-explicit-any -- the test says what it expects
  new Promise<{ status: number; body: any; headers: http.IncomingHttpHeaders }>((resolve, reject) => {
    const request = http.request({
      // A socket of its own: one that the server has just closed for idleness would hang up.
      agent: false,
      host: '127.0.0.1',
      port: server.port,
      method,
      path,
      headers: { host: `localhost:${server.port}`, ...headers },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = response.headers['content-type']?.includes('json') === true;
        resolve({
          status: response.statusCode ?? 0,
          body: isJson ? JSON.parse(text) : text,
          headers: response.headers,
        });
      });
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
const invoke = (functionKey: string, more: object = {}) =>
  send('POST', '/forge/invoke', { module: 'page', functionKey, ...more }, { authorization: basic });

test('requests for another host or from a page of another origin are refused', async () => {
  expect((await send('GET', '/forge/site', undefined, { host: 'interlock.example' })).status).toBe(403);
  expect((await send('GET', '/forge/site', undefined, { host: 'localhost:1' })).status).toBe(403);
  for (const origin of ['https://evil.example', 'null', 'http://localhost:1']) {
    expect((await send('POST', '/forge/drain', {}, { origin })).status).toBe(403);
    expect((await send('GET', '/rest/api/3/myself', undefined, { origin })).status).toBe(403);
  }
  expect((await send('POST', '/forge/drain', {}, { origin: `http://localhost:${server.port}` })).status).toBe(200);
  expect((await send('GET', '/forge/site', undefined, { host: `127.0.0.1:${server.port}` })).status).toBe(200);
});

test('site names people, projects, programs and the time', async () => {
  const { body } = await send('GET', '/forge/site');
  expect(body).toMatchObject({ projects: [], programs: [], now: new Date(START).toISOString() });
  expect(body.people).toContainEqual({ accountId: 'ada', email: 'ada@example.com', name: 'Ada', about: '' });
});

test('rest is Jira as the person of Basic auth', async () => {
  expect((await send('GET', '/rest/api/3/myself', undefined, { authorization: basic })).body).toMatchObject({
    accountId: 'ada',
  });
  const nobody = `Basic ${Buffer.from('nobody@example.com:x').toString('base64')}`;
  expect((await send('GET', '/rest/api/3/myself', undefined, { authorization: nobody })).status).toBe(401);
});

test('invoke answers what the function gave, and its meter in a header', async () => {
  const { status, body, headers } = await invoke('echo', { payload: { a: 1 }, extension: { issue: { id: '5' } } });
  expect([status, body.payload, body.context.extension]).toEqual([
    200,
    { a: 1 },
    { type: 'jira:globalPage', issue: { id: '5' } },
  ]);
  const meter = JSON.parse(String(headers['x-forge-meter']));
  expect(Object.keys(meter)).toEqual(
    expect.arrayContaining([
      'jiraCalls',
      'jiraPoints',
      'sequentialRoundTrips',
      'kvsReadUnits',
      'kvsWriteUnits',
      'cpuMs',
      'wallMs',
      'replyBytes',
      'gbSeconds',
    ]),
  );
  expect((await invoke('nothing')).body).toBeNull();
});

test('invoke reports failures with their code and status', async () => {
  expect(await invoke('throws')).toMatchObject({
    status: 500,
    body: { error: { code: 'FUNCTION_UNHANDLED_ERROR', message: 'this went wrong' } },
  });
  expect(JSON.stringify((await invoke('throws')).body)).not.toContain('at ');
  expect((await send('POST', '/forge/invoke', { module: 'page', functionKey: 'echo' })).status).toBe(401);
  expect((await send('POST', '/forge/invoke', { functionKey: 'echo' }, { authorization: basic })).status).toBe(400);
  expect(
    (await send('POST', '/forge/invoke', { module: 'none', functionKey: 'echo' }, { authorization: basic })).status,
  ).toBe(404);
});

test('mistakes of a script are refused by name, in one shape', async () => {
  for (const more of [{ extension: 5 }, { installation: 7 }, { instalation: 'other' }]) {
    const { status, body } = await invoke('echo', more);
    expect([status, body.error.code]).toEqual([400, 'BAD_REQUEST']);
    expect(body.error.message).toContain(Object.keys(more)[0]);
  }
  const nobody = `Basic ${Buffer.from('nobody@example.com:x').toString('base64')}`;
  const asNobody = await send(
    'POST',
    '/forge/invoke',
    { module: 'page', functionKey: 'echo' },
    { authorization: nobody },
  );
  expect([asNobody.status, asNobody.body.error.code]).toEqual([401, 'UNAUTHORIZED']);
  expect(await send('POST', '/forge/drain', { installation: 'never made' })).toMatchObject({
    status: 404,
    body: { error: { code: 'INSTALLATION_NOT_FOUND' } },
  });
});

test('invoke reaches another installation by name', async () => {
  await invoke('writes', { payload: { keys: ['k'] }, installation: 'other' });
  expect((await send('GET', '/forge/site?installation=other')).body.people).toHaveLength(1);
  expect((await send('POST', '/forge/drain', { installation: 'other' })).body.ran).toEqual([]);
  const other = await made.host.installation('other');
  expect(other?.storage.records.get('plain', 'k')?.value).toBe(1);
  expect(made.host.main.storage.records.get('plain', 'k')).toBeUndefined();
});

test('drain, schedule and clock', async () => {
  await invoke('push', { payload: { events: [{ body: { n: 1 }, delayInSeconds: 30 }] } });
  expect((await send('POST', '/forge/drain', { advance: false })).body).toEqual({ ran: [], advancedMs: 0, waiting: 1 });
  expect((await send('POST', '/forge/clock', { advanceMs: 30_000 })).body).toEqual({
    now: new Date(START + 30_000).toISOString(),
  });
  expect((await send('POST', '/forge/drain')).body).toMatchObject({
    ran: [{ kind: 'queue', name: 'work', outcome: 'success' }],
  });
  expect((await send('POST', '/forge/schedule/hourly')).body).toMatchObject({ outcome: 'success' });
  expect((await send('POST', '/forge/schedule/none')).status).toBe(404);
  expect((await send('POST', '/forge/clock', { now: '2027-01-01T00:00:00Z' })).body.now).toBe(
    '2027-01-01T00:00:00.000Z',
  );
});

test.each([
  {},
  { now: 'soon' },
  { now: 1e20 },
  { advanceMs: 1e300 },
  { advanceMs: '5' },
  { now: '2027-01-01', advanceMs: 5 },
  { now: '2027-01-01', later: 1 },
])('the clock is not set by %j', async (body) => {
  const before = made.clock.now();
  expect((await send('POST', '/forge/clock', body)).status).toBe(400);
  expect(made.clock.now()).toBe(before);
});

test('faults are scripted and ended', async () => {
  const faults = [
    { path: '/rest/api/3/myself', status: 503, times: 5 },
    { storage: '/api/v1/set', status: 500 },
    { killAfterEffect: 0, functionKey: 'writes' },
    { delivery: { eventLosses: 1 } },
  ];
  expect((await send('POST', '/forge/faults', { faults })).body).toEqual({ scripted: 4 });
  expect((await send('GET', '/rest/api/3/myself', undefined, { authorization: basic })).status).toBe(503);
  expect((await invoke('myself', { payload: { as: 'user' } })).body.status).toBe(503);
  expect((await invoke('writes', { payload: { keys: ['x'] } })).body.error.code).toBe(
    'FUNCTION_PLATFORM_UNKNOWN_ERROR',
  );
  expect((await invoke('storage', { payload: { operation: 'set', key: 'x', value: 1 } })).body).toMatchObject({
    status: 500,
  });
  expect((await send('DELETE', '/forge/faults')).status).toBe(204);
  expect((await send('GET', '/rest/api/3/myself', undefined, { authorization: basic })).status).toBe(200);
  expect((await send('POST', '/forge/faults', { path: '/x', mistake: 1 })).status).toBe(400);
  expect((await send('POST', '/forge/faults', { path: '/x' })).status).toBe(400);
});

test('a dropped connection ends without an answer', async () => {
  await send('POST', '/forge/faults', { path: '/rest/api/3/myself', drop: 'before' });
  await expect(send('GET', '/rest/api/3/myself', undefined, { authorization: basic })).rejects.toThrow(
    'socket hang up',
  );
});

test('a connection dropped after the call leaves its effect and no answer, although its body was read', async () => {
  await send('POST', '/forge/faults', { path: '/rest/api/3/filter', method: 'POST', drop: 'after' });
  const headers = { authorization: basic, 'content-type': 'application/json' };
  const filter = { name: 'Made all the same', jql: 'created is not EMPTY' };
  await expect(send('POST', '/rest/api/3/filter', filter, headers)).rejects.toThrow('socket hang up');
  const { body } = await send('GET', '/rest/api/3/filter/my', undefined, headers);
  expect(body).toMatchObject([{ name: 'Made all the same' }]);
});

test('search lags and limits are lifted as scripted, until faults are ended', async () => {
  const { tuning } = made.host.main.jira.site;
  await send('POST', '/forge/faults', { tuning: { searchLagMs: 30_000, enforceLimits: false } });
  expect(tuning).toEqual({ searchLagMs: 30_000, enforceLimits: false });
  await send('DELETE', '/forge/faults');
  expect(tuning).toEqual({ searchLagMs: 0, enforceLimits: true });
  expect((await send('POST', '/forge/faults', { tuning: { searchLag: 1 } })).status).toBe(400);
});

test('meter and logs are read and reset', async () => {
  await send('DELETE', '/forge/meter');
  await send('DELETE', '/forge/logs');
  await invoke('myself', { payload: { as: 'user' } });
  expect((await send('GET', '/forge/meter')).body).toMatchObject({ jiraCalls: 1, sequentialRoundTrips: 1 });
  await invoke('log', { payload: { lines: 1 } });
  expect((await send('GET', '/forge/logs')).body.lines).toMatchObject([{ text: 'line 0' }, { level: 'error' }]);
  await send('DELETE', '/forge/meter');
  expect((await send('GET', '/forge/meter')).body.jiraCalls).toBe(0);
});

test('every scenario of --faults can be scripted', () => {
  for (const { faults } of Object.values(FAULT_SCENARIOS)) expect(scriptFaults(made.host, faults)).toBe(faults.length);
  clearFaults(made.host);
});

test('a realtime channel is heard as server-sent events', async () => {
  let published: ReturnType<typeof invoke> | undefined;
  const heard = new Promise<string>((resolve, reject) => {
    const path = '/forge/realtime?channel=c&global=true';
    const headers = { host: `localhost:${server.port}` };
    // No shared socket: one that the server has just closed for idleness would hang up.
    const request = http.get({ agent: false, host: '127.0.0.1', port: server.port, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('event: subscribed') && !text.includes('"payload"')) {
          published = invoke('publishGlobal', { payload: { channel: 'c', body: { v: 7 } } });
        }
        if (!text.includes('"payload"')) return;
        request.destroy();
        resolve(text);
      });
    });
    request.on('error', reject);
  });
  expect(await heard).toContain('"payload":{"v":7}');
  // Its function ends after what it published was heard.
  expect((await published)?.status).toBe(200);
  expect((await send('GET', '/forge/realtime')).status).toBe(400);
});

test('a port that is taken is refused', async () => {
  await expect(listen({ host: made.host, port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('an unknown address of the control API is not found', async () => {
  expect(await send('GET', '/forge/secrets')).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
});
