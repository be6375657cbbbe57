import { type Engine, quoteIdentifier, type RunOptions } from '../engine/engine.ts';
import { columnText, toText } from '../lake/expressions.ts';
import { measureColumns, type QuerySource, registeredColumns } from '../lake/source.ts';
import { openVersion } from '../lake/version-files.ts';
import { isOpenAboutAreas } from '../question/resolve.ts';
import type { OpenTable } from './open-table.ts';

/**
 * Reads the rows of open data about areas as they landed; they are public.
 * @throws TypeError when the data set is not open data about areas
 * @throws DamagedVersionError when a file is not as it landed
 */
export async function readOpenTable(
  engine: Engine,
  source: QuerySource,
  options: RunOptions = {},
): Promise<OpenTable> {
  const { contract, dataset } = source;
  if (!isOpenAboutAreas(contract)) throw new TypeError(`"${dataset}" is not open data about areas.`);
  const named = registeredColumns(contract);
  const summed = measureColumns(contract);
  const columns = [
    `${toText('year')} AS year`,
    ...named.map((column, at) => `${columnText(column)} AS n${at}`),
    ...summed.map((name, at) => `CAST(${quoteIdentifier(name)} AS DOUBLE) AS m${at}`),
  ];
  const { rows: stored } = await openVersion(source);
  const rows = await engine.run(`SELECT ${columns.join(', ')} FROM ${stored}`, [], options);
  return {
    rows: rows.map((row) => ({
      year: String(row['year']),
      values: Object.fromEntries(named.map(({ name }, at) => [name, textOrNull(row[`n${at}`])])),
      amounts: Object.fromEntries(summed.map((name, at) => [name, numberOrNull(row[`m${at}`])])),
    })),
  };
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
