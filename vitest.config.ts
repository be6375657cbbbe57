import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Each database, check of a version and worksheet has a thread of its own; without it each thread compiles its modules anew.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');

const exclude = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false,
    // One more than the cores of a small machine: some tests wait, for a lock or a heartbeat.
    maxWorkers: 3,
    // Something that hangs ends here; a busy machine does not fail a right program.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ['default', './tools/tally-reporter.ts'],
    projects: [
      {
        // Run by Node itself, as the programs are.
        extends: true,
        test: {
          name: 'programs',
          include: ['{packages/*,keyholder,server,cli,demo,tools,attacks}/**/*.test.ts'],
          exclude,
          experimental: { viteModuleRunner: false },
        },
      },
      {
        // JSX and the contracts of a glob, which the bundler of the pages knows.
        extends: true,
        test: { name: 'pages', include: ['web/**/*.test.{ts,tsx}'], exclude },
      },
    ],
  },
});
