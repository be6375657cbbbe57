import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import type { TestProject } from 'vitest/node';
import { startDatalab } from './datalab.ts';

declare module 'vitest' {
  interface ProvidedContext {
    hubUrl: string;
    chromiumPath: string;
    /** How long the first start took until the demo was ready, in seconds. */
    firstStartSeconds: number;
  }
}

/**
 * One demo for all browser tests, started as a person would start it; ended by its own process. `HUB_URL` takes a
 * fresh demo that runs already, while writing tests.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumPath', process.env['CHROMIUM_PATH'] ?? (await chromium.executablePath()));
  const running = process.env['HUB_URL'];
  if (running !== undefined) {
    project.provide('hubUrl', running);
    project.provide('firstStartSeconds', 0);
    return async () => {};
  }
  const directory = await mkdtemp(join(tmpdir(), 'datalab-e2e-'));
  const started = performance.now();
  const datalab = await startDatalab({ directory, demo: true });
  project.provide('hubUrl', datalab.url);
  project.provide('firstStartSeconds', (performance.now() - started) / 1000);
  return async () => {
    await datalab.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
