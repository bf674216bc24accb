import { FullValidationProcessor } from '@forge/manifest';
import { expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const manifest: unknown = parse(readFileSync(path.join(root, 'manifest.yml'), 'utf8'));

interface Entry {
  readonly function: readonly { readonly key: string; readonly handler: string }[];
}
// The manifest's own shape is what the first test checks.
const parts = manifest as {
  readonly modules: Entry;
  readonly resources: readonly { readonly path: string; readonly entry: Readonly<Record<string, string>> }[];
};

/** The manifest beside empty files for what it names: validation looks whether they are there, not what is in them. */
const layOut = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'interlock-manifest-'));
  writeFileSync(path.join(folder, 'manifest.yml'), readFileSync(path.join(root, 'manifest.yml')));
  mkdirSync(path.join(folder, 'src'));
  writeFileSync(path.join(folder, 'src/index.ts'), readFileSync(path.join(root, 'src/index.ts')));
  for (const resource of parts.resources) {
    mkdirSync(path.join(folder, resource.path), { recursive: true });
    for (const file of [...Object.values(resource.entry), 'icon.svg']) {
      writeFileSync(path.join(folder, resource.path, file), '<!doctype html>');
    }
  }
  return folder;
};

/** What Atlassian's validation says of the manifest in a folder; `change` edits its text first. */
const validate = async (change: (text: string) => string = (text) => text) => {
  const before = process.cwd();
  const folder = layOut();
  const file = path.join(folder, 'manifest.yml');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  process.chdir(folder);
  try {
    const deprecatedRuntimes = ['nodejs18.x', 'nodejs20.x'];
    const { success, errors } = await new FullValidationProcessor({ deprecatedRuntimes }).process(undefined);
    return { success, messages: (errors ?? []).map(({ level, message }) => `${level}: ${message}`) };
  } finally {
    process.chdir(before);
  }
};

test('the manifest passes Atlassian’s full validation', async () => {
  expect(await validate()).toEqual({ success: true, messages: [] });
});

test('the validation would see a mistake', async () => {
  const broken = await validate((text) => text.replace('function: resolver', 'function: nobody'));
  expect(broken.messages.join()).toContain('nobody');
});

test('every page that the manifest names is one that the build makes', () => {
  const pages = new Set(readdirSync(path.join(root, 'static/app')));
  const missing = parts.resources.flatMap(({ entry }) => Object.values(entry).filter((file) => !pages.has(file)));
  expect(missing).toEqual([]);
});

test('the handlers bundle, and the bundle has each handler that the manifest names', () => {
  const outfile = path.join(mkdtempSync(path.join(tmpdir(), 'interlock-bundle-')), 'index.js');
  const options = { bundle: true, platform: 'node', target: 'node24', format: 'cjs', logLevel: 'error' } as const;
  const result = buildSync({ entryPoints: [path.join(root, 'src/index.ts')], outfile, metafile: true, ...options });
  expect(result.warnings).toEqual([]);
  const bundle = readFileSync(outfile, 'utf8');
  for (const { handler } of parts.modules.function) {
    const [file, name] = handler.split('.');
    expect(file).toBe('index');
    expect(bundle).toContain(`${name ?? ''}: () => ${name ?? ''}`);
  }
});
