// What a surface's page makes a browser load: its script and the chunks that Vite preloads for it, compressed as they travel.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** Ceilings in KB, compressed. */
const MAX_KB = { program: 350, project: 350, issue: 150, admin: 350, settings: 350 };

const scriptsOf = (html) => [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, file]) => file);

/** Prints each page's compressed scripts in KB; throws where one is over its ceiling. */
export const reportPageSizes = (folder) => {
  const sizes = Object.entries(MAX_KB).map(([page, maxKb]) => {
    const html = readFileSync(path.join(folder, `${page}.html`), 'utf8');
    const bytes = scriptsOf(html).map((file) => gzipSync(readFileSync(path.join(folder, file))).byteLength);
    return { page, maxKb, kb: Math.round(bytes.reduce((sum, one) => sum + one, 0) / 1024) };
  });
  console.log(`Scripts, compressed: ${sizes.map(({ page, kb, maxKb }) => `${page} ${kb} of ${maxKb} KB`).join(', ')}`);
  const heavy = sizes.filter(({ kb, maxKb }) => kb > maxKb);
  if (heavy.length > 0) throw new Error(`Too large: ${heavy.map(({ page }) => page).join(', ')}`);
};
