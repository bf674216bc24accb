import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { isAdmin } from '../../local/jira/permissions.ts';
import { axeFindings } from './axe.ts';
import { frameOf, launchBrowser, takePicture, type TestBrowser } from './browser.ts';
import { personNamed, startSeededSite, type TestSite } from './site.ts';

jest.setTimeout(90_000);
let site: TestSite;
let browser: TestBrowser;
let admin: string;
beforeAll(async () => {
  site = await startSeededSite();
  const { store } = site.jira.site;
  admin = [...store.users.values()].find(({ id }) => isAdmin(store, id))?.id ?? '';
  browser = await launchBrowser(site.url);
});
afterEach(() => browser.settle());
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** The status page as an administrator reaches it: Jira settings, Interlock, Status; by keyboard from there. */
const openStatus = async (
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ readonly page: Page; readonly frame: Frame }> => {
  const { page } = await browser.openAs(admin, '/jira/settings/system', { colorScheme });
  await page.getByRole('navigation', { name: 'Jira settings' }).getByRole('link', { name: 'Interlock' }).click();
  const frame = await frameOf(page, 'admin-page');
  await frame.getByRole('button', { name: 'Status' }).focus();
  await page.keyboard.press('Enter');
  await frame.getByRole('heading', { name: 'Status of Interlock' }).waitFor();
  return { page, frame };
};

test('it shows each project, and is free of accessibility findings in light and dark', async () => {
  const { page, frame } = await openStatus();
  await site.host.drain();
  await frame
    .getByText(/^Read (just now|\d+ seconds ago)/)
    .first()
    .waitFor();
  await page.waitForURL((url) => url.searchParams.get('tab') === 'status');
  const row = frame.getByRole('row').filter({ hasText: 'Storefront (SHOP)' });
  const count = [...site.jira.site.store.issues.values()].filter(({ key }) => key.startsWith('SHOP-')).length;
  expect(await row.getByRole('cell').first().innerText()).toBe(String(count));
  expect(await axeFindings(page)).toEqual([]);
  await takePicture(page, 'test/browser/out/status-light.png');
  const dark = await openStatus('dark');
  expect(await axeFindings(dark.page)).toEqual([]);
  await takePicture(dark.page, 'test/browser/out/status-dark.png');
});

test('a rebuild asks first what it costs, by keyboard, and Escape leaves it', async () => {
  const { page, frame } = await openStatus();
  await site.host.drain();
  const button = frame.getByRole('button', { name: 'Rebuild all ...' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = frame.getByRole('dialog', { name: 'Rebuild all projects?' });
  await dialog.getByText(/about [\d,]+ points of Jira’s hourly limit/).waitFor();
  await takePicture(page, 'test/browser/out/status-dialog.png');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Rebuild' }).click();
  await frame.getByText(/^Reading \d+ projects? from Jira/).waitFor();
  await takePicture(page, 'test/browser/out/status-busy.png');
  await site.host.drain();
  await frame.getByText(/^Reading \d+ projects? from Jira/).waitFor({ state: 'detached' });
});

test('reconcile now is asked for, runs, and says so', async () => {
  const { frame } = await openStatus();
  await frame.getByRole('button', { name: 'Reconcile now' }).click();
  await frame.getByText('A reconciliation is asked for.').waitFor();
  await site.host.drain();
  await frame.getByText(/thoroughly just now|thoroughly \d+ seconds ago/).waitFor();
});

test('who does not administer Jira is refused with what to do', async () => {
  const { page } = await browser.openAs(personNamed(site, 'Jonas Weber'), '/jira/settings/system');
  await page.getByText('Only Jira administrators can open the settings').waitFor();
});

test('preparing to uninstall says what it removed; boards say that it is stopped; starting again reads all', async () => {
  const { page, frame } = await openStatus();
  await frame.getByRole('button', { name: 'Prepare to uninstall ...' }).click();
  const dialog = frame.getByRole('dialog', { name: 'Stop Interlock and remove its data?' });
  await takePicture(page, 'test/browser/out/status-leaving.png');
  await dialog.getByRole('button', { name: 'Stop and remove' }).click();
  await frame.getByText(/^Removed: \d+ values/).waitFor();
  const board = await browser.openAs(personNamed(site, 'Marcus Lindqvist'), '/');
  await board.page.getByRole('navigation', { name: 'Jira' }).getByRole('link', { name: 'Interlock' }).click();
  const boardFrame = await frameOf(board.page, 'program-page');
  await boardFrame.getByRole('heading', { name: 'Interlock is stopped on this site' }).waitFor();
  await takePicture(board.page, 'test/browser/out/status-board-stopped.png');
  const again = await openStatus();
  await takePicture(again.page, 'test/browser/out/status-stopped.png');
  await again.frame.getByRole('button', { name: 'Start again' }).click();
  await again.frame.getByRole('button', { name: 'Rebuild all ...' }).waitFor();
  await site.host.drain();
  await again.frame
    .getByText(/^Read (just now|\d+ seconds ago)/)
    .first()
    .waitFor();
});
