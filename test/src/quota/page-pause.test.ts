import { expect, jest, test } from '@jest/globals';
import { addUser, newStore } from '../../../local/seeds/defaults.ts';
import { startApp, type AppHost } from '../app-host.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(30_000);

const START = Date.UTC(2026, 10, 22, 9, 20);
const store = newStore();
const ann = addUser(store, { name: 'Ann' });

const storedPause = ({ host }: AppHost): unknown =>
  [...host.main.storage.records.export()].find(([, { key }]) => key === 'jira-pause')?.[1].value;
const refuse = (app: AppHost, reason: string, seconds: number): void => {
  const headers = { 'Retry-After': String(seconds), 'RateLimit-Reason': reason };
  app.jira.faults.add({ path: '/rest/api/3/permissions/project', status: 429, headers, times: 1 });
};

test('a page that meets the quota tells its reader how long, and every background step', async () => {
  const app = startApp(store, START);
  refuse(app, 'jira-quota-global-based', 2_400);
  expect(await app.ask(ann.id, 'program.list', {})).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
  const pause = { format: 1, reason: 'jira-quota-global-based', until: expect.any(Number) };
  expect(storedPause(app)).toEqual({ version: 1, value: pause });
});

test('a burst is nobody else’s business', async () => {
  const app = startApp(store, START);
  refuse(app, 'jira-burst-based', 60);
  expect(await app.ask(ann.id, 'program.list', {})).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
  expect(storedPause(app)).toBeUndefined();
});
