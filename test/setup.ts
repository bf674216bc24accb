import { afterEach, beforeEach, expect, jest } from '@jest/globals';

// No test is about time: a slow machine may take as long as it needs, only a hang fails.
jest.setTimeout(120_000);

// An unexpected console message fails the test that caused it (style.md, Tests).
const unexpected: string[] = [];
for (const level of ['error', 'warn'] as const) {
  console[level] = (...parts: unknown[]) => {
    unexpected.push(`console.${level}: ${parts.map(String).join(' ')}`);
  };
}

beforeEach(() => {
  unexpected.length = 0;
});
afterEach(() => {
  expect(unexpected).toEqual([]);
});
