import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { type ConnectionQueue, createConnectionQueue } from './connection-queue.ts';
import type { PgliteSession } from './pglite-session.ts';

/**
 * Kysely over one session. Kysely's own PGlite dialect lets a statement from outside slip into a running
 * transaction; here everybody waits for a turn, and a transaction keeps its turn until it ends.
 */
export function createPgliteDialect(
  session: PgliteSession,
  queue: ConnectionQueue = createConnectionQueue(),
): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(session, queue),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function createDriver(session: PgliteSession, queue: ConnectionQueue): Driver {
  const releases = new WeakMap<DatabaseConnection, () => void>();
  const run = async (connection: DatabaseConnection, sql: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };
  return {
    init: async () => {},
    acquireConnection: async () => {
      const release = await queue.take();
      const connection = createConnection(session);
      releases.set(connection, release);
      return connection;
    },
    releaseConnection: async (connection) => {
      releases.get(connection)?.();
      releases.delete(connection);
    },
    beginTransaction: async (connection, settings) => {
      const level = settings.isolationLevel;
      await run(connection, level === undefined ? 'begin' : `begin isolation level ${level}`);
    },
    commitTransaction: (connection) => run(connection, 'commit'),
    rollbackTransaction: (connection) => run(connection, 'rollback'),
    savepoint: (connection, name) => run(connection, `savepoint ${quoteName(name)}`),
    rollbackToSavepoint: (connection, name) => run(connection, `rollback to savepoint ${quoteName(name)}`),
    releaseSavepoint: (connection, name) => run(connection, `release savepoint ${quoteName(name)}`),
    destroy: () => session.close(),
  };
}

function createConnection(session: PgliteSession): DatabaseConnection {
  return {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const answer = await session.query(query.sql, query.parameters);
      const rows = answer.rows as Row[];
      return answer.affectedRows === null ? { rows } : { rows, numAffectedRows: BigInt(answer.affectedRows) };
    },
    streamQuery: () => {
      throw new Error('The embedded database answers whole results; it does not stream');
    },
  };
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
