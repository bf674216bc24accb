// Runs under the pinned Node: handlers by esbuild (as one CommonJS file, as Forge bundles them), pages by Vite.
import { build as bundle } from 'esbuild';
import path from 'node:path';
import { existsSync } from 'node:fs';
import { build as buildPages } from 'vite';
import { stampBuild } from '../local/cli/build-if-stale.ts';
import { root } from './bootstrap.mjs';
import { reportPageSizes } from './page-sizes.mjs';

await bundle({
  entryPoints: [path.join(root, 'src/index.ts')],
  outfile: path.join(root, 'dist/handlers/index.js'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  sourcemap: true,
  logLevel: 'warning',
});
for (const page of ['static/app', 'local/page']) {
  const configFile = path.join(root, page, 'vite.config.ts');
  if (existsSync(configFile)) await buildPages({ root: path.join(root, page), configFile, logLevel: 'warn' });
}
stampBuild(root);
reportPageSizes(path.join(root, 'static/app/dist'));
