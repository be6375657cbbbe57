import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages/*,keyholder,server,web,cli,demo,tools}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    isolate: false,
    // One more than the cores of a small machine: some tests wait, for a lock or a heartbeat.
    maxWorkers: 3,
    // Something that hangs ends here; a busy machine does not fail a right program.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ['default', './tools/tally-reporter.ts'],
  },
});
