import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test, vi } from 'vitest';
import { seedDataDirectory } from '../db/database.testing.ts';
import { openDatabase } from '../db/open-database.ts';
import { findPostgresPrograms, openTestPostgres } from '../db/postgres.testing.ts';
import { createLogger } from '../log/logger.ts';
import { createJobs } from './jobs.ts';

type Place = Parameters<typeof openDatabase>[0];

const programs = await findPostgresPrograms();
/** What is to be undone after a test, last first. */
type AtEnd = (cleanup: () => Promise<unknown>) => void;

/** State that outlives its servers. */
const engines: { name: string; openPlace: (atEnd: AtEnd) => Promise<Place> }[] = [
  {
    name: 'the embedded database',
    openPlace: async (atEnd) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'datalab-deaths-'));
      atEnd(() => rm(dataDir, { recursive: true }));
      await seedDataDirectory(dataDir);
      return { dataDir };
    },
  },
];
if (programs !== undefined) {
  engines.push({
    name: 'PostgreSQL',
    openPlace: async (atEnd) => {
      const { url, close } = await openTestPostgres(programs);
      atEnd(close);
      return { url };
    },
  });
}

// Most of the time both wait until the heart of a server is found to be still.
describe.concurrent.each(engines)('a job that kills its server, on $name', ({ openPlace }) => {
  test('is taken up by the next server, and given up by the one after the second death', async ({
    expect,
    onTestFinished,
  }) => {
    const cleanups: (() => Promise<unknown>)[] = [];
    const atEnd: AtEnd = (cleanup) => void cleanups.push(cleanup);
    onTestFinished(async () => {
      for (const cleanup of cleanups.reverse()) await cleanup();
    });
    const place = await openPlace(atEnd);
    const id = randomUUID();
    expect(await runMortalServer(atEnd, place, id)).toBe('SIGKILL');
    expect(await runMortalServer(atEnd, place)).toBe('SIGKILL');

    const database = await openDatabase(place);
    atEnd(() => database.close());
    const silent = createLogger(() => {});
    const jobs = await createJobs(database, silent, { heartbeatSeconds: 10, superviseSeconds: 1 });
    atEnd(() => jobs.stop());
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
async function runMortalServer(atEnd: AtEnd, place: Place, ...job: string[]): Promise<string | null> {
  const program = fileURLToPath(new URL('mortal-server.testing.ts', import.meta.url));
  const server = spawn(process.execPath, [program, JSON.stringify(place), ...job], { stdio: 'ignore' });
  atEnd(async () => server.kill('SIGKILL'));
  const [, signal] = (await once(server, 'exit')) as [number | null, string | null];
  return signal;
}
