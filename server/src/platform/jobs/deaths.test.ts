import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../db/open-database.ts';
import { findPostgresPrograms, openTestPostgres } from '../db/postgres.testing.ts';
import { createLogger } from '../log/logger.ts';
import { createJobs } from './jobs.ts';

type Place = Parameters<typeof openDatabase>[0];

const programs = await findPostgresPrograms();
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** State that outlives its servers. */
const engines: { name: string; openPlace: () => Promise<Place> }[] = [
  {
    name: 'the embedded database',
    openPlace: async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'datalab-deaths-'));
      cleanups.push(() => rm(dataDir, { recursive: true }));
      return { dataDir };
    },
  },
];
if (programs !== undefined) {
  engines.push({
    name: 'PostgreSQL',
    openPlace: async () => {
      const { url, close } = await openTestPostgres(programs);
      cleanups.push(close);
      return { url };
    },
  });
}

describe.each(engines)('a job that kills its server, on $name', ({ openPlace }) => {
  test('is taken up by the next server, and given up by the one after the second death', async () => {
    const place = await openPlace();
    const id = randomUUID();
    expect(await runMortalServer(place, id)).toBe('SIGKILL');
    expect(await runMortalServer(place)).toBe('SIGKILL');

    const database = await openDatabase(place);
    cleanups.push(() => database.close());
    const silent = createLogger(() => {});
    const jobs = await createJobs(database, silent, { heartbeatSeconds: 10, superviseSeconds: 1 });
    cleanups.push(() => jobs.stop());
    const gaveUp: object[] = [];
    let ran = 0;
    jobs.define({
      name: 'mortal',
      run: async () => {
        ran += 1;
      },
      giveUp: async (data, context) => void gaveUp.push({ data, ...context }),
    });
    await jobs.work();
    const expected = [{ data: { file: 'bomb' }, id, because: 'died' }];
    await vi.waitFor(() => expect(gaveUp).toEqual(expected), { timeout: 60_000 });
    expect(ran).toBe(0);
  });
});

/** With an id it starts that job; gives the signal by which the server ended. */
async function runMortalServer(place: Place, ...job: string[]): Promise<string | null> {
  const program = fileURLToPath(new URL('mortal-server.testing.ts', import.meta.url));
  const server = spawn(process.execPath, [program, JSON.stringify(place), ...job], { stdio: 'ignore' });
  cleanups.push(async () => server.kill('SIGKILL'));
  const [, signal] = (await once(server, 'exit')) as [number | null, string | null];
  return signal;
}
