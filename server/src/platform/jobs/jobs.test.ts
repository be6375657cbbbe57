import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { engines } from '../db/database.testing.ts';
import type { Database } from '../db/open-database.ts';
import { createLogger } from '../log/logger.ts';
import { jobRunsMigrations } from './job-runs.ts';
import { createJobs, type Jobs } from './jobs.ts';

const silent = createLogger(() => {});
describe.each(engines)('jobs on $name', ({ open }) => {
  let database: Database;
  let jobs: Jobs;
  beforeAll(async () => {
    database = await open([jobRunsMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    jobs = await createJobs(database, silent);
  });
  afterEach(async () => {
    await jobs.stop();
    await database.execute('delete from jobs.job; delete from job_runs');
  });

  const listRuns = async () =>
    (await database.execute('select running, deaths, failures from job_runs')).rows;
  const isNew = async (id: string) =>
    (await database.execute('select 1 from jobs.job where id = $1', [id])).rows.length === 0;

  test('runs a job with its data at once, not at the next poll', async () => {
    const seen: object[] = [];
    await jobs.stop();
    jobs = await createJobs(database, silent, { pollSeconds: 600 });
    jobs.define({ name: 'greet', run: async (data) => void seen.push(data) });
    await jobs.work();
    await jobs.start('greet', { who: 'everyone' }, { id: randomUUID() });
    await vi.waitFor(() => expect(seen).toEqual([{ who: 'everyone' }]), { timeout: 60_000 });
  });

  test('a job asked for in a transaction that fails never exists', async () => {
    const seen: string[] = [];
    jobs.define<{ n: string }>({ name: 'greet', run: async ({ n }) => void seen.push(n) });
    await jobs.work();
    const attempt = database.db.transaction().execute(async (tx) => {
      await jobs.start('greet', { n: 'undone' }, { id: randomUUID(), tx });
      throw new Error('undo');
    });
    await expect(attempt).rejects.toThrow('undo');
    await database.db.transaction().execute(async (tx) => {
      await jobs.start('greet', { n: 'kept' }, { id: randomUUID(), tx });
    });
    await vi.waitFor(() => expect(seen).toEqual(['kept']), { timeout: 60_000 });
  });

  test('cancelling a running job aborts it, waits for it, and does not run it again', async () => {
    let runs = 0;
    let cleaned = false;
    jobs.define({
      name: 'long',
      run: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          runs += 1;
          signal.addEventListener('abort', () => {
            cleaned = true;
            reject(signal.reason);
          });
        }),
    });
    await jobs.work();
    const id = randomUUID();
    await jobs.start('long', {}, { id });
    await vi.waitFor(() => expect(runs).toBe(1), { timeout: 60_000 });
    await jobs.cancel('long', id);
    expect(cleaned).toBe(true);
    const { rows } = await database.execute('select state from jobs.job where id = $1', [id]);
    expect(rows).toEqual([{ state: 'cancelled' }]);
  });

  test('a job that keeps failing is given up after its retries', async () => {
    const attempts: number[] = [];
    let gaveUp = 0;
    jobs.define({
      name: 'broken',
      retries: 1,
      run: async (_, { attempt }) => {
        attempts.push(attempt);
        throw new Error('broken');
      },
      giveUp: async () => {
        gaveUp += 1;
      },
    });
    await jobs.work();
    await jobs.start('broken', {}, { id: randomUUID() });
    await vi.waitFor(() => expect(gaveUp).toBe(1), { timeout: 60_000 });
    expect(attempts).toEqual([1, 2]);
    await vi.waitFor(async () => expect(await listRuns()).toEqual([]), { timeout: 60_000 });
  });

  test('servers that stop in an orderly way do not make a job give up, however many', async () => {
    const id = randomUUID();
    for (const last of [false, false, false, false, true]) {
      let ran = false;
      jobs.define({
        name: 'patient',
        retries: 1,
        run: async (_, { signal }) => {
          ran = true;
          if (!last)
            await new Promise((_done, reject) =>
              signal.addEventListener('abort', () => reject(signal.reason)),
            );
        },
        giveUp: () => Promise.reject(new Error('given up')),
      });
      await jobs.work();
      if (await isNew(id)) await jobs.start('patient', {}, { id });
      await vi.waitFor(() => expect(ran).toBe(true), { timeout: 60_000 });
      await jobs.stop();
      if (!last) expect(await listRuns()).toEqual([{ running: null, deaths: 0, failures: 0 }]);
      jobs = await createJobs(database, silent);
    }
    expect(await listRuns()).toEqual([]);
  });

  test('a job whose server went away is run again by the next one, and the log says that it was stopped', async () => {
    const id = randomUUID();
    const logged: object[] = [];
    await jobs.stop();
    jobs = await createJobs(
      database,
      createLogger((line) => void logged.push(JSON.parse(line))),
    );
    let firstRan = false;
    jobs.define({
      name: 'resume',
      run: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          firstRan = true;
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    await jobs.work();
    await jobs.start('resume', {}, { id });
    await vi.waitFor(() => expect(firstRan).toBe(true), { timeout: 60_000 });
    await jobs.stop();

    expect(logged).toMatchObject([{ level: 'info', event: 'jobs.stopped', job: id, kind: 'resume' }]);

    const finished: number[] = [];
    jobs = await createJobs(database, silent);
    jobs.define({ name: 'resume', run: async (_, { attempt }) => void finished.push(attempt) });
    await jobs.work();
    await vi.waitFor(() => expect(finished).toEqual([2]), { timeout: 60_000 });
  });
});
