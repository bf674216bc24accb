import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { ENVIRONMENT_ID } from '../../local/forge/identity.ts';
import { frameOf, launchBrowser, type OpenOptions, type TestBrowser } from './browser.ts';
import { buildProbe } from './bridge-app/build-app.ts';
import { startSite, type TestSite } from './site.ts';
import { NOW, smallStore, type SmallSite } from './small-store.ts';

jest.setTimeout(60_000);
const APP_PATH = `apps/11111111-2222-4333-8444-666666666666/${ENVIRONMENT_ID}`;
const GLOBAL_PAGE = `/jira/${APP_PATH}`;

let site: TestSite;
let browser: TestBrowser;
let people: SmallSite;
beforeAll(async () => {
  people = smallStore();
  site = await startSite({ store: people.store, now: NOW, ...buildProbe() });
  browser = await launchBrowser(site.url);
});
afterEach(() => browser.settle());
afterAll(async () => {
  await browser.close();
  await site.close();
});

const open = async (path = GLOBAL_PAGE, moduleKey = 'page', options: OpenOptions = {}) => {
  const { page } = await browser.openAs(people.admin, path, options);
  const frame = await frameOf(page, moduleKey);
  await frame.waitForFunction(() => 'forge' in window);
  return { page, frame };
};
/** The message that a promise in the frame is rejected with. */
const messageOf = (frame: Frame, name: string, payload?: unknown) =>
  frame.evaluate(
    async ([called, given]) => {
      const { __bridge } = globalThis as unknown as {
        __bridge: { callBridge: (name: unknown, payload: unknown) => Promise<unknown> };
      };
      return __bridge.callBridge(called, given).then(
        () => 'resolved',
        (error: Error) => error.message,
      );
    },
    [name, payload] as const,
  );
const heard = (frame: Frame) => frame.evaluate(() => window.heard);

test('serves the frame from another origin, under the platform’s policy and sandbox', async () => {
  const { page, frame } = await open();
  expect(new URL(frame.url()).origin).toBe(site.url.replace('localhost', '127.0.0.1'));
  const sandbox = await page.locator('iframe').getAttribute('sandbox');
  expect(sandbox?.split(' ').sort()).toEqual([
    'allow-downloads',
    'allow-forms',
    'allow-modals',
    'allow-pointer-lock',
    'allow-popups',
    'allow-popups-to-escape-sandbox',
    'allow-same-origin',
    'allow-scripts',
  ]);
  const answer = await fetch(frame.url());
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`frame-ancestors 'self'`);
  expect(policy).toMatch(/style-src 'self' [^;]*(;|$)/);
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('report-uri');
});

test('the policy refuses eval, inline style elements that the manifest does not declare, and calls elsewhere', async () => {
  const { frame } = await open(GLOBAL_PAGE, 'page', { expected: /Content Security Policy|Fetch API cannot load|eval/ });
  const refusals = await frame.evaluate(async () => {
    const style = document.createElement('style');
    style.textContent = 'h1 { color: rgb(1, 2, 3) }';
    document.head.append(style);
    const heading = document.querySelector('h1');
    // Only what the page itself runs later is under the policy: the debugger's own evaluation is not.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(new Function('return 1')());
        } catch {
          resolve('refused');
        }
      });
    });
    const fetched = await fetch('https://example.com/').catch(() => 'refused');
    return { evaluated, fetched, color: heading && getComputedStyle(heading).color };
  });
  expect(refusals).toMatchObject({ evaluated: 'refused', fetched: 'refused' });
  expect(refusals.color).not.toBe('rgb(1, 2, 3)');
});

test('invoke gives the reply, the metadata on request, and the platform’s words for a throw', async () => {
  const { frame } = await open();
  const reply = await frame.evaluate(() => window.forge.invoke('echo', { list: [1, 'two'] }));
  expect(reply).toEqual({ payload: { list: [1, 'two'] } });
  const withMetadata = await frame.evaluate(() => window.forge.invoke('echo', {}, { rateLimitProperties: true }));
  expect(withMetadata).toMatchObject({ metadata: { rateLimitProperties: { rateLimitLimit: 1200 } } });
  expect(await messageOf(frame, 'invoke', { functionKey: 'fail' })).toBe(
    'There was an error invoking the function - the probe was told to fail',
  );
});

test('invoke refuses a request over 500 KB and a reply over 5 MB', async () => {
  const { frame } = await open(GLOBAL_PAGE, 'page', { expected: /413/ });
  expect(await messageOf(frame, 'invoke', { functionKey: 'echo', payload: { text: 'x'.repeat(600_000) } })).toMatch(
    /500 KB/,
  );
  expect(await messageOf(frame, 'invoke', { functionKey: 'big', payload: { bytes: 6_000_000 } })).not.toBe('resolved');
});

test('getContext tells page and resolver the same, from what this person may see', async () => {
  const { frame } = await open('/browse/PRB-1', 'context');
  const context = await frame.evaluate(() => window.forge.view.getContext());
  const issue = people.store.issuesByKey.first('PRB-1');
  expect(context).toMatchObject({
    accountId: people.admin,
    cloudId: people.store.settings.cloudId,
    environmentId: ENVIRONMENT_ID,
    environmentType: 'DEVELOPMENT',
    locale: 'en-US',
    moduleKey: 'context',
    siteUrl: site.url,
    theme: { colorMode: 'light' },
    extension: {
      type: 'jira:issueContext',
      issue: { id: issue?.id, key: 'PRB-1', type: 'Story' },
      project: { key: 'PRB', type: 'software' },
    },
  });
  expect(context.localId).toBeTruthy();
  const inResolver = await frame.evaluate(() => window.forge.invoke<{ extension: unknown }>('context'));
  expect(inResolver).toMatchObject({ accountId: people.admin, extension: context.extension });
});

test('requestJira is the viewer’s, under the manifest’s scopes', async () => {
  const { frame } = await open(GLOBAL_PAGE, 'page', { expected: /40[01]/ });
  const answers = await frame.evaluate(async () => {
    const { requestJira } = window.forge;
    const read = await requestJira('/rest/api/3/issue/PRB-1?fields=summary');
    const write = await requestJira('/rest/api/3/issue/PRB-1', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fields: { summary: 'Changed' } }),
    });
    return { read: { status: read.status, body: await read.json() }, write: write.status };
  });
  expect(answers.read).toMatchObject({ status: 200, body: { key: 'PRB-1', fields: { summary: 'First thing' } } });
  expect(answers.write).toBe(401);
  expect(await messageOf(frame, 'fetchProduct', { product: 'confluence', restPath: '/wiki' })).toMatch(/confluence/);
});

test('createHistory: deep links come in, moves go out, Back and Forward are heard', async () => {
  const { page, frame } = await open(`${GLOBAL_PAGE}/board/7?period=p2#top`);
  const first = await frame.evaluate(async () => {
    const history = await window.forge.view.createHistory();
    history.listen(({ pathname, search }, action) => window.heard.push(`${action} ${pathname}${search}`));
    const { pathname, search, hash } = history.location;
    history.push('/sync?view=all');
    return { pathname, search, hash };
  });
  expect(first).toEqual({ pathname: '/board/7', search: '?period=p2', hash: '#top' });
  await page.waitForURL(`${site.url}${GLOBAL_PAGE}/sync?view=all`);
  await page.goBack();
  await page.waitForURL(`${site.url}${GLOBAL_PAGE}/board/7?period=p2#top`);
  await frame.waitForFunction(() => window.heard.length === 2);
  await page.goForward();
  await frame.waitForFunction(() => window.heard.length === 3);
  expect(await heard(frame)).toEqual(['PUSH /sync?view=all', 'POP /board/7?period=p2', 'POP /sync?view=all']);
  expect(page.frames()).toContain(frame);
});

test('createHistory is refused where a module has no page of its own', async () => {
  const { frame } = await open('/browse/PRB-1', 'context');
  expect(await messageOf(frame, 'createHistory')).toMatch(/page of its own/);
});

test('changeWindowTitle, theme and refresh reach the page around', async () => {
  const { page, frame } = await open('/browse/PRB-1', 'context');
  await frame.evaluate(() => window.forge.view.changeWindowTitle('A title of the app'));
  expect(await page.title()).toBe('A title of the app');
  await frame.evaluate(() => window.forge.view.theme.enable());
  const theme = () =>
    frame.evaluate(() => ({
      mode: document.documentElement.dataset['colorMode'],
      surface: getComputedStyle(document.documentElement).getPropertyValue('--ds-surface'),
    }));
  const light = await theme();
  expect(light).toMatchObject({ mode: 'light', surface: expect.stringMatching(/^#/) });
  await page.getByRole('button', { name: /Looking as/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await frame.waitForFunction(() => document.documentElement.dataset['colorMode'] === 'dark');
  expect((await theme()).surface).not.toBe(light.surface);
  await frame.evaluate(() => window.forge.view.refresh());
});

test('a panel is as tall as what it shows, when that grows and when it shrinks', async () => {
  const { page, frame } = await open('/browse/PRB-1', 'context');
  const iframe = page.locator('iframe[data-module="context"]');
  const tall = (height: number) =>
    frame.evaluate((wanted) => {
      document.documentElement.style.height = '100%';
      document.body.style.cssText = 'margin: 0; height: 100%';
      const block = document.querySelector('h1');
      if (block !== null) block.style.cssText = `margin: 0; height: ${wanted}px`;
    }, height);
  for (const height of [640, 120]) {
    await tall(height);
    await page.waitForFunction(
      ([element, wanted]) => Number.parseInt((element as HTMLElement).style.height, 10) === wanted,
      [await iframe.elementHandle(), height] as const,
    );
  }
});

test('a Modal opens another resource, knows its context, and gives back what it closes with', async () => {
  const { page, frame } = await open('/browse/PRB-1', 'context');
  const path = (await page.locator('iframe').first().getAttribute('src')) ?? '';
  expect(path).toContain('/main/index.html');
  await frame.evaluate(() =>
    new window.forge.Modal({
      resource: 'main/second',
      size: 'large',
      title: 'Second',
      context: { from: 'probe' },
      onClose: (payload: unknown) => window.heard.push(payload),
    }).open(),
  );
  const dialog = page.getByRole('dialog', { name: 'Second' });
  await dialog.waitFor();
  const inner = await frameOf(page, 'context');
  await inner.waitForFunction(() => 'forge' in window);
  expect(inner.url()).toContain('/second.html');
  const context = await inner.evaluate(() => window.forge.view.getContext());
  expect(context.extension).toMatchObject({ modal: { from: 'probe' }, issue: { key: 'PRB-1' } });
  await inner.evaluate(() => void window.forge.view.close({ chosen: 5 }));
  await dialog.waitFor({ state: 'detached' });
  expect(await heard(frame)).toEqual([{ chosen: 5 }]);
});

test('a Modal of an unknown resource is refused; Escape closes with nothing', async () => {
  const { page, frame } = await open(GLOBAL_PAGE, 'page', { expected: /404/ });
  const refusal = await frame.evaluate(() =>
    new window.forge.Modal({ resource: 'main/nothing' }).open().catch((error: Error) => error.message),
  );
  expect(refusal).toBe('Unable to open modal.');
  await frame.evaluate(() =>
    new window.forge.Modal({ title: 'Plain', onClose: (payload) => window.heard.push(payload ?? 'nothing') }).open(),
  );
  await page.getByRole('dialog', { name: 'Plain' }).waitFor();
  await page.keyboard.press('Escape');
  await frame.waitForFunction(() => window.heard.length === 1);
  expect(await heard(frame)).toEqual(['nothing']);
  const closed = await frame.evaluate(() => window.forge.view.close().catch((error: Error) => error.message));
  expect(closed).toBe("this resource's view is not closable.");
});

test('showFlag shows title, description and actions that call back; close takes it away', async () => {
  const { page, frame } = await open();
  await frame.evaluate(() => {
    window.forge.showFlag({
      id: 'moved',
      title: 'Moved',
      type: 'success',
      description: 'To the next iteration',
      actions: [{ text: 'Undo', onClick: () => window.heard.push('undo') }],
    });
  });
  await page.getByText('To the next iteration').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await frame.waitForFunction(() => window.heard.length === 1);
  const closed = await frame.evaluate(() => {
    const flag = window.forge.showFlag({ id: 'brief', title: 'Brief' });
    return flag.close();
  });
  expect(closed).toBe(true);
  await page.getByText('Brief').waitFor({ state: 'detached' });
});

test('events reach the app’s other frames until unsubscribed', async () => {
  const { page, frame } = await open('/browse/PRB-1', 'context');
  await page.getByRole('button', { name: 'Probe panel' }).click();
  const panel = await frameOf(page, 'panel');
  await panel.waitForFunction(() => 'forge' in window);
  await panel.evaluate(async () => {
    const { events } = window.forge;
    const subscription = await events.on('moved', (payload: unknown) => window.heard.push(payload));
    await events.onPublic('told', (payload: unknown) => window.heard.push(payload));
    Object.assign(window, { subscription });
  });
  await frame.evaluate(async () => {
    await window.forge.events.emit('moved', { id: 1 });
    await window.forge.events.emitPublic('told', 'all');
  });
  await panel.waitForFunction(() => window.heard.length === 2);
  await panel.evaluate(async () => {
    const { subscription } = window as unknown as { subscription: { unsubscribe: () => void } };
    await subscription.unsubscribe();
  });
  await frame.evaluate(async () => {
    await window.forge.events.emit('moved', { id: 2 });
    await window.forge.events.emitPublic('told', 'again');
  });
  await panel.waitForFunction(() => window.heard.length === 3);
  expect(await heard(panel)).toEqual([{ id: 1 }, 'all', 'again']);
});

test('realtime reaches another person’s frame in the same place, and only there', async () => {
  const { frame } = await open('/browse/PRB-1', 'context');
  const other = await browser.openAs(people.member, '/browse/PRB-1');
  const otherFrame = await frameOf(other.page, 'context');
  await otherFrame.waitForFunction(() => 'forge' in window);
  const elsewhere = await open('/browse/PRB-2', 'context');
  for (const listener of [otherFrame, elsewhere.frame]) {
    await listener.evaluate(async () => {
      await window.forge.realtime.subscribe('board', (payload: unknown) => window.heard.push(payload));
      await window.forge.realtime.subscribeGlobal('all', (payload: unknown) => window.heard.push(payload));
    });
  }
  const result = await frame.evaluate(() => window.forge.realtime.publish('board', { version: 7 }));
  expect(result).toMatchObject({ eventId: expect.any(String) });
  await frame.evaluate(() => window.forge.realtime.publishGlobal('all', 'ping'));
  await elsewhere.frame.waitForFunction(() => window.heard.length === 1);
  await otherFrame.waitForFunction(() => window.heard.length === 2);
  expect(await heard(elsewhere.frame)).toEqual(['ping']);
  expect(await heard(otherFrame)).toEqual([{ version: 7 }, 'ping']);
});

test('router: addresses of targets, and navigation inside the site', async () => {
  const { page, frame } = await open();
  const urls = await frame.evaluate(async () => {
    const { getUrl } = window.forge.router;
    const all = await Promise.all([
      getUrl({ target: 'issue', issueKey: 'PRB-2' }),
      getUrl({ target: 'module', moduleKey: 'page', path: 'sync' }),
      getUrl({ target: 'module', moduleKey: 'project', projectKey: 'PRB' }),
      getUrl({ target: 'projectSettingsDetails', projectKey: 'PRB' }),
    ]);
    return all.map((url) => url?.pathname);
  });
  expect(urls).toEqual([
    '/browse/PRB-2',
    `${GLOBAL_PAGE}/sync`,
    `/jira/software/projects/PRB/${APP_PATH}`,
    '/jira/software/projects/PRB/settings/details',
  ]);
  expect(await messageOf(frame, 'getUrl', { target: 'spaceView', spaceKey: 'X' })).toMatch(/spaceView/);
  const opened = page.waitForEvent('popup');
  await frame.evaluate(() => window.forge.router.open('/browse/PRB-3'));
  expect((await opened).url()).toBe(`${site.url}/browse/PRB-3`);
  await frame.evaluate(() => void window.forge.router.navigate({ target: 'issue', issueKey: 'PRB-2' }));
  await page.waitForURL(`${site.url}/browse/PRB-2`);
});

test('jira-bridge’s modals: view an issue, create one with defaults', async () => {
  const { page, frame } = await open();
  await frame.evaluate(() =>
    new window.forge.ViewIssueModal({
      context: { issueKey: 'PRB-2' },
      onClose: () => window.heard.push('viewed'),
    }).open(),
  );
  const dialog = page.getByRole('dialog', { name: 'PRB-2' });
  await dialog.getByText('Second thing').first().waitFor();
  await dialog.getByRole('button', { name: /close/i }).click();
  await frame.waitForFunction(() => window.heard.length === 1);
  const projectId = people.store.projectsByKey.first('PRB')?.id ?? '';
  await frame.evaluate(
    (id) =>
      new window.forge.CreateIssueModal({
        context: { projectId: id, summary: 'Made by the app', labels: ['probe'] },
        onClose: ({ payload }) => window.heard.push(payload),
      }).open(),
    projectId,
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
  await frame.waitForFunction(() => window.heard.length === 2);
  const made = [...people.store.issues.values()].find(({ summary }) => summary === 'Made by the app');
  expect(made).toMatchObject({ labels: ['probe'], reporterId: people.admin });
  expect(await heard(frame)).toEqual(['viewed', [{ issueId: made?.id }]]);
});

test('i18n reads the bundle beside the page', async () => {
  const { frame } = await open();
  const text = await frame.evaluate(async () => {
    const translate = await window.forge.i18n.createTranslationFunction();
    return translate('board.title');
  });
  expect(text).toBe('The board');
});

test('an unsupported call rejects and names itself', async () => {
  const { frame } = await open();
  for (const name of ['fetchRemote', 'initFeatureFlags', '__permission__egressGet', 'somethingNew']) {
    expect(await messageOf(frame, name)).toBe(`The local site does not support the bridge call "${name}".`);
  }
});

const shown = async (page: Page, key: string) => {
  const frame = await frameOf(page, key);
  await frame.getByRole('heading', { name: 'Probe' }).waitFor();
  return frame.evaluate(async () => (await window.forge.view.getContext()).extension['type'] as unknown);
};

test('every page module has its place, and settings are kept from those who may not', async () => {
  const { page } = await open();
  await page.goto(`${site.url}/jira/settings/${APP_PATH}`);
  expect(await shown(page, 'admin')).toBe('jira:adminPage');
  await page.goto(`${site.url}/jira/software/projects/PRB/settings/${APP_PATH}`);
  expect(await shown(page, 'settings')).toBe('jira:projectSettingsPage');
  await page.goto(`${site.url}/jira/software/projects/PRB/${APP_PATH}`);
  expect(await shown(page, 'project')).toBe('jira:projectPage');
  const visit = await browser.openAs(people.member, `/jira/settings/${APP_PATH}`);
  await visit.page.getByText('Only Jira administrators can open the settings').waitFor();
  const refused = await visit.page.request.post(`${site.url}/forge/ui/frame/context`, {
    data: { installation: site.host.main.id, moduleKey: 'admin', place: {} },
  });
  expect(refused.status()).toBe(403);
});
