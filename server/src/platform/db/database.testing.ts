import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Migrations } from './database.ts';
import { migrate } from './migrate.ts';
import { type Database, sessionToDatabase } from './open-database.ts';
import { openPgliteSession, type PgliteSession } from './pglite-session.ts';
import { findPostgresPrograms, openTestPostgres } from './postgres.testing.ts';

/**
 * A database in memory for one test file, with the tables of the modules it tests; close it afterwards. Starting an
 * engine takes seconds and emptying one takes none, so the next file of the same worker gets it, empty.
 */
export async function openTestDatabase(ofModules: readonly Migrations[] = []): Promise<Database> {
  const session =
    emptied.pop() ?? (await openPgliteSession({ directory: null, template: await getTemplate() }));
  let emptying: Promise<void> | undefined;
  const close = (): Promise<void> => (emptying ??= empty(session));
  const database = sessionToDatabase({ ...session, close }, async () => {});
  await migrate(database.db, ofModules);
  return database;
}

/** Engines of this worker that hold nothing; they end with the worker. */
const emptied: PgliteSession[] = [];

async function empty(session: PgliteSession): Promise<void> {
  await session.script(`
    rollback;
    do $$ declare name text; begin
      for name in select nspname from pg_namespace where nspname !~ '^(pg_|information_schema$)' loop
        execute format('drop schema %I cascade', name);
      end loop;
    end $$;
    create schema public;
  `);
  await session.script('discard all');
  emptied.push(session);
}

/** Puts an empty cluster into a data directory, for tests about something else than the first start of all. */
export async function seedDataDirectory(dataDir: string): Promise<void> {
  await getTemplate();
  const directory = join(dataDir, 'state');
  await mkdir(directory, { recursive: true });
  await promisify(execFile)('tar', ['-xf', await templatePath(), '-C', directory]);
}

async function templatePath(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return join(tmpdir(), `datalab-empty-cluster-${version}-${process.getuid?.() ?? 'user'}.tar`);
}

/** Making a cluster takes seconds, starting from a dump of an empty one less. */
async function getTemplate(): Promise<Uint8Array<ArrayBuffer>> {
  const path = await templatePath();
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    const session = await openPgliteSession({ directory: null });
    const dump = await session.dump();
    await session.close();
    const draft = `${path}.${randomUUID()}`;
    await writeFile(draft, dump);
    await rename(draft, path);
    return dump;
  }
}

const programs = await findPostgresPrograms();

/** Every engine the platform runs on; PostgreSQL only where its programs are installed. */
export const engines = [
  { name: 'the embedded database', open: openTestDatabase },
  ...(programs === undefined
    ? []
    : [
        {
          name: 'PostgreSQL',
          open: async (ofModules: readonly Migrations[] = []): Promise<Database> => {
            const database = await openTestPostgres(programs);
            await migrate(database.db, ofModules);
            return database;
          },
        },
      ]),
];
