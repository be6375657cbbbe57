import { defineConfig } from 'vitest/config';

/** What needs a played demo: the pages in a real browser, and what the story must show. Two files at a time. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ['e2e/**/*.e2e.ts', 'demo/**/*.played.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 60_000 } },
    globalSetup: ['e2e/global-setup.ts'],
    reporters: ['default', './tools/tally-reporter.ts'],
  },
});
