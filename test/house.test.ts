import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Who may import whom (docs/ARCHITECTURE.md): a folder of ours -> folders of ours. `static` also has packages of its own. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/core': ['src/core'],
  'src/operations': ['src/operations', 'src/core'],
  'src/jira': ['src/jira', 'src/core'],
  'src/storage': ['src/storage', 'src/core'],
  'src/work-index': ['src/work-index', 'src/jira', 'src/storage', 'src/core'],
  'src/resolvers': ['src'],
  'src/background': ['src'],
  'src/writes': ['src/writes', 'src/work-index', 'src/jira', 'src/storage', 'src/core'],
  'src/privacy': ['src/privacy', 'src/work-index', 'src/jira', 'src/storage', 'src/core'],
  'src/workflow': ['src'],
  'src/index.ts': ['src'],
  static: ['static', 'src/core', 'src/operations'],
  local: ['local'],
};
/** Packages that a folder may use; a folder that is not named here may use any. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'src/core': [],
  'src/operations': ['zod'],
  'src/jira': ['@forge/api', 'zod'],
  'src/storage': ['@forge/kvs', 'node:async_hooks', 'node:crypto', 'node:zlib', 'zod'],
  'src/work-index': ['@forge/events'],
};

const listFiles = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|\/)(node_modules|dist)\//.test(file));

const IMPORT =
  /^\s*(?:import|export)\b[^'"]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(IMPORT)].flatMap(
    (match) => match[1] ?? match[2] ?? match[3] ?? [],
  );

const isIn = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);
const folderOf = (file: string): string | undefined => Object.keys(ALLOWED).find((folder) => isIn(file, folder));

const breaches = (file: string): readonly string[] => {
  const folder = folderOf(file);
  if (folder === undefined) return [`${file}: lives in a folder that docs/ARCHITECTURE.md does not know`];
  const packages = PACKAGES[folder];
  return importsOf(file).flatMap((target) => {
    if (!target.startsWith('.')) {
      const isFine =
        packages === undefined || packages.some((name) => target === name || target.startsWith(`${name}/`));
      return isFine ? [] : [`${file}: imports ${target}`];
    }
    const to = path.relative(root, path.resolve(root, path.dirname(file), target));
    return (ALLOWED[folder] ?? []).some((allowed) => isIn(to, allowed)) ? [] : [`${file}: imports ${to}`];
  });
};

const files = [...listFiles('src'), ...listFiles('static'), ...listFiles('local')];

test('every folder imports only what it may', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(breaches)).toEqual([]);
});

test('the rule sees a breach', () => {
  expect(importsOf('src/jira/forge-client.ts')).toContain('@forge/api');
  expect(importsOf('src/resolvers/index.ts')).toContain('./board.ts');
});

const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|Math\.random|\bprocess\.|\basync\b|\bawait\b|\bsetTimeout\b|\bconsole\.|\bfetch\(/;
const codeOf = (file: string): string =>
  readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

test('the core reads no clock, no chance, no environment, and waits for nothing', () => {
  expect(files.filter((file) => isIn(file, 'src/core') && IMPURE.test(codeOf(file)))).toEqual([]);
});

test('no file of src is longer than 300 lines', () => {
  const long = files.filter(
    (file) => isIn(file, 'src') && readFileSync(path.join(root, file), 'utf8').split('\n').length > 300,
  );
  expect(long).toEqual([]);
});
