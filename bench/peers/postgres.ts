import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, quoteLiteral } from '@datalab/warehouse';
import { Client } from 'pg';
import type { Cost } from '../query/cost.ts';
import { type Peer, peerColumns } from './peer.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { cpuOfTree } from './process-tree.ts';

const tables = `
CREATE UNLOGGED TABLE reports (month text, neighbourhood text, age text, category text, channel text,
  amount integer, person_index integer, pseudonym text);
CREATE UNLOGGED TABLE benefits (neighbourhood text, person_index integer, pseudonym text);
CREATE UNLOGGED TABLE residents (neighbourhood text, person_index integer, pseudonym text);`;

/** What it may choose from: all columns of the tables in one index, the filters, and the link. */
const indexes = [
  'CREATE INDEX ON reports (neighbourhood, month) INCLUDE (age, category, channel, amount, person_index)',
  'CREATE INDEX ON reports (category, channel)',
  'CREATE INDEX ON benefits (pseudonym)',
  'VACUUM ANALYZE',
];

/** PostgreSQL with the rows that the views of the engine give; undefined where it is not installed. */
export async function openPostgres(engine: Engine): Promise<Peer | undefined> {
  const server = await startPostgres();
  if (!server) return undefined;
  const client = new Client({ host: server.host, user: 'bench', database: 'postgres' });
  try {
    await client.connect();
    const began = performance.now();
    await client.query(tables);
    for (const table of Object.keys(peerColumns))
      await load(table, { directory: server.host, engine, client });
    for (const statement of indexes) await client.query(statement);
    return {
      name: 'PostgreSQL',
      loadSeconds: (performance.now() - began) / 1000,
      run: (sql) => runOne(sql, client, server),
      async close() {
        await client.end();
        await server.stop();
      },
    };
  } catch (error) {
    await client.end();
    await server.stop();
    throw error;
  }
}

interface Loading {
  /** PostgreSQL reads files there. */
  readonly directory: string;
  readonly engine: Engine;
  readonly client: Client;
}

async function load(table: string, { directory, engine, client }: Loading): Promise<void> {
  const file = join(directory, `${table}.csv`);
  const columns = Object.entries(peerColumns).find(([name]) => name === table)?.[1] ?? [];
  await engine.run(
    `COPY (SELECT ${columns.join(', ')} FROM ${table}) TO ${quoteLiteral(file)} (FORMAT csv, HEADER false)`,
  );
  await chmod(file, 0o644);
  await client.query(`COPY ${table} FROM ${quoteLiteral(file)} (FORMAT csv)`);
  await rm(file);
}

async function runOne(sql: string, client: Client, { pid }: PostgresServer): Promise<Cost> {
  const before = await cpuOfTree(pid);
  const began = performance.now();
  await client.query(sql);
  const wallMs = performance.now() - began;
  const after = await cpuOfTree(pid);
  return { cpuMs: before === undefined || after === undefined ? Number.NaN : after - before, wallMs };
}
