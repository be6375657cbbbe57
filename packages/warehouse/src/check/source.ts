import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Contract } from '../contract/contract.ts';
import { type Engine, quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
import { literalPath, parquetRows } from '../engine/files.ts';
import { matchHeader, readHeader } from './header.ts';
import type { Inspection } from './inspect.ts';
import { UnusableFileError } from './report.ts';
import { strptimeFormat } from './rules.ts';

/** A relation of text that DuckDB can read: a FROM clause, and an SQL expression per column of the contract. */
export interface TextSource {
  from: string;
  textOf: (index: number) => string;
}

/** What the first line of a CSV file says. */
export interface CsvLayout {
  delimiter: string;
  names: string[];
  positions: number[];
}

const headBytes = 1 << 20;

/** Reads the header of a CSV file and finds the contract's columns in it. Throws `UnusableFileError`. */
export async function readCsvLayout(
  file: string,
  encoding: Inspection['encoding'],
  contract: Contract,
  name: string,
): Promise<CsvLayout> {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(file, { end: headBytes - 1 })) pieces.push(piece as Buffer);
  const text = new TextDecoder(encoding).decode(Buffer.concat(pieces));
  if (text.trim() === '') {
    throw new UnusableFileError('file.empty', `The file ${name} holds only empty lines.`, {
      hint: 'Export the data again and check that the export was finished.',
      params: { file: name },
    });
  }
  return readHeader(text, contract, name);
}

/** CSV that we wrote, in which every row has the right number of fields, as a source; every column is text. */
export function csvSource(file: string, layout: CsvLayout): TextSource {
  const columns = layout.names.map((_, index) => `f${index}`);
  return { from: readCsv(file, layout.delimiter, columns, "nullstr = ''"), textOf: textAt(layout) };
}

/**
 * CSV that another wrote as a source. A statement that reads it fails when a row has too few or too many fields. DuckDB
 * forgives separators at the end of a row however strict it is told to be, and then reads `noise,South, by a bridge,7,`
 * as four fields that are all in the wrong place. So it is told of one column more and to fill up short rows: what it
 * filled up is NULL, and a field that is there but empty is not, because NULL is written as a word that cannot be
 * guessed. With `inParallel` the statement also fails on a line break within quotes; `isQuotedBreak` knows that
 * failure.
 */
export function foreignCsvSource(file: string, layout: CsvLayout, inParallel: boolean): TextSource {
  const columns = [...layout.names, 'one more'].map((_, index) => `f${index}`);
  const options = `nullstr = '${randomUUID()}', null_padding = true, parallel = ${inParallel}`;
  const rows = readCsv(file, layout.delimiter, columns, options);
  const isWrong = `f${layout.names.length - 1} IS NULL OR f${layout.names.length} IS NOT NULL`;
  const from = `(SELECT * FROM ${rows} WHERE CASE WHEN ${isWrong} THEN error('width') ELSE true END)`;
  const textOf = textAt(layout);
  return { from, textOf: (index) => `NULLIF(${textOf(index)}, '')` };
}

/** Whether a statement failed because rows with line breaks within quotes cannot be filled up in parallel. */
export function isQuotedBreak(error: unknown): boolean {
  return (
    error instanceof Error && error.message.includes('null_padding in conjunction with quoted new lines')
  );
}

function textAt({ positions }: CsvLayout): TextSource['textOf'] {
  return (index) => `f${positions[index]}`;
}

function readCsv(file: string, delimiter: string, columns: readonly string[], more: string): string {
  const options = [
    quoteLiteral(literalPath(file)),
    'auto_detect = false, header = true, strict_mode = true, hive_partitioning = false',
    `delim = ${quoteLiteral(delimiter)}, quote = '"', escape = '"', ${more}`,
    `columns = {${columns.map((column) => `'${column}': 'VARCHAR'`).join(', ')}}`,
  ];
  return `read_csv(${options.join(', ')})`;
}

/** A Parquet file as a source; columns that are not text are written as the contract says they are in a file. */
export async function parquetSource(
  engine: Engine,
  file: string,
  contract: Contract,
  name: string,
): Promise<TextSource> {
  const from = parquetRows(file);
  const described = await engine.run(`DESCRIBE SELECT * FROM ${from}`).catch(() => {
    throw new UnusableFileError('file.not-a-table', `The file ${name} is not a whole Parquet file.`, {
      hint: 'Write the file again and check that it was copied completely.',
      params: { file: name },
    });
  });
  const names = described.map((row) => String(row['column_name']));
  const types = described.map((row) => String(row['column_type']));
  const { positions } = matchHeader(names, contract, name);
  return {
    from,
    textOf(index) {
      const position = positions[index] ?? -1;
      const column = quoteIdentifier(names[position] ?? '');
      const type = types[position] ?? 'VARCHAR';
      if (type === 'VARCHAR') return `NULLIF(${column}, '')`;
      const isDate = type === 'DATE' || type.startsWith('TIMESTAMP');
      const format = contract.columns[index]?.dateFormat ?? 'yyyy-MM-dd';
      if (isDate) return `strftime(${column}, ${quoteLiteral(strptimeFormat(format))})`;
      const text = `CAST(${column} AS VARCHAR)`;
      return contract.source.decimalSeparator === ',' ? `replace(${text}, '.', ',')` : text;
    },
  };
}
