import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CheckedCubes } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLake, type Lake } from '../lake/lake.testing.ts';
import { checkEngine as engine, landReports, storedFiles } from './check-version.testing.ts';
import { createVersionChecks } from './check-version.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

const landed = () => landReports(lake);

/** The threads that were begun since, how many found nothing stored, and how many were computing at once at most. */
function watchThreads() {
  const seen = { begun: 0, none: 0, computing: 0, most: 0 };
  const watch = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('worker' in message)) return;
    const { worker } = message;
    if (!(worker instanceof Worker)) return;
    seen.begun += 1;
    worker.on('message', ({ kind }: { readonly kind: string }) => {
      if (kind === 'none') seen.none += 1;
      if (kind === 'computing') seen.computing += 1;
      seen.most = Math.max(seen.most, seen.computing);
      if (kind === 'done' && seen.computing > 0) seen.computing -= 1;
    });
  };
  subscribe('worker_threads', watch);
  return { seen, stop: () => unsubscribe('worker_threads', watch) };
}

describe('checks that are asked for at once', () => {
  it('are made one at a time', async () => {
    const versions = await Promise.all([landed(), landed(), landed(), landed()]);
    const threads = watchThreads();
    const checks = createVersionChecks({ engine });
    const made = await Promise.all(versions.map((version) => checks.check(version)));
    threads.stop();
    expect(made.map(({ records }) => records.cube.counts[0])).toEqual([200, 200, 200, 200]);
    expect(threads.seen).toMatchObject({ begun: 8, most: 1 });
  });

  it('do not hold up one that is stored, nor a question behind those that nobody waits for', async () => {
    const stored = await landed();
    await createVersionChecks({ engine }).check(stored);
    const versions = await Promise.all([landed(), landed(), landed()]);
    const asked = await landed();
    const threads = watchThreads();
    const checks = createVersionChecks({ engine });
    const settled: string[] = [];
    const note = async (name: string, check: Promise<CheckedCubes>) => {
      await check;
      settled.push(name);
    };
    const jobs = versions.map((version, index) =>
      note(`job ${index}`, checks.check(version, { isInBackground: true })),
    );
    await vi.waitFor(() => expect(threads.seen.none).toBe(jobs.length), { timeout: 60_000, interval: 5 });
    threads.stop();
    await Promise.all([...jobs, note('question', checks.check(asked)), note('stored', checks.check(stored))]);
    expect(settled.indexOf('stored')).toBeLessThan(4);
    expect(settled.slice(-1)).toEqual([expect.stringMatching(/^job/)]);
  });

  it('share one trial of the same groups, which goes on for the caller that stays', async () => {
    const version = await landed();
    const threads = watchThreads();
    const checks = createVersionChecks({ engine });
    const groups = { columns: { category: [{ id: 'both', values: ['litter', 'noise'] }] } };
    const leaving = new AbortController();
    const left = checks.tryOut({ ...version, groups }, { signal: leaving.signal });
    const [one, other] = [checks.tryOut({ ...version, groups }), checks.tryOut({ ...version, groups })];
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'engine.cancelled' });
    expect(await one).toBe(await other);
    threads.stop();
    expect(threads.seen.begun).toBe(2);
  });

  it('leave the queue when nobody waits for them any more', async () => {
    const versions = await Promise.all([landed(), landed(), landed()]);
    const threads = watchThreads();
    const checks = createVersionChecks({ engine });
    const leaving = new AbortController();
    const all = versions.map((version, index) =>
      checks.check(version, index === 0 ? {} : { signal: leaving.signal }),
    );
    leaving.abort();
    const outcomes = await Promise.allSettled(all);
    threads.stop();
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(threads.seen.most).toBe(1);
    for (const { source } of versions.slice(1)) expect(await storedFiles(source)).toEqual([]);
  });
});

describe('checks in memory', () => {
  it('take no more than their limit, and the last used stay', async () => {
    const versions = [await landed(), await landed(), await landed()];
    const [first, second, third] = versions;
    if (!first || !second || !third) throw new Error('Nothing landed');
    const sizes = [];
    for (const version of versions) {
      await createVersionChecks({ engine }).check(version);
      const [name] = await storedFiles(version.source);
      sizes.push((await stat(join(version.source.dir, name ?? ''))).size);
    }
    const [size = 0] = sizes;
    expect(sizes).toEqual([size, size, size]);
    const checks = createVersionChecks({ engine, keptBytesMax: 2 * size });
    const one = await checks.check(first);
    const two = await checks.check(second);
    expect(await checks.check(first)).toBe(one);
    await checks.check(third);
    expect(await checks.check(first)).toBe(one);
    expect(await checks.check(second)).not.toBe(two);

    const small = createVersionChecks({ engine, keptBytesMax: size - 1 });
    const last = await small.check(first);
    expect(await small.check(first)).toBe(last);
    await small.check(second);
    expect(await small.check(first)).not.toBe(last);
  });
});
