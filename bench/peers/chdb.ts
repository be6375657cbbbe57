import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { quoteLiteral } from '@datalab/warehouse';
import type { Cost } from '../query/cost.ts';
import type { LandedTown } from '../query/landed-town.ts';
import { type Peer, peerColumns } from './peer.ts';

/** Few different values, as ClickHouse stores them best. */
const codes: readonly string[] = ['month', 'neighbourhood', 'age', 'category', 'channel'];

/**
 * chDB (ClickHouse in a process) with the rows of the town in its own tables, sorted as it likes them best; undefined where it
 * is not installed. It is no dependency, as it takes 600 MB: `npm ci --prefix bench/peers` installs it.
 */
export async function openChdb(root: string, town: LandedTown): Promise<Peer | undefined> {
  if (!isInstalled()) return undefined;
  const directory = join(root, 'chdb');
  await mkdir(directory);
  const child = fork(join(import.meta.dirname, 'chdb-process.ts'), [directory], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`chDB ended with ${code}`);
  });
  const next = async (): Promise<Cost> => (await Promise.race([once(child, 'message'), failed]))[0];
  const run = (sql: string): Promise<Cost> => {
    const answered = next();
    child.send(sql);
    return answered;
  };
  failed.catch(() => undefined);
  await next();
  const began = performance.now();
  for (const [table, columns] of Object.entries(peerColumns)) {
    await run(createTable(table, columns, town.get(table)?.dir ?? ''));
  }
  return {
    name: 'chDB',
    loadSeconds: (performance.now() - began) / 1000,
    run,
    async close() {
      child.kill();
    },
  };
}

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('chdb');
    return true;
  } catch {
    return false;
  }
}

function createTable(table: string, columns: readonly string[], dir: string): string {
  const selected = columns.map((name) => {
    const value = `assumeNotNull(${name})`;
    return `${codes.includes(name) ? `toLowCardinality(${value})` : value} AS ${name}`;
  });
  const order = table === 'reports' ? 'neighbourhood, month' : 'neighbourhood';
  return `CREATE TABLE ${table} ENGINE = MergeTree ORDER BY (${order}) AS
    SELECT ${selected.join(', ')} FROM file(${quoteLiteral(`${dir}/**/*.parquet`)}, Parquet)`;
}
