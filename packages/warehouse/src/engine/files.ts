import { resolve } from 'node:path';
import { quoteLiteral } from './engine.ts';

/**
 * A path as DuckDB must be given it: the engine takes a path for a pattern, so that `list[1].csv` would read
 * `list1.csv`, and reads `~` and `s3:` at its beginning as other places. Every path that is read goes through here.
 */
export function literalPath(path: string): string {
  return resolve(path).replace(/[[\]*?]/g, '[$&]');
}

/** The path of a file that COPY writes. DuckDB takes no pattern there, so signs of a pattern stay as they are. */
export function quoteTarget(path: string): string {
  return quoteLiteral(resolve(path));
}

/**
 * The rows of one Parquet file, or of several, as a table expression. A folder called `year=2020` somewhere in the path
 * adds no column. With `rowNumbers` there is a column `file_row_number`, counted from 0.
 */
export function parquetRows(
  paths: string | readonly string[],
  { rowNumbers = false }: { rowNumbers?: boolean } = {},
): string {
  const files = typeof paths === 'string' ? quoteLiteral(literalPath(paths)) : fileList(paths);
  return `read_parquet(${files}, hive_partitioning = false${rowNumbers ? ', file_row_number = true' : ''})`;
}

/** The rows of all Parquet files in a folder. */
export function parquetFolder(dir: string): string {
  return `read_parquet(${quoteLiteral(`${literalPath(dir)}/*.parquet`)}, hive_partitioning = false)`;
}

/**
 * The rows of files in folders `year=YYYY`, with the column `year`. DuckDB makes a column of every folder `name=value` and
 * lets it win from the column of that name in the file; where such a folder lies above `dir`, the year is taken from the
 * last folder only, at the price of opening the files of all years.
 */
export function yearFolderRows(paths: readonly string[], dir: string): string {
  const files = fileList(paths);
  if (!resolve(dir).includes('='))
    return `read_parquet(${files}, hive_partitioning = true, hive_types = {year: INTEGER})`;
  const file = '"file of the row"';
  const year = `CAST(regexp_extract(${file}, '[/\\\\]year=([0-9]+)[/\\\\][^/\\\\]*$', 1) AS INTEGER) AS year`;
  return `(SELECT * EXCLUDE (${file}), ${year}
    FROM read_parquet(${files}, hive_partitioning = false, filename = 'file of the row'))`;
}

function fileList(paths: readonly string[]): string {
  return `[${paths.map((path) => quoteLiteral(literalPath(path))).join(', ')}]`;
}
