import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import { type ConnectionQueue, createConnectionQueue } from './connection-queue.ts';
import type { Db } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { type Notifications, noNotifications, openNotifications } from './notifications.ts';
import { createPgliteDialect } from './pglite-dialect.ts';
import { openPgliteSession, type PgliteSession } from './pglite-session.ts';

/** No tables known: what migrations work on. */
export type NoTables = Record<never, never>;

export interface Database {
  readonly kind: 'embedded' | 'postgres';
  readonly db: Db<NoTables>;
  /** The same connection, seen with the tables a test names; a module opens its own with `ownTablesOf`. */
  tables<Tables>(): Db<Tables>;
  /** SQL as it comes, for parts that bring their own statements (the job queue); scripts only without values. */
  execute(sql: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  /** To and from other servers on the same database. */
  readonly notifications: Notifications;
  close(): Promise<void>;
}

/** State in PGlite inside the data directory, or in PostgreSQL. */
export function openDatabase(place: { dataDir: string } | { url: string }): Promise<Database> {
  return 'url' in place ? openPostgres(place.url) : openEmbedded(place.dataDir);
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const lock = await lockDirectory(dataDir);
  try {
    const directory = join(dataDir, 'state');
    // The files that PGlite makes in it anybody may write.
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const session = await openPgliteSession({ directory });
    return sessionToDatabase(session, () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

export function sessionToDatabase(session: PgliteSession, afterClose: () => Promise<void>): Database {
  const queue = createConnectionQueue();
  const db = new Kysely<NoTables>({ dialect: createPgliteDialect(session, queue) });
  return {
    kind: 'embedded',
    db,
    notifications: noNotifications,
    tables: <Tables>() => db as unknown as Db<Tables>,
    execute: (sql, values) => executeInTurn(session, queue, sql, values),
    close: async () => {
      await db.destroy();
      await session.close();
      await afterClose();
    },
  };
}

async function executeInTurn(
  session: PgliteSession,
  queue: ConnectionQueue,
  sql: string,
  values: readonly unknown[] | undefined,
): Promise<{ rows: unknown[] }> {
  const release = await queue.take();
  try {
    const answer =
      values === undefined || values.length === 0
        ? await session.script(sql)
        : await session.query(sql, values);
    return { rows: [...answer.rows] };
  } finally {
    release();
  }
}

const int8 = 20;

async function openPostgres(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === int8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  });
  // A connection that breaks while it rests is replaced by the pool; a statement on a broken one fails by itself.
  pool.on('error', () => {});
  const db = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });
  const notifications = await openNotifications(url).catch(async (error: unknown) => {
    await pool.end();
    throw new Error('DATABASE_URL does not lead to a PostgreSQL server that answers', { cause: error });
  });
  return {
    kind: 'postgres',
    db,
    notifications,
    tables: <Tables>() => db as unknown as Db<Tables>,
    execute: async (sql, values) => {
      const result = await pool.query(sql, values === undefined ? undefined : [...values]);
      const results = Array.isArray(result) ? (result as { rows: unknown[] }[]) : [result];
      return { rows: results.flatMap((part) => part.rows as unknown[]) };
    },
    close: async () => {
      await notifications.close();
      await db.destroy();
    },
  };
}
