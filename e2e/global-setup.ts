import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import type { TestProject } from 'vitest/node';
import { startDatalab, startPreparedDemo } from './datalab.ts';

declare module 'vitest' {
  interface ProvidedContext {
    hubUrl: string;
    /** A demo that was played and stopped, to copy for who changes what others read. */
    preparedDemo: string;
    chromiumPath: string;
    /** How long the first start took until the demo was ready, in seconds. */
    firstStartSeconds: number;
  }
}

/**
 * Plays the demo once, started as a person would start it, and lets all browser tests that leave it be share a copy.
 * `PREPARED_DEMO` names a directory in which it was played and stopped already, while writing tests.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumPath', process.env['CHROMIUM_PATH'] ?? (await chromium.executablePath()));
  const known = process.env['PREPARED_DEMO'];
  const directory = known ?? (await mkdtemp(join(tmpdir(), 'datalab-e2e-prepared-')));
  project.provide('firstStartSeconds', known === undefined ? await playDemo(directory) : 0);
  project.provide('preparedDemo', directory);
  const shared = await startPreparedDemo(directory);
  project.provide('hubUrl', shared.url);
  return async () => {
    await shared.stop();
    if (known === undefined) await rm(directory, { recursive: true, force: true });
  };
}

async function playDemo(directory: string): Promise<number> {
  const started = performance.now();
  const datalab = await startDatalab({ directory, demo: true });
  const seconds = (performance.now() - started) / 1000;
  await datalab.stop();
  return seconds;
}
