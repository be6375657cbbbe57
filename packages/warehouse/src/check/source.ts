import { createReadStream } from 'node:fs';
import type { Contract } from '../contract/contract.ts';
import { type Engine, quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
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

/** The CSV file itself as a source, every column as text. DuckDB refuses the whole file when a row does not fit. */
export function csvSource(file: string, layout: CsvLayout): TextSource {
  const columns = layout.names.map((_, index) => `'f${index}': 'VARCHAR'`).join(', ');
  const options = [
    quoteLiteral(file),
    'auto_detect = false, header = true, strict_mode = true',
    `delim = ${quoteLiteral(layout.delimiter)}, quote = '"', escape = '"', nullstr = ''`,
    `columns = {${columns}}`,
  ];
  return { from: `read_csv(${options.join(', ')})`, textOf: (index) => `f${layout.positions[index]}` };
}

/** A Parquet file as a source; columns that are not text are written as the contract says they are in a file. */
export async function parquetSource(
  engine: Engine,
  file: string,
  contract: Contract,
  name: string,
): Promise<TextSource> {
  const from = `read_parquet(${quoteLiteral(file)}, hive_partitioning = false)`;
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
