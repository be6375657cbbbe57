import { defineConfig } from 'vitest/config';

/** Runs on the real data in `../shared/data`; each suite says so when that folder is not there. */
export default defineConfig({
  test: {
    include: ['{packages/*,server,cli,e2e}/**/*.real.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 900_000,
    hookTimeout: 900_000,
    reporters: ['default', './tools/tally-reporter.ts'],
  },
});
