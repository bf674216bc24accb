import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings } from './axe.ts';
import { frameOf, launchBrowser, type TestBrowser } from './browser.ts';
import { personNamed, startSeededSite, type TestSite } from './site.ts';

jest.setTimeout(90_000);
let site: TestSite;
let browser: TestBrowser;
beforeAll(async () => {
  site = await startSeededSite();
  browser = await launchBrowser(site.url);
});
afterEach(() => browser.settle());
afterAll(async () => {
  await browser.close();
  await site.close();
});

const openAs = async (name: string, path: string, expected?: RegExp) =>
  (await browser.openAs(personNamed(site, name), path, expected === undefined ? {} : { expected })).page;
const issueWhere = (isWanted: (issue: { readonly key: string; readonly statusId: string }) => boolean) => {
  const found = [...site.jira.site.store.issues.values()].find(isWanted);
  if (found === undefined) throw new Error('The Small site has no such issue.');
  return found;
};
const storedIssue = (key: string) => site.jira.site.store.issuesByKey.first(key);
const projectNames = (page: Page) =>
  page.locator('.side-bar .project-tile + .ellipsis, .side-bar .nav-item:has(.project-tile)').allInnerTexts();

/** Opens the board from the site's navigation; rows off the screen are not in the document, so they are counted apart. */
const openBoard = async (
  page: Page,
): Promise<{ readonly teams: readonly string[]; readonly rows: number; readonly text: string }> => {
  await page.getByRole('navigation', { name: 'Jira' }).getByRole('link', { name: 'Interlock' }).click();
  const frame = await frameOf(page, 'program-page');
  await frame.getByRole('grid').waitFor({ timeout: 30_000 });
  const teams = await frame.getByRole('rowheader').allInnerTexts();
  const rows = Number(await frame.getByRole('grid').getAttribute('aria-rowcount'));
  return { teams, rows, text: await frame.locator('body').innerText() };
};

test('the board opens from the navigation for the release train engineer, with every team of the program', async () => {
  const page = await openAs('Marcus Lindqvist', '/');
  const { rows, text } = await openBoard(page);
  expect(rows).toBeGreaterThan(8);
  expect(text).toContain('Only work you may see is shown');
  await expect(page.title()).resolves.toContain('Meridian');
});

test('the board opens from the navigation for a team lead, and as a tab of the lead’s project', async () => {
  const page = await openAs('Noor Haddad', '/');
  expect((await openBoard(page)).teams.join()).toContain('Atlas');
  await page.getByRole('navigation', { name: 'Jira' }).getByRole('link', { name: 'Atlas' }).click();
  await page.getByRole('link', { name: 'Program board' }).click();
  const frame = await frameOf(page, 'project-page');
  await frame.getByRole('grid').waitFor({ timeout: 30_000 });
  expect(page.url()).toContain('/jira/software/projects/ATL/apps/');
});

test('a contractor sees one project in the navigation, and on the board only what Jira shows him', async () => {
  const page = await openAs('Jonas Weber', '/');
  await page.getByRole('link', { name: 'Storefront' }).first().waitFor();
  const names = await projectNames(page);
  expect(names.join()).toContain('Storefront');
  expect(names.join()).not.toMatch(/Helix|Vault|Payments|Atlas/);
  const { text } = await openBoard(page);
  expect(text).toMatch(/SHOP-\d+/);
  expect(text).not.toMatch(/\b(HEL|PAY|ATL|VLT)-\d+/);
});

test('what is chosen on the board is in the address: deep link and Back work', async () => {
  const page = await openAs('Marcus Lindqvist', '/');
  await openBoard(page);
  const frame = await frameOf(page, 'program-page');
  const period = frame.getByRole('combobox', { name: 'Period' });
  const shown = await period.inputValue();
  const ids = await period
    .locator('option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value')));
  const other = ids.find((id) => id !== shown) ?? '';
  await period.selectOption(other);
  await page.waitForURL((url) => url.searchParams.get('period') === other);
  const deepLink = page.url();
  await page.goBack();

  await frame.waitForFunction(
    (id) => [...document.querySelectorAll('select')].some(({ value }) => value === id),
    shown,
  );
  await page.goto(deepLink);
  const again = await frameOf(page, 'program-page');
  await again.getByRole('grid').waitFor({ timeout: 30_000 });
  expect(await again.getByRole('combobox', { name: 'Period' }).inputValue()).toBe(other);
});

test('hidden and absent projects and issues answer alike', async () => {
  const expected = /404/;
  const page = await openAs('Jonas Weber', '/jira/software/projects/HEL/list', expected);
  const sentence = 'We couldn’t find that, or you may not see it';
  await page.getByRole('heading', { name: sentence }).waitFor();
  for (const path of ['/browse/HEL-1', '/browse/NONE-1', '/jira/software/projects/NONE']) {
    await page.goto(site.url + path);
    await page.getByRole('heading', { name: sentence }).waitFor();
  }
  await page.goto(`${site.url}/no/such/page`);
  await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor();
});

test('the issue view edits the summary, the due date and labels, and shows the history of it', async () => {
  const { key } = issueWhere(({ key: candidate }) => candidate.startsWith('SHOP-1'));
  const page = await openAs('Marcus Lindqvist', `/browse/${key}`);
  await page.getByTitle('Edit Summary').click();
  await page.getByRole('textbox', { name: 'Summary' }).fill('A summary of the test');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'A summary of the test' }).waitFor();
  await page.getByRole('button', { name: 'Edit Due date' }).click();
  await page.getByLabel('Due date').last().fill('2026-12-24');
  await page.keyboard.press('Enter');
  await page.getByText('24 Dec 2026').waitFor();
  await page.getByRole('button', { name: 'Edit Labels' }).click();
  await page.keyboard.type('from-test');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Activity' }).click();
  await page.getByRole('button', { name: 'Edit Labels' }).getByText('from-test').waitFor();
  expect(storedIssue(key)).toMatchObject({ summary: 'A summary of the test', dueDate: '2026-12-24' });
  expect(storedIssue(key)?.labels).toContain('from-test');
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('A summary of the test').nth(1).waitFor();
});

test('an issue is transitioned from its status button', async () => {
  const { store } = site.jira.site;
  const { key } = issueWhere(
    ({ key: candidate, statusId }) => candidate.startsWith('SHOP-') && store.statuses.get(statusId)?.name === 'To Do',
  );
  const page = await openAs('Marcus Lindqvist', `/browse/${key}`);
  await page.getByRole('button', { name: 'Status: To Do' }).click();
  await page.getByRole('menuitem').filter({ hasText: 'In Progress' }).click();
  await page.getByRole('button', { name: 'Status: In Progress' }).waitFor();
  expect(store.statuses.get(storedIssue(key)?.statusId)?.name).toBe('In Progress');
});

test('links are added with their direction, and removed', async () => {
  const page = await openAs('Marcus Lindqvist', '/browse/SHOP-20');
  await page.getByRole('button', { name: 'Add link' }).click();
  await page.getByRole('combobox', { name: 'Work item', exact: true }).fill('SHOP-21');
  await page.getByRole('option', { name: /SHOP-21/ }).click();
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  const links = page.getByRole('region', { name: 'Linked work items' });
  await links.getByRole('link', { name: 'SHOP-21' }).waitFor();
  const { store } = site.jira.site;
  const own = storedIssue('SHOP-20');
  const added = [...store.links.values()].find(
    ({ sourceId, destinationId }) => sourceId === own?.id && destinationId === storedIssue('SHOP-21')?.id,
  );
  expect(store.linkTypes.get(added?.typeId)?.outward).toBe('blocks');
  await links.getByRole('button', { name: 'Remove link to SHOP-21' }).click();
  await links.getByRole('link', { name: 'SHOP-21' }).waitFor({ state: 'detached' });
  expect(store.links.get(added?.id)).toBeUndefined();
});

test('a comment is added', async () => {
  const page = await openAs('Marcus Lindqvist', '/browse/SHOP-20');
  await page.getByRole('textbox', { name: 'Add a comment' }).fill('Seen in the test');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('listitem').getByText('Seen in the test').waitFor();
});

test('what Jira refuses is said, and the old value stays', async () => {
  const page = await openAs('Marcus Lindqvist', '/browse/SHOP-20', /400/);
  const before = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByTitle('Edit Summary').click();
  await page.getByRole('textbox', { name: 'Summary' }).fill('');
  await page.keyboard.press('Enter');
  await page.getByText('Jira did not take this change').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(before);
});

test('the list of a project filters by JQL, sorts, pages, and says what is wrong with a query', async () => {
  const page = await openAs('Marcus Lindqvist', '/jira/software/projects/SHOP/list', /400/);
  await page.getByText(/^1 to 50 of \d+/).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText(/^51 to 100 of/).waitFor();
  await page.getByRole('textbox', { name: 'JQL' }).fill('statusCategory = Done');
  await page.keyboard.press('Enter');
  await page.getByText(/^1 to 50 of/).waitFor();
  await page.waitForURL(/jql=statusCategory/);
  await page.getByRole('button', { name: 'Key' }).click();
  await page.locator('th[aria-sort="ascending"]').waitFor();
  await page.getByRole('textbox', { name: 'JQL' }).fill('nonsense ===');
  await page.keyboard.press('Enter');
  await page.getByText('Jira does not take this JQL').waitFor();
});

test('somebody else is chosen in the person switch, and the page is theirs', async () => {
  const page = await openAs('Marcus Lindqvist', '/');
  await page.getByRole('button', { name: 'Looking as Marcus Lindqvist' }).click();
  await page.getByText('Contractor: may browse the Storefront project only').waitFor();
  await page.getByRole('menuitem', { name: /Jonas Weber/ }).click();
  await page.getByRole('button', { name: 'Looking as Jonas Weber' }).waitFor();
  expect((await projectNames(page)).join()).not.toContain('Payments');
});

test('the theme is chosen in the profile menu, kept, and given to the app’s frame', async () => {
  const page = await openAs('Marcus Lindqvist', '/');
  await page.getByRole('button', { name: /Looking as/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.locator('html[data-color-mode="dark"]').waitFor();
  await page.reload();
  await page.locator('html[data-color-mode="dark"]').waitFor();
  await openBoard(page);
  const frame = await frameOf(page, 'program-page');
  await frame.locator('html[data-color-mode="dark"]').waitFor();
});

test('search finds a work item by its key and by words', async () => {
  const page = await openAs('Marcus Lindqvist', '/');
  await page.getByRole('combobox', { name: 'Search work items' }).fill('SHOP-22');
  await page
    .getByRole('option', { name: /SHOP-22/ })
    .first()
    .click();
  await page.waitForURL(`${site.url}/browse/SHOP-22`);
});

test('a work item is created from the bar', async () => {
  const page = await openAs('Marcus Lindqvist', '/');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Summary' }).fill('Made in the test');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText(/was created/).waitFor();
  expect(issueWhere((issue) => Object(issue).summary === 'Made in the test').key).toMatch(/^[A-Z]+-\d+$/);
});

test('site settings advance the clock and change the search lag, for administrators alone', async () => {
  const page = await openAs('Priya Raman', '/jira/settings/system');
  const before = site.clock.now();
  await page.getByRole('button', { name: '+1 day' }).click();
  await page.getByText('23 November 2026').waitFor();
  expect(site.clock.now() - before).toBe(86_400_000);
  await page.getByLabel('Lag in seconds').fill('2');
  await page.getByRole('button', { name: 'Save' }).click();

  const other = await openAs('Jonas Weber', '/jira/settings/system');
  await other.getByText('Only Jira administrators can open the settings').waitFor();
  const refused = await other.request.put(`${site.url}/forge/ui/tuning`, { data: { searchLagMs: 0 } });
  expect(refused.status()).toBe(403);
});

test('the pages pass axe’s checks in both themes', async () => {
  const paths = ['/', '/projects', '/browse/SHOP-20', '/jira/software/projects/SHOP/list', '/jira/settings/system'];
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await browser.openAs(personNamed(site, 'Priya Raman'), '/', { colorScheme });
    for (const path of paths) {
      await page.goto(site.url + path, { waitUntil: 'networkidle' });
      expect({ path, colorScheme, findings: await axeFindings(page) }).toEqual({ path, colorScheme, findings: [] });
    }
  }
});
