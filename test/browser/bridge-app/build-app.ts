import { buildSync } from 'esbuild';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const HERE = import.meta.dirname;
const HTML =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Probe</title></head><body></body></html>';

/** Builds the probe into a new folder, as `forge deploy` would take it, and gives where it is. */
export const buildProbe = (): { readonly appRoot: string; readonly handlersFile: string } => {
  const appRoot = mkdtempSync(path.join(tmpdir(), 'interlock-probe-'));
  const handlersFile = path.join(appRoot, 'handlers.js');
  const common = { bundle: true, logLevel: 'error' } as const;
  buildSync({
    ...common,
    entryPoints: [path.join(HERE, 'handlers.ts')],
    outfile: handlersFile,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
  });
  buildSync({
    ...common,
    entryPoints: [path.join(HERE, 'page.ts')],
    outfile: path.join(appRoot, 'static/page.js'),
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  cpSync(path.join(HERE, 'manifest.yml'), path.join(appRoot, 'manifest.yml'));
  const page = HTML.replace('</body>', '<script src="./page.js"></script></body>');
  writeFileSync(path.join(appRoot, 'static/index.html'), page);
  writeFileSync(path.join(appRoot, 'static/second.html'), page);
  mkdirSync(path.join(appRoot, 'static/__LOCALES__'));
  const config = { locales: ['en-US'], fallback: { default: 'en-US' } };
  writeFileSync(path.join(appRoot, 'static/__LOCALES__/i18n-info.json'), JSON.stringify({ config }));
  writeFileSync(path.join(appRoot, 'static/__LOCALES__/en-US.json'), JSON.stringify({ board: { title: 'The board' } }));
  return { appRoot, handlersFile };
};
