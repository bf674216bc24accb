import { expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { holdFolder } from '../../../local/cli/state/site-folder.ts';

const newRoot = () => mkdtempSync(path.join(tmpdir(), 'interlock-folder-'));

test('a site is kept in one folder, whatever its port', async () => {
  const root = newRoot();
  const first = await holdFolder(root, 'small', 4180);
  first.unlock();
  const second = await holdFolder(root, 'small', 4181);
  second.unlock();
  expect([first.folder, second.folder]).toEqual(Array(2).fill(path.join(root, 'small')));
  expect(second.why).toBeUndefined();
});

test('a second one beside it has a folder of its own, and finds it again', async () => {
  const root = newRoot();
  const first = await holdFolder(root, 'small', 4180);
  const second = await holdFolder(root, 'small', 4181);
  expect(second.folder).toBe(path.join(root, 'small-4181'));
  expect(second.why).toContain('port 4181');
  mkdirSync(second.folder, { recursive: true });
  first.unlock();
  second.unlock();
  const again = await holdFolder(root, 'small', 4181);
  expect(again.folder).toBe(second.folder);
  again.unlock();
});
