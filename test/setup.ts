import { afterEach, beforeEach, expect } from '@jest/globals';

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
