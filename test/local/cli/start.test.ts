import { expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

// Each test starts a process, slowly on a busy machine.
jest.setTimeout(30_000);
const start = path.resolve(import.meta.dirname, '../../../local/cli/start.ts');
const run = (...args: string[]) => spawnSync(process.execPath, [start, ...args], { encoding: 'utf8' });

test('a bad option ends with 2, the reason and the help', () => {
  const { status, stderr } = run('--site', 'huge');
  expect(status).toBe(2);
  expect(stderr).toContain('--site must be small, medium, large, not huge');
  expect(stderr).toContain('--fresh');
});

test('--help ends with 0', () => {
  const { status, stdout } = run('--help');
  expect([status, stdout.startsWith('npm start')]).toEqual([0, true]);
});
