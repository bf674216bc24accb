import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Frame, type Page } from 'playwright-core';

export const CHROMIUM_PATH = process.env['CHROMIUM'] || '/usr/bin/chromium';
export const CHROMIUM_ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Visit {
  readonly page: Page;
  /** What the console said that nobody expected: errors and warnings of the page and its frames, uncaught errors. */
  readonly problems: readonly string[];
}
export interface OpenOptions {
  readonly colorScheme?: 'light' | 'dark';
  /** Console messages that this visit is meant to cause. */
  readonly expected?: RegExp;
}
export interface TestBrowser {
  /** Opens an address of the site in a fresh profile, looking as that person (account id). */
  openAs(accountId: string, path: string, options?: OpenOptions): Promise<Visit>;
  /** Fails where any visit since the last call had an unexpected message; closes the visits. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const watch = (context: BrowserContext, expected: RegExp | undefined): string[] => {
  const problems: string[] = [];
  const note = (text: string) => {
    if (expected?.test(text) !== true) problems.push(text);
  };
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => note(`uncaught: ${error.error().message}`));
  return problems;
};

/** Headless Chromium for one test file, on one site. */
export const launchBrowser = async (url: string): Promise<TestBrowser> => {
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGUMENTS });
  const visits: { readonly context: BrowserContext; readonly problems: readonly string[] }[] = [];
  return {
    openAs: async (accountId, address, { colorScheme = 'light', expected } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme });
      const problems = watch(context, expected);
      visits.push({ context, problems });
      await context.addCookies([{ name: 'interlock-person', value: encodeURIComponent(accountId), url }]);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(new URL(address, url).href);
      return { page, problems };
    },
    settle: async () => {
      const ended = visits.splice(0);
      await Promise.all(ended.map(({ context }) => context.close()));
      const problems = ended.flatMap((visit) => visit.problems);
      if (problems.length > 0) throw new Error(`Unexpected console messages:\n${problems.join('\n')}`);
    },
    close: () => browser.close(),
  };
};

/** The frame of a module on that page, once its document is there. */
export const frameOf = async (page: Page, moduleKey: string): Promise<Frame> => {
  const element = await page.locator(`iframe[data-module="${moduleKey}"]`).last().elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error(`The page has no frame of ${moduleKey}.`);
  await frame.waitForLoadState('load');
  return frame;
};

/** A picture of what the page shows, for a person to look at; gives its size in bytes. */
export const takePicture = async (page: Page, file: string): Promise<number> => {
  mkdirSync(path.dirname(file), { recursive: true });
  return (await page.screenshot({ path: file })).byteLength;
};
