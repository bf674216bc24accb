import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { ENVIRONMENT_ID } from '../../local/forge/identity.ts';
import { axeFindings } from './axe.ts';
import { frameOf, launchBrowser, type TestBrowser } from './browser.ts';
import { personNamed, startSeededSite, type TestSite } from './site.ts';

jest.setTimeout(120_000);

let site: TestSite;
let browser: TestBrowser;
let app: string;
beforeAll(async () => {
  site = await startSeededSite();
  browser = await launchBrowser(site.url);
  app = `apps/${site.host.manifest.appId}/${ENVIRONMENT_ID}`;
});
/** The site's clock stands still: without this, many boards in one second meet Jira's burst limit. */
const rest = (): void => site.clock.advance(60_000);
afterEach(async () => {
  await browser.settle();
  rest();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const openBoard = async (search = '', ready = '[data-card]'): Promise<{ page: Page; frame: Frame }> => {
  const { page } = await browser.openAs(personNamed(site, 'Marcus Lindqvist'), `/jira/${app}${search}`);
  const frame = await frameOf(page, 'program-page');
  await frame.locator(ready).first().waitFor({ timeout: 30_000 });
  return { page, frame };
};
const focusedCard = (frame: Frame): Promise<string | undefined> =>
  frame.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.dataset['card'] : ''));
const press = async (frame: Frame, keys: readonly string[]): Promise<void> => {
  for (const key of keys) await frame.locator(':focus').press(key);
};
/** Focus on the grid's one tab stop, by Tab alone from the field before it. */
const tabIntoGrid = async (frame: Frame): Promise<void> => {
  await frame.getByRole('searchbox', { name: 'Find' }).focus();
  await press(frame, ['Tab']);
  await frame.locator('[data-card]:focus').waitFor();
};

test('the board is walked by keyboard: in by Tab, over cards by arrows, out by Tab', async () => {
  const { frame } = await openBoard();
  await tabIntoGrid(frame);
  const first = await focusedCard(frame);
  await press(frame, ['ArrowRight']);
  const second = await focusedCard(frame);
  expect(second).not.toBe(first);
  await press(frame, ['ArrowDown', 'ArrowUp', 'ArrowLeft']);
  expect(await focusedCard(frame)).toBe(first);

  await press(frame, ['Control+End']);
  const last = frame.getByRole('row').last();
  await frame.locator('[data-card]:focus').waitFor();
  expect(await last.getAttribute('aria-rowindex')).toBe(await frame.getByRole('grid').getAttribute('aria-rowcount'));
  expect(await last.locator('[data-card]:focus').count()).toBe(1);

  await press(frame, ['Tab']);
  expect(await focusedCard(frame)).toBeUndefined();
  expect(await frame.locator('[role="grid"] [tabindex="0"]').count()).toBe(1);
});

test('Enter opens a card’s detail and takes focus there; Escape, Close and Back give it back to the card', async () => {
  const { page, frame } = await openBoard();
  await tabIntoGrid(frame);
  await press(frame, ['ArrowDown']);
  const card = await focusedCard(frame);
  const closings = [
    () => press(frame, ['Escape']),
    () => frame.getByRole('button', { name: 'Close' }).click(),
    () => page.goBack(),
  ];
  for (const close of closings) {
    await press(frame, ['Enter']);
    await frame.locator('aside h2:focus').waitFor();
    await page.waitForURL((url) => url.searchParams.get('item') === card);
    await close();
    await frame.locator(`[data-card="${card}"]:focus`).waitFor();
    await page.waitForURL((url) => !url.searchParams.has('item'));
  }
});

test('cells tell a screen reader team, sprint, items and load; the cards that do not fit are one key below', async () => {
  const { frame } = await openBoard();
  const cell = frame
    .getByRole('gridcell', { name: /^Falcon, Falcon Sprint \d+, \d+ items, \d+ of \d+ pts done/ })
    .nth(1);
  expect(await cell.getByRole('button').count()).toBeGreaterThan(1);
  const more = frame.getByRole('button', { name: /^\d+ of \d+, show all: Falcon Sprint/ }).first();
  const all = Number(/of (\d+),/.exec((await more.getAttribute('aria-label')) ?? '')?.[1]);
  const own = more.locator('xpath=ancestor::*[@role="gridcell"]');
  const before = await own.locator('.card').count();
  await own.locator('.card').last().focus();
  await press(frame, ['ArrowDown', 'Enter']);
  const focused = frame.locator('[aria-expanded="true"]:focus');
  await focused.waitFor();
  expect(before).toBeLessThan(all);
  expect(await focused.locator('xpath=ancestor::*[@role="gridcell"]').locator('.card').count()).toBe(all);
});

test('what is edited in Jira’s own view of a card is on the board when that closes', async () => {
  const { page, frame } = await openBoard();
  await frame.locator('.card').first().click();
  await frame.getByRole('button', { name: 'Open in Jira' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByTitle('Edit Summary').click();
  await dialog.getByRole('textbox', { name: 'Summary' }).fill('Edited from the board');
  await page.keyboard.press('Enter');
  await dialog.getByRole('heading', { name: 'Edited from the board' }).waitFor();
  await page.keyboard.press('Escape');
  await site.host.drain();
  await dialog.waitFor({ state: 'detached' });
  await frame.getByRole('button', { name: 'Refresh' }).click();
  await frame.locator('.card', { hasText: 'Edited from the board' }).waitFor();
});

/** A call of Jira's REST API by someone who looks at no board. */
const changeElsewhere = async (method: 'PUT' | 'DELETE', path: string, body?: object): Promise<void> => {
  const authorization = `Basic ${Buffer.from('priya.raman@example.com:any').toString('base64')}`;
  const response = await fetch(`${site.url}/rest/api/3/issue/${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(204);
  // Jira's events reach the index.
  await site.host.drain();
  rest();
};

test('what is edited elsewhere is on the board after Refresh: marked, told, and nothing else moves', async () => {
  const { frame } = await openBoard();
  const card = frame.locator('.card').nth(3);
  await changeElsewhere('PUT', (await card.getAttribute('data-card')) ?? '', {
    fields: { summary: 'Edited elsewhere' },
  });
  const scrolled = await frame.locator('.grid').evaluate((grid) => (grid.scrollTop = 60));
  await frame.getByRole('button', { name: 'Refresh' }).click();
  await frame.locator('.card-changed', { hasText: 'Edited elsewhere' }).waitFor();
  await frame
    .getByRole('status')
    .filter({ hasText: /^\d+ work items? changed$/ })
    .waitFor();
  expect(await frame.locator('.grid').evaluate((grid) => grid.scrollTop)).toBe(scrolled);
  await frame.getByRole('button', { name: 'Refresh' }).and(frame.locator(':focus')).waitFor();
});

test('a tab that is looked at again after a while shows at once what changed, and says how old it is', async () => {
  const { frame } = await openBoard();
  await frame.getByText(/^as of \d\d:\d\d, /).waitFor();
  const card = frame.locator('.card').first();
  await changeElsewhere('PUT', (await card.getAttribute('data-card')) ?? '', {
    fields: { summary: 'Edited while away' },
  });
  await frame.evaluate(() => {
    const { now } = Date;
    Date.now = () => now.call(Date) + 60_000;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await frame.locator('.card', { hasText: 'Edited while away' }).waitFor();
});

test('the detail of a work item that is deleted closes with a word, and focus is where that stands', async () => {
  const { page, frame } = await openBoard();
  const card = frame.locator('.card').nth(5);
  await card.click();
  await frame.locator('aside h2:focus').waitFor();
  const id = new URL(page.url()).searchParams.get('item') ?? '';
  await changeElsewhere('DELETE', `${id}?deleteSubtasks=true`);
  await frame.evaluate(() => {
    const { now } = Date;
    Date.now = () => now.call(Date) + 60_000;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await frame.getByText('is not on this board any more').waitFor();
  await frame.getByRole('button', { name: 'All right' }).and(frame.locator(':focus')).press('Enter');
  await frame.locator('[data-card]:focus').waitFor();
  await page.waitForURL((url) => !url.searchParams.has('item'));
  expect(await frame.locator('aside h2').count()).toBe(0);
});

test('a board that the address names is read beside the list of programs, not after it', async () => {
  const { page, frame: first } = await openBoard();
  const program = await first.getByRole('combobox', { name: 'Program' }).inputValue();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/invoke', async (route) => {
    if (route.request().postData()?.includes('"program.list"') === true) await released;
    await route.continue();
  });
  rest();
  await page.goto(`${site.url}/jira/${app}?program=${program}`);
  const frame = await frameOf(page, 'program-page');
  await frame.locator('.card').first().waitFor();
  release();
  await frame.getByRole('combobox', { name: 'Program' }).locator('option').first().waitFor({ state: 'attached' });
});

test('a link to a card brings it into sight, also in a row far below', async () => {
  const { page, frame } = await openBoard();
  await tabIntoGrid(frame);
  await press(frame, ['Control+End']);
  await frame.locator('[data-card]:focus').waitFor();
  const card = await focusedCard(frame);
  const { frame: linked } = await openBoard(`?item=${card}`, `[data-card="${card}"]`);
  await linked.waitForFunction((id) => {
    const box = document.querySelector(`[data-card="${id}"]`)?.getBoundingClientRect();
    return box !== undefined && box.top > 100 && box.bottom < window.innerHeight;
  }, card);
  await page.close();
});

test('nothing found says so, and one button shows everything again', async () => {
  const { frame } = await openBoard('?text=no-such-words', '.notice');
  await frame.getByText('No card matches what you look for').waitFor();
  await frame.getByRole('button', { name: 'Clear the filters' }).click();
  await frame.locator('.card').first().waitFor();
});

test('the app’s pages pass axe’s checks in both themes, wide and narrow', async () => {
  const item = [...site.jira.site.store.issues.values()].find(({ key }) => key === 'SHOP-131');
  const surfaces = [
    ['program-page', `/jira/${app}`, '.card'],
    ['program-page', `/jira/${app}?lens=all&density=compact&item=${item?.id}`, '.detail-summary'],
    ['project-page', `/jira/software/projects/SHOP/${app}`, '.card'],
    ['issue-context', `/browse/${item?.key}`, '.issue'],
    ['admin-page', `/jira/settings/${app}`, '.programs'],
    ['project-settings', `/jira/software/projects/SHOP/settings/${app}`, '.settings-programs'],
  ] as const;
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await browser.openAs(personNamed(site, 'Priya Raman'), '/', { colorScheme });
    for (const [module, path, ready] of surfaces) {
      await page.setViewportSize(
        module === 'project-page' ? { width: 390, height: 800 } : { width: 1440, height: 900 },
      );
      rest();
      await page.goto(site.url + path);
      const frame = await frameOf(page, module);
      await frame
        .locator(ready)
        .first()
        .waitFor({ timeout: 30_000 })
        .catch(async () => {
          throw new Error(`${path} shows: ${await frame.locator('body').innerText()}`);
        });
      if (module === 'admin-page') {
        await frame.getByRole('button', { name: 'Propose programs from this site' }).click();
        await frame.locator('.proposal').first().waitFor({ timeout: 30_000 });
      }
      expect({ path, colorScheme, findings: await axeFindings(frame) }).toEqual({ path, colorScheme, findings: [] });
    }
  }
});
