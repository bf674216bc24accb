import { afterEach, expect, jest, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frozenClock } from '../../../../local/clock.ts';
import { createHost, type Host } from '../../../../local/forge/host.ts';
import { parseManifest } from '../../../../local/forge/manifest.ts';
import { createJira, type Jira } from '../../../../local/jira/jira.ts';
import { seededRandom } from '../../../../local/random.ts';
import { addUser, APP_ACCOUNT_ID, newStore } from '../../../../local/seeds/defaults.ts';
import { at } from '../../../core/build.ts';
import { buildEntry } from '../build-entry.ts';
import { NOW } from './model.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(60_000);

const MANIFEST = `
app:
  id: ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555
  runtime: { name: nodejs24.x, memoryMB: 256 }
  storage:
    entities:
      - { name: head, attributes: { version: { type: integer }, value: { type: any } }, indexes: [version] }
modules:
  jira:globalPage: [{ key: page, resource: main, resolver: { function: resolver }, title: Page }]
  function: [{ key: resolver, handler: index.main }]
permissions:
  scopes: ['storage:app']
`;
const clock = frozenClock(NOW);
const newJira = (): Jira => {
  const store = newStore();
  addUser(store, { id: 'ada', name: 'Ada', email: 'ada@example.com' });
  return createJira({ store, clock, random: seededRandom(7) });
};

let bundle: string | undefined;
const handlersFile = (): string => {
  if (bundle === undefined) {
    bundle = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-index-')), 'index.js');
    const entryPoints = [path.join(import.meta.dirname, 'fixture-app.ts')];
    const options = { bundle: true, platform: 'node', target: 'node24', format: 'cjs', logLevel: 'error' } as const;
    buildSync({ entryPoints, outfile: bundle, ...options });
  }
  return bundle;
};

let host: Host;
const start = (): void => {
  host = createHost({
    manifest: parseManifest(MANIFEST),
    handlersFile: handlersFile(),
    jira: newJira(),
    newSite: newJira,
    clock,
    random: seededRandom(1),
    appAccountId: APP_ACCOUNT_ID,
  });
};
afterEach(() => host.close());

const call = async (functionKey: string, payload: unknown = {}, installation = 'main'): Promise<unknown> => {
  const outcome = await host.invoke({ moduleKey: 'page', functionKey, payload, accountId: 'ada', installation });
  return 'error' in outcome ? outcome.error.code : outcome.body;
};
const KILLED = 'FUNCTION_PLATFORM_UNKNOWN_ERROR';
const batch = (projectId: string, updated: string) => ({
  readAt: at(updated),
  entries: ['1', '2', '3'].map((id) =>
    buildEntry(id, { projectId, summary: `${id} of ${updated}`, updated: at(updated), parentId: '3' }),
  ),
  goneIds: [],
});
const contentOf = (projectId: string, day: string): object => ({
  summaries: ['1', '2', '3'].map((id) => [id, projectId, `${id} of ${day}`]),
  thin: ['1', '2', '3'],
});

test('killed after any of its effects, a fold of a move between projects leaves all to be read, and is done again', async () => {
  start();
  expect(await call('write', batch('10', '2026-02-01'))).toBe('done');
  expect(await call('fold')).toBe('done');
  expect(await call('write', batch('11', '2026-03-01'))).toBe('done');
  const moved = contentOf('11', '2026-03-01');
  let kills = 0;
  for (let afterEffect = 0; afterEffect < 10; afterEffect += 1) {
    host.faults.addKill({ afterEffect, functionKey: 'fold', times: 1 });
    const outcome = await call('fold');
    host.faults.clear();
    expect(await call('read')).toEqual(moved);
    if (outcome === 'done') break;
    expect(outcome).toBe(KILLED);
    kills += 1;
  }
  // Detail, directory, and the declaration that they hold the log; a fold that was cut off after the last has nothing to do.
  expect(kills).toBe(4);
  clock.advance(2 * 3_600_000);
  expect(await call('sweep')).toBeGreaterThan(2);
  expect(await call('read')).toEqual(moved);
});

test('a writer that is killed wrote all of its batch or nothing', async () => {
  start();
  host.faults.addKill({ afterEffect: 0, functionKey: 'write', times: 1 });
  expect(await call('write', batch('10', '2026-02-01'))).toBe(KILLED);
  expect(await call('read')).toEqual({ summaries: [], thin: [] });
  host.faults.addKill({ afterEffect: 1, functionKey: 'write', times: 1 });
  expect(await call('write', batch('10', '2026-02-01'))).toBe(KILLED);
  expect(await call('read')).toEqual(contentOf('10', '2026-02-01'));
});

test('writers at the same moment all get through, and the newest is what is read', async () => {
  start();
  const days = ['2026-02-03', '2026-02-05', '2026-02-01', '2026-02-04', '2026-02-02'];
  const ended = await Promise.all(days.map((day) => call('write', batch('10', day))));
  expect(ended).toEqual(days.map(() => 'done'));
  expect(await call('read')).toEqual(contentOf('10', '2026-02-05'));
});

test('a refusal of storage is told as such and leaves what was there', async () => {
  start();
  expect(await call('write', batch('10', '2026-02-01'))).toBe('done');
  host.faults.addStorage({ path: '/api/v1/transaction', status: 429, code: 'RATE_LIMIT_EXCEEDED', times: 1 });
  expect(await call('write', batch('10', '2026-03-01'))).toBe('FUNCTION_UNHANDLED_ERROR');
  expect(await call('read')).toEqual(contentOf('10', '2026-02-01'));
});

test('two installations have an index each', async () => {
  start();
  expect(await call('write', batch('10', '2026-02-01'))).toBe('done');
  expect(await call('read', {}, 'second')).toEqual({ summaries: [], thin: [] });
  expect(await call('write', batch('11', '2026-02-01'), 'second')).toBe('done');
  expect(await call('read')).toEqual(contentOf('10', '2026-02-01'));
});
