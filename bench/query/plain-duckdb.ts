import { join } from 'node:path';
import { type Engine, openEngine, quoteIdentifier, quoteLiteral } from '@datalab/warehouse';
import type { LandedTown } from './landed-town.ts';

/** DuckDB on two threads, with a view of the rows of each landed version. */
export async function openPlain(root: string, town: LandedTown): Promise<Engine> {
  const engine = await openEngine({
    memoryLimit: '4GB',
    threads: 2,
    tempDirectory: join(root, 'plain-spill'),
  });
  for (const { dataset, dir } of town.values()) {
    const rows = `read_parquet(${quoteLiteral(`${dir}/**/*.parquet`)}, hive_partitioning = true)`;
    await engine.run(`CREATE VIEW ${quoteIdentifier(dataset)} AS SELECT * FROM ${rows}`);
  }
  return engine;
}
