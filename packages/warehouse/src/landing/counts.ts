import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
import { literalPath, parquetRows, quoteTarget, versionRows } from '../engine/files.ts';
import { countsFile, registeredColumns, type SourceContract } from '../lake/source.ts';
import { hashOf } from './hash.ts';

/** What the manifest says of the counts of a version. */
export interface LandedCounts {
  path: string;
  /** The registered columns whose combinations are counted, by their names in the lake. */
  columns: string[];
  /** Combinations that occur. */
  rows: number;
  bytes: number;
  sha256: string;
}

/**
 * Counts the records of a landed version per combination of registered values, and adds up their keys modulo 2^32:
 * a question for records then reads thousands of rows instead of millions. `files` are the paths of the rows, `laid`
 * the columns of the rows. Undefined when on average fewer than `recordsPerCountMin` records share a combination, so
 * that counts would be hardly faster. Rejects when the counts do not add up to the records.
 */
export async function landCounts(
  engine: Engine,
  building: string,
  files: readonly string[],
  contract: SourceContract,
  columnNames: readonly string[],
  recordsPerCountMin = 4,
): Promise<LandedCounts | undefined> {
  const columns = registeredColumns(contract)
    .map(({ name }) => name)
    .filter((name) => columnNames.includes(name));
  if (files.length === 0 || columns.length === 0) return undefined;
  const paths = files.map((file) => quoteLiteral(literalPath(file))).join(', ');
  const rows = versionRows(`[${paths}]`, building);
  const names = [...columns.map(quoteIdentifier), 'year'].join(', ');
  const [guess] = await engine.run(
    `SELECT approx_count_distinct(hash(${names})) * ${recordsPerCountMin} <= count(*) AS few FROM ${rows}`,
  );
  if (guess?.['few'] !== true) return undefined;
  const path = join(building, countsFile);
  await engine.run(`COPY (SELECT ${names}, CAST(count(*) AS UBIGINT) AS records,
    CAST(mod(sum(CAST(record_key AS BIGINT)), 4294967296) AS UINTEGER) AS record_key
    FROM ${rows} GROUP BY ALL) TO ${quoteTarget(path)} (FORMAT parquet, COMPRESSION zstd)`);
  const [written] = await engine.run(
    `SELECT c.n::DOUBLE AS n, c.total = r.total AND c.keys = r.keys AS same FROM
    (SELECT count(*) AS n, sum(records) AS total, mod(sum(CAST(record_key AS BIGINT)), 4294967296) AS keys
      FROM ${parquetRows(path)}) c,
    (SELECT count(*) AS total, mod(sum(CAST(record_key AS BIGINT)), 4294967296) AS keys FROM ${rows}) r`,
  );
  if (written?.['same'] !== true) throw new Error('The counts of a version do not add up to its records.');
  await chmod(path, 0o444);
  const { size } = await stat(path);
  return {
    path: countsFile,
    columns,
    rows: Number(written['n']),
    bytes: size,
    sha256: await hashOf(path),
  };
}
