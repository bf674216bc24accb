import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { NAMED_ENDPOINTS } from './endpoints.ts';
import type { Outcome } from './step.ts';

const root = path.resolve('.');
const forgeNode = path.join(root, 'node_modules/node/bin/node');
const START_MS = 180_000;

let outcomes: readonly Outcome[] = [];

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(forgeNode, ['test/conformance/run.ts'], {
    cwd: root,
    env: { ...process.env, AUDIT_SCHEMAS: 'true', NODE_OPTIONS: '' },
    maxBuffer: 50_000_000,
  });
  const parsed: unknown = JSON.parse(stdout);
  if (!Array.isArray(parsed)) throw new Error('The child process prints a list.');
  // Printed by test/conformance/run.ts as Outcome[].
  outcomes = parsed as Outcome[];
}, START_MS);

test.each(NAMED_ENDPOINTS.map((endpoint) => [endpoint]))(
  '%s answers as Atlassian describes it: no mismatch, no drift',
  (endpoint) => {
    const calls = outcomes.filter((outcome) => outcome.endpoint === endpoint);
    expect(calls).not.toEqual([]);
    for (const { error, drift, served } of calls) {
      expect({ error, drift }).toEqual({ error: undefined, drift: [] });
      // 303: asynchronous calls answer with the address of their task.
      expect(served.some((line) => /^(2\d\d|303) /.test(line) && line.endsWith(` ${endpoint}`))).toBe(true);
    }
  },
);

test('what is called beside the named endpoints is as described too', () => {
  const named = new Set<string>(NAMED_ENDPOINTS);
  const others = outcomes.filter(({ endpoint }) => !named.has(endpoint));
  expect(others.filter(({ error, drift }) => error !== undefined || drift.length > 0)).toEqual([]);
});
