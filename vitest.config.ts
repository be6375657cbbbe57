import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages/*,keyholder,server,web,cli,demo,tools}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './tools/tally-reporter.ts'],
  },
});
