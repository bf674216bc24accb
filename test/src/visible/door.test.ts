import { expect, jest, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frozenClock } from '../../../local/clock.ts';
import { createHost } from '../../../local/forge/host.ts';
import { parseManifest } from '../../../local/forge/manifest.ts';
import { GLOBAL_POOL_POINTS, PointsPool } from '../../../local/jira/gateway/limits.ts';
import { createJira } from '../../../local/jira/jira.ts';
import { seededRandom } from '../../../local/random.ts';
import { addIssue, addProject, addUser, APP_ACCOUNT_ID, newStore } from '../../../local/seeds/defaults.ts';
import { PLAIN_FOR_MS } from '../../../src/core/visibility/access.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(30_000);

const START = Date.UTC(2026, 10, 22, 9, 20);
const RESET = Date.UTC(2026, 10, 22, 10);
const root = path.resolve(import.meta.dirname, '../../..');
const handlersFile = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-door-')), 'index.js');
const target = { bundle: true, platform: 'node', target: 'node24', format: 'cjs', logLevel: 'error' } as const;
buildSync({ entryPoints: [path.join(import.meta.dirname, 'handlers.ts')], outfile: handlersFile, ...target });

/** An open project, one with a security scheme and a secret item; ann may see the secret, bob may not. */
const newApp = () => {
  const store = newStore();
  const [ann, bob] = ['Ann', 'Bob'].map((name) => addUser(store, { name }));
  if (ann === undefined || bob === undefined) throw new Error('no people');
  const [open, secret] = ['OPN', 'SEC'].map((key) => addProject(store, { key, leadId: ann.id }));
  if (open === undefined || secret === undefined) throw new Error('no projects');
  const members = [ann.id, APP_ACCOUNT_ID].map((parameter) => ({ type: 'user', parameter }) as const);
  const levels = [{ id: '1', name: 'Few', description: '', holders: members }];
  store.issueSecuritySchemes.put({ id: '9', name: 'Levels', description: '', levels });
  store.projects.put({ ...secret, issueSecuritySchemeId: '9' });
  const [plain, shown] = [open, secret].map(({ key }) => addIssue(store, { projectKey: key }));
  const hidden = store.issues.put({ ...addIssue(store, { projectKey: 'SEC' }), securityLevelId: '1' });
  const issues = [plain, shown, hidden].flatMap((issue) => issue ?? []);
  const clock = frozenClock(START);
  const pool = new PointsPool();
  const jira = createJira({ store, clock, random: seededRandom(7), pool, tuning: { searchLagMs: 0 } });
  const manifest = parseManifest(readFileSync(path.join(root, 'manifest.yml'), 'utf8'));
  const host = createHost({
    manifest,
    handlersFile,
    jira,
    clock,
    random: seededRandom(1),
    appAccountId: APP_ACCOUNT_ID,
  });
  const payload = {
    candidates: issues.map(({ id, projectId }) => ({ id, projectId })),
    projectIds: [open.id, secret.id],
    wanted: 200,
  };
  const trips: number[] = [];
  const call = async (functionKey: string, accountId: string): Promise<unknown> => {
    const outcome = await host.invoke({ moduleKey: 'program-page', functionKey, payload, accountId });
    if ('error' in outcome) throw new Error(`${functionKey}: ${outcome.error.message}`);
    trips.push(outcome.meter.sequentialRoundTrips);
    return outcome.body;
  };
  return {
    call,
    trips,
    clock,
    jira,
    pool,
    ann: ann.id,
    bob: bob.id,
    ids: issues.map(({ id }) => id),
    projects: payload.projectIds,
  };
};

test('the door through the real packages: who sees what, before and after access was read', async () => {
  const { call, clock, ann, bob, ids, projects } = newApp();
  const [plain, shown] = ids;
  // Nothing was read: items are checked one by one, and what shows tells of their projects.
  expect(await call('look', bob)).toEqual({ items: [plain, shown], projects, test: 'agree' });
  expect(await call('refresh', bob)).toBe(true);
  expect(await call('look', bob)).toEqual({ items: [plain, shown], projects, test: 'agree' });
  expect(await call('look', ann)).toEqual({ items: ids, projects, test: 'agree' });
  clock.set(START + PLAIN_FOR_MS + 60_000);
  expect(await call('look', bob)).toEqual({ items: [plain, shown], projects, test: 'agree' });
});

test('a reading takes two round trips: what storage knows, then all questions together', async () => {
  const { call, trips, bob } = newApp();
  await call('look', bob);
  await call('refresh', bob);
  trips.length = 0;
  await call('look', bob);
  // The fixture reads the self-test once more for its answer.
  expect(trips).toEqual([2 + 1]);
});

test('a lying permissions/check is found out and stored; from then on search decides', async () => {
  const { call, jira, ann, bob, ids } = newApp();
  const [plain, shown] = ids;
  const lie = { permission: 'BROWSE_PROJECTS', projects: [10_000, 10_001], issues: ids.map(Number) };
  const body = { globalPermissions: [], projectPermissions: [lie] };
  jira.faults.add({ path: '/rest/api/3/permissions/check', status: 200, body, times: 1_000 });
  for (let reading = 0; reading < 2; reading += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one reading after the other
    expect(await call('look', bob)).toMatchObject({ items: [plain, shown], test: 'differ' });
  }
  expect(await call('look', ann)).toMatchObject({ items: ids, test: 'differ' });
});

test('whoever opens boards at the same time causes one reading of the access, and the next when it is nearly old', async () => {
  const { call, clock, ann, bob } = newApp();
  const together = await Promise.all([ann, bob, ann, bob].map((who) => call('keep', who)));
  expect(together.filter((did) => did === true)).toHaveLength(1);
  clock.set(START + 7 * 60_000);
  expect(await call('keep', bob)).toBe(false);
  clock.set(START + 9 * 60_000);
  expect(await call('keep', bob)).toBe(true);
  expect(await call('keep', bob)).toBe(false);
});

test('a step takes points, reports what it spent, and rests while the quota is used up', async () => {
  const { call, clock, pool, bob } = newApp();
  const first = await call('step', bob);
  expect(first).toMatchObject({ kind: 'go', points: 200, resetAt: RESET });
  expect((first as { spent: number }).spent).toBeGreaterThan(10);
  const { hour } = (await call('account', bob)) as { hour: Readonly<Record<string, number>> };
  expect(hour).toMatchObject({
    resetAt: RESET,
    limit: GLOBAL_POOL_POINTS,
    granted: (first as { spent: number }).spent,
  });
  pool.draw(GLOBAL_POOL_POINTS, START);
  expect(await call('step', bob)).toMatchObject({ kind: 'go', rounds: 0, spent: 0 });
  expect(await call('account', bob)).toMatchObject({ pause: { reason: 'jira-quota-global-based' } });
  const rest = (await call('step', bob)) as { kind: string; until: number };
  expect(rest).toMatchObject({ kind: 'rest', because: 'quota' });
  expect(rest.until).toBeGreaterThanOrEqual(RESET);
  expect(rest.until).toBeLessThan(RESET + 5_000);
  clock.set(RESET + 5_000);
  expect(await call('step', bob)).toMatchObject({ kind: 'go', points: 200 });
});
