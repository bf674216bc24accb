const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2024',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs', importInterop: 'node' },
  },
];
const shared = {
  testEnvironment: 'node',
  transform: { '\\.(ts|tsx|mjs)$': swc },
  modulePathIgnorePatterns: ['/dist/', '/\\.interlock/'],
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: ['<rootDir>/test/browser/'],
    },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
  ],
};
