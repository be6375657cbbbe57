import { defineConfig } from 'vitest/config';

/** The demo in a real browser: one hub, one Chromium, files one after the other. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ['e2e/**/*.e2e.ts'],
    pool: 'forks',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    globalSetup: ['e2e/global-setup.ts'],
    reporters: ['default', './tools/tally-reporter.ts'],
  },
});
