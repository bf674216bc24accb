import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Hono } from 'hono';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { uiRoutes } from '../../../local/forge/ui-routes.ts';
import { toUiHost } from '../../../local/forge/http/ui-host.ts';
import type { Host } from '../../../local/forge/host.ts';
import { addUser } from '../../../local/seeds/defaults.ts';
import { ADA, newHost } from './fixtures/test-host.ts';

const SITE = 'http://localhost:4180';
const FRAMES = 'http://127.0.0.1:4180';
const MANIFEST = `
modules:
  jira:globalPage: [{ key: page, resource: main, title: Page }]
resources: [{ key: main, path: static }]
`;

let routes: Hono;
let host: Host;
beforeAll(() => {
  const appRoot = mkdtempSync(path.join(tmpdir(), 'interlock-ui-'));
  mkdirSync(path.join(appRoot, 'static'));
  writeFileSync(path.join(appRoot, 'secret.txt'), 'secret');
  writeFileSync(path.join(appRoot, 'static/index.html'), '<html><head></head><body></body></html>');
  writeFileSync(path.join(appRoot, 'manifest.yml'), MANIFEST);
  const made = newHost();
  host = made.host;
  addUser(made.jira.site.store, { id: 'root', name: 'Root', admin: true });
  const ui = toUiHost(host, { appRoot, manifestFile: path.join(appRoot, 'manifest.yml'), appName: 'Test' });
  routes = uiRoutes({ ...ui, pageRoot: path.join(appRoot, 'static') });
});
afterAll(() => host.close());

const asPerson = (accountId: string) => ({ cookie: `interlock-person=${accountId}` });
const frame = (file: string) => `/forge/frame/${host.main.id}/main/${file}`;

const post = (body: unknown, name = 'context') =>
  routes.request(`${SITE}/forge/ui/frame/${name}`, {
    method: 'POST',
    headers: { ...asPerson(ADA), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const put = (accountId: string, body: unknown) =>
  routes.request(`${SITE}/forge/ui/tuning`, {
    method: 'PUT',
    headers: { ...asPerson(accountId), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('frames come from 127.0.0.1 alone, with the bridge first and the policy on them', async () => {
  const answer = await routes.request(FRAMES + frame('index.html'));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('<head><script src="/forge/frame/_/bridge.js"></script>');
  expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors 'self'`);
  expect((await routes.request(SITE + frame('index.html'))).status).toBe(421);
});

test('frames give nothing outside the resource’s folder, and nothing of another installation', async () => {
  for (const file of ['../secret.txt', '..%2Fsecret.txt', '%2e%2e/secret.txt', 'absent.js']) {
    expect((await routes.request(FRAMES + frame(file))).status).toBe(404);
  }
  expect((await routes.request(`${FRAMES}/forge/frame/other/main/index.html`)).status).toBe(404);
});

test('the pages’ own calls are refused from a frame’s origin and from its host', async () => {
  const headers = asPerson(ADA);
  expect((await routes.request(`${SITE}/forge/ui/site`, { headers })).status).toBe(200);
  const fromFrame = { ...headers, origin: FRAMES };
  expect((await routes.request(`${SITE}/forge/ui/site`, { headers: fromFrame })).status).toBe(403);
  expect((await routes.request(`${FRAMES}/forge/ui/site`, { headers })).status).toBe(403);
});

test('somebody unknown must choose a person; a page chooses an administrator for them', async () => {
  expect((await routes.request(`${SITE}/forge/ui/site`)).status).toBe(401);
  expect((await routes.request(`${SITE}/forge/ui/site`, { headers: asPerson('nobody') })).status).toBe(401);
  const page = await routes.request(`${SITE}/browse/ANY-1`);
  expect(page.headers.get('set-cookie')).toBe('interlock-person=root; Path=/; SameSite=Strict');
});

test('pages live on localhost; unknown control and REST addresses are no pages', async () => {
  const moved = await routes.request(`${FRAMES}/projects?x=1`);
  expect([moved.status, moved.headers.get('location')]).toEqual([302, `${SITE}/projects?x=1`]);
  expect((await routes.request(`${SITE}/forge/none`)).status).toBe(404);
  expect((await routes.request(`${SITE}/rest/none`)).status).toBe(404);
});

test('a frame’s request without what it needs is a 400 that says what', async () => {
  const place = { installation: host.main.id, moduleKey: 'page', place: {} };
  expect((await post(place)).status).toBe(200);
  const missing = await post({ installation: host.main.id });
  expect([missing.status, await missing.json()]).toEqual([
    400,
    { errorMessages: ['moduleKey is missing.'], errors: {} },
  ]);
  expect((await post({ ...place, moduleKey: 'none' })).status).toBe(404);
  expect((await post({ ...place, installation: 'none' })).status).toBe(404);
  expect((await post(place, 'invoke')).status).toBe(400);
  const large = { ...place, functionKey: 'echo', payload: 'x'.repeat(520_000) };
  expect((await post(large, 'invoke')).status).toBe(413);
});

test('the site’s switches are for administrators and within bounds', async () => {
  expect((await put(ADA, { searchLagMs: 5 })).status).toBe(403);
  expect((await put('root', { searchLagMs: -1 })).status).toBe(400);
  expect(await (await put('root', { searchLagMs: 1500, enforceLimits: false })).json()).toEqual({
    searchLagMs: 1500,
    enforceLimits: false,
  });
});
