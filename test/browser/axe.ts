import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';

const SOURCE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in that document (WCAG 2.2 A and AA), frames inside it left out: up to three lines a rule, "rule: element". */
export const axeFindings = async (document: Page | Frame): Promise<readonly string[]> => {
  await document.evaluate(SOURCE);
  return document.evaluate(async () => {
    // The script above put axe there.
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    // An experiment of axe that wants badges and marks word for word in a card's name; key and summary are in it.
    const rules = { 'label-content-name-mismatch': { enabled: false } };
    const { violations } = await axe.run({ iframes: false, runOnly, rules });
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 300)}`));
  });
};
