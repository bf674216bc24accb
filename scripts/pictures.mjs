// Takes a picture of every page, light and dark, into docs/pictures: node scripts/pictures.mjs (after npm run build).
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ENVIRONMENT_ID } from '../local/forge/identity.ts';
import { CHROMIUM_ARGUMENTS, CHROMIUM_PATH, takePicture } from '../test/browser/browser.ts';
import { personNamed, startSeededSite } from '../test/browser/site.ts';
import { root } from './bootstrap.mjs';

const OUT = path.join(root, 'docs/pictures');
const MAX_BYTES = 200 * 1024;
const site = await startSeededSite();
const app = `apps/${site.host.manifest.appId}/${ENVIRONMENT_ID}`;
const { store } = site.jira.site;
/** A work item with something to see on it: in progress, in a sprint, with links. */
const { key: issueKey } = [...store.issues.values()].find(
  ({ id, statusId, sprintIds, key }) =>
    key.startsWith('SHOP-') &&
    sprintIds.length > 0 &&
    store.statuses.get(statusId)?.category === 'indeterminate' &&
    store.linksByIssue.count(id) > 1,
);

/** Widths and heights of the window where a page needs others than most. */
const SIZES = {
  board: { width: 1240, height: 660 },
  'board-lists': { width: 1580, height: 560 },
  'board-detail': { width: 1240, height: 660 },
  'board-narrow': { width: 390, height: 800 },
  issue: { width: 1200, height: 1000 },
};
/** Name, address, and what to wait for in the app's frame of that module. */
const PAGES = [
  ['home', '/', undefined],
  ['projects', '/projects', undefined],
  ['search', '/issues', undefined],
  ['project-summary', '/jira/software/projects/PAY/summary', undefined],
  ['project-list', '/jira/software/projects/PAY/list', undefined],
  ['board', `/jira/${app}`, 'program-page'],
  ['board-lists', `/jira/${app}`, 'program-page'],
  ['board-detail', `/jira/${app}?item=${store.issuesByKey.first(issueKey).id}`, 'program-page'],
  ['board-narrow', `/jira/${app}`, 'program-page'],
  ['project-board', `/jira/software/projects/PAY/${app}`, 'project-page'],
  ['issue', `/browse/${issueKey}`, 'issue-context'],
  ['project-settings', `/jira/software/projects/PAY/settings/${app}`, 'project-settings'],
  ['admin', `/jira/settings/${app}`, 'admin-page'],
  ['site-settings', '/jira/settings/system', undefined],
  ['not-found', '/no/such/page', undefined],
];

const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGUMENTS });
const wanted = process.argv.slice(2);

const take = async (page, name) => {
  const file = path.join(OUT, `${name}.png`);
  const bytes = await takePicture(page, file);
  console.log(`${path.relative(root, file)} ${Math.round(bytes / 1024)} KB${bytes > MAX_BYTES ? ' TOO LARGE' : ''}`);
};

for (const mode of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 720 }, colorScheme: mode });
  const accountId = personNamed(site, 'Marcus Lindqvist');
  const admin = personNamed(site, 'Priya Raman');
  const page = await context.newPage();
  for (const [name, address, moduleKey] of PAGES) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const person = name.includes('admin') || name.includes('settings') ? admin : accountId;
    await context.addCookies([{ name: 'interlock-person', value: encodeURIComponent(person), url: site.url }]);
    // The clock stands still: a minute between pages keeps Jira's burst limit away.
    site.clock.advance(60_000);
    await page.setViewportSize(SIZES[name] ?? { width: 1200, height: 720 });
    await page.goto(site.url + address);
    await page.locator('main').getByRole('heading').or(page.locator('iframe')).first().waitFor();
    if (moduleKey !== undefined) {
      const frame = page.frameLocator(`iframe[data-module="${moduleKey}"]`);
      await frame.locator('#root > *').first().waitFor();
      if (moduleKey.endsWith('page') && moduleKey !== 'admin-page') await frame.getByRole('grid').waitFor();
    }
    // Avatars and lists that come last; a page that keeps asking is pictured as it is.
    await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
    await take(page, `${name}-${mode}`);
  }
  if (wanted.length === 0 || wanted.includes('person-switch')) {
    await page.goto(site.url);
    await page.getByRole('button', { name: /Looking as/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).waitFor();
    await take(page, `person-switch-${mode}`);
  }
  await context.close();
}
await browser.close();
await site.close();
