import chromium from '@sparticuz/chromium';
import type { TestProject } from 'vitest/node';
import { openPreparedDemo, type PreparedDemo, startPreparedDemo } from './datalab.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker: files of one worker come after one another, so they find what they would find alone. */
    hubUrls: string[];
    /** A demo that was played and stopped, to copy for who changes what others read. */
    preparedDemo: PreparedDemo;
    chromiumPath: string;
  }
}

/** Plays the demo once, unless somebody did, and lets the tests that leave it be share a running copy a worker. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumPath', process.env['CHROMIUM_PATH'] ?? (await chromium.executablePath()));
  const { remove, ...prepared } = await openPreparedDemo();
  project.provide('preparedDemo', prepared);
  const workers = Array.from({ length: Number(project.config.maxWorkers) }, () =>
    startPreparedDemo(prepared),
  );
  const shared = await Promise.all(workers);
  project.provide(
    'hubUrls',
    shared.map(({ url }) => url),
  );
  return async () => {
    for (const { stop } of shared) await stop();
    await remove();
  };
}
