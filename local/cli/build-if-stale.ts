import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SOURCES = [
  'src',
  'static',
  'local/page',
  'local/forge/frame',
  'manifest.yml',
  'package-lock.json',
  'scripts/build-all.mjs',
];
const OUTPUTS = ['dist/handlers/index.js', 'static/app/dist/program.html', 'local/page/dist/index.html'];
const STAMP = 'dist/.built';

const isSource = (file: string): boolean => !/(^|\/)(dist|node_modules)(\/|$)/.test(file);

/** Names, sizes and times of everything that the build reads. */
const describeSources = (root: string): string => {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const full = path.join(root, source);
    if (!existsSync(full)) continue;
    const files = statSync(full).isDirectory() ? readdirSync(full, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of files.map((name) => path.join(source, name)).filter(isSource)) {
      const { size, mtimeMs } = statSync(path.join(root, file));
      hash.update(`${file}:${size}:${mtimeMs};`);
    }
  }
  return hash.digest('hex');
};

/** Notes what the build that has just ended was made from. */
export const stampBuild = (root: string): void => writeFileSync(path.join(root, STAMP), describeSources(root));

/** Builds handlers and pages where their sources changed since the last build from here; false where that fails. */
export const buildIfStale = (root: string, say: (line: string) => void): boolean => {
  const stamp = path.join(root, STAMP);
  const sources = describeSources(root);
  const isBuilt = OUTPUTS.every((file) => existsSync(path.join(root, file)));
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return true;
  say('Building the app and the pages ...');
  const { status } = spawnSync(process.execPath, ['scripts/build-all.mjs'], { cwd: root, stdio: 'inherit' });
  return status === 0;
};
