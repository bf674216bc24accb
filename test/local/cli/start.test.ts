import { expect, jest, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Each test starts a process, slowly on a busy machine.
jest.setTimeout(120_000);
const root = path.resolve(import.meta.dirname, '../../..');
const start = path.join(root, 'local/cli/start.ts');
const run = (...args: string[]) => spawnSync(process.execPath, [start, ...args], { encoding: 'utf8' });

const findPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
const stateRoot = mkdtempSync(path.join(tmpdir(), 'interlock-start-'));
/** `npm start` without npm, until it has said `what`. */
const startSite = async (args: readonly string[], what = 'Ctrl-C stops it') => {
  const child = spawn(process.execPath, [path.join(root, 'scripts/start.mjs'), ...args], {
    env: { ...process.env, INTERLOCK_STATE: stateRoot },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes(what)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`It ended after saying: ${said}`)));
  });
  return { child, said: () => said, ended };
};

test('a bad option ends with 2, the reason and the help', () => {
  const { status, stderr } = run('--site', 'huge');
  expect(status).toBe(2);
  expect(stderr).toContain('--site must be small, medium, large, not huge');
  expect(stderr).toContain('--fresh');
});

test('--help ends with 0', () => {
  const { status, stdout } = run('--help');
  expect([status, stdout.startsWith('npm start')]).toEqual([0, true]);
});

test('an import that cannot be read, or holds no work item, ends with 1 and the reason', async () => {
  const port = String(await findPort());
  const missing = run('--port', port, '--import', '/nowhere/export.jsonl');
  expect([missing.status, missing.stderr]).toEqual([
    1,
    expect.stringContaining('/nowhere/export.jsonl cannot be read'),
  ]);
  const { status, stderr } = run('--port', port, '--import', path.join(root, 'package.json'));
  expect([status, stderr]).toEqual([1, expect.stringContaining('There is no work item in package.json.')]);
});

test('it serves the site until Ctrl-C, ends with 0, and what was changed is there at the next start', async () => {
  const port = String(await findPort());
  const authorization = `Basic ${Buffer.from('priya.raman@example.com:any').toString('base64')}`;
  const send = async (method: string, address: string, body?: unknown) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${port}${address}`, init);
    // oxlint-disable-next-line typescript/no-explicit-any -- the test says what it expects
    return { status: response.status, body: (response.status === 204 ? undefined : await response.json()) as any };
  };

  const first = await startSite(['--port', port, '--now', '2026-03-02T08:00:00Z']);
  expect(first.said()).toContain(`Interlock is at http://localhost:${port}`);
  expect(first.said()).toContain('laid out around 2026-03-02');
  const { programs, now } = (await send('GET', '/forge/site')).body;
  expect(now.startsWith('2026-03-02T08:')).toBe(true);
  const board = await send('POST', '/forge/invoke', {
    module: 'program-page',
    functionKey: 'board.load',
    payload: { programId: programs[0].id },
  });
  expect(board.body).toMatchObject({ ok: true });
  expect((await send('PUT', '/rest/api/3/issue/ATL-1', { fields: { summary: 'Kept' } })).status).toBe(204);
  first.child.kill('SIGINT');
  expect(await first.ended).toEqual([0, null]);
  expect(first.said()).toContain('Stopped.');

  const second = await startSite(['--port', port]);
  expect((await send('GET', '/rest/api/3/issue/ATL-1')).body.fields.summary).toBe('Kept');
  const again = (await send('GET', '/forge/site')).body;
  expect(again.programs).toEqual(programs);
  expect(again.now.startsWith('2026-03-02T08:')).toBe(true);

  // The script that npm runs is killed outright: the site notices and stops by itself.
  second.child.kill('SIGKILL');
  await second.ended;
  const third = await startSite(['--port', port, '--fresh', '--now', '2026-03-03']);
  expect(third.said()).toContain('laid out around 2026-03-03');
  expect((await send('GET', '/rest/api/3/issue/ATL-1')).body.fields.summary).not.toBe('Kept');
  third.child.kill('SIGTERM');
  expect(await third.ended).toEqual([0, null]);
});
