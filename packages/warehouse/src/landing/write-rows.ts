import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { type Engine, quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
import { parquetFolder, quoteTarget } from '../engine/files.ts';
import type { LakeColumn } from './lake-columns.ts';

/** Rows that already have the columns of the lake, as a SELECT; `pseudonym` still holds the identity. */
export interface SelectedRows {
  columns: readonly LakeColumn[];
  select: string;
  hasRecordId: boolean;
}

/** Where rows are written, and with what. */
export interface WriteOptions {
  readonly contract: Contract;
  readonly recordSecret: Uint8Array;
  /** Gets the files `0001.parquet`, `0002.parquet`, .... */
  readonly rowsDir: string;
  /** For temporary files. */
  readonly spillDir: string;
  /** So many rows are in a file of persons, more or less. */
  readonly rowsPerFile: number;
  readonly signal: AbortSignal | undefined;
}

/** Writes the rows of a data set that names nobody as one file. */
export async function writeRows(engine: Engine, rows: SelectedRows, options: WriteOptions): Promise<void> {
  const names = rows.columns.map((column) => quoteIdentifier(column.name));
  // Equal records have keys of their own: the first, second, ... of the same content.
  const ordinal = `row_number() OVER (PARTITION BY hash(${names.join(', ')})) AS ordinal`;
  const from = rows.hasRecordId ? `(${rows.select})` : `(SELECT *, ${ordinal} FROM (${rows.select}))`;
  await copyRows(engine, `SELECT ${keptColumns(rows, names, options).join(', ')} FROM ${from}`, 1, options);
}

/**
 * Writes the rows of a data set with persons, of which the table `persons` is there: those of one person follow one another
 * and lie in one file, the persons in the order of their numbers, and before them the rows that name nobody. More than one
 * file is first divided in pieces on disk, so that memory is in proportion to a file.
 */
export async function writeRowsByPerson(
  engine: Engine,
  rows: SelectedRows,
  persons: number,
  options: WriteOptions,
): Promise<void> {
  const [found] = await engine.run(`SELECT count(*)::DOUBLE AS n FROM (${rows.select})`);
  const files = Math.max(1, Math.min(persons, Math.ceil(Number(found?.['n'] ?? 0) / options.rowsPerFile)));
  const others = rows.columns
    .filter(({ name }) => name !== 'pseudonym')
    .map(({ name }) => quoteIdentifier(name));
  const kept = [...others, ...(rows.hasRecordId ? ['record_id'] : [])].map((name) => `s.${name}`).join(', ');
  const joined = `(${rows.select}) s LEFT JOIN persons p ON p.identity = s.pseudonym`;
  if (files === 1) {
    const named = `SELECT ${kept}, p.pseudonym, p.person_key, p.person_index FROM ${joined}`;
    await copyRows(engine, byPerson(rows, named, options), 1, options);
    return;
  }
  const perFile = Math.ceil(persons / files);
  const pieces = join(options.spillDir, 'pieces');
  await mkdir(options.spillDir, { recursive: true });
  await engine.run(
    `COPY (SELECT ${kept}, p.person_index, (coalesce(p.person_index, 1) - 1) // ${perFile} + 1 AS file FROM ${joined})
      TO ${quoteTarget(pieces)} (FORMAT parquet, COMPRESSION lz4_raw, PARTITION_BY (file))`,
    [],
    { signal: options.signal },
  );
  for (let file = 1; (file - 1) * perFile < persons; file++) {
    const piece = join(pieces, `file=${file}`);
    const named = `SELECT s.*, p.pseudonym, p.person_key
      FROM ${parquetFolder(piece)} s LEFT JOIN persons p ON p.person_index = s.person_index`;
    await copyRows(engine, byPerson(rows, named, options), file, options);
    await rm(piece, { recursive: true });
  }
}

/** The rows of a SELECT with all that is known of their persons, in the order in which they are written. */
function byPerson(rows: SelectedRows, named: string, options: WriteOptions): string {
  const names = rows.columns.map((column) => quoteIdentifier(column.name));
  const kept = [...keptColumns(rows, names, options), 'person_key', 'person_index'].join(', ');
  const order = 'ORDER BY person_index NULLS FIRST';
  if (rows.hasRecordId) return `SELECT ${kept} FROM (${named}) ${order}, record_key`;
  const content = `SELECT *, hash(${names.join(', ')}) AS content FROM (${named})`;
  const counted = `SELECT *, row_number() OVER (PARTITION BY person_index, content) AS ordinal FROM (${content})`;
  return `SELECT ${kept} FROM (${counted}) ${order}, content`;
}

function keptColumns(rows: SelectedRows, names: readonly string[], options: WriteOptions): string[] {
  const parts = rows.hasRecordId ? ['record_id'] : [...names, 'ordinal'];
  return [...names, recordKey(parts, options.recordSecret), `${yearOf(rows, options)} AS year`];
}

function yearOf({ columns }: SelectedRows, { contract }: WriteOptions): string {
  const otherYear = contract.areaYear ?? 0;
  const hasMonth = columns.some((column) => column.name === 'month');
  return hasMonth ? `coalesce(TRY_CAST(left(month, 4) AS INTEGER), ${otherYear})` : `${otherYear}::INTEGER`;
}

function recordKey(parts: readonly string[], secret: Uint8Array): string {
  const texts = parts.map((part) => `coalesce(${part}::VARCHAR, chr(30))`).join(', chr(31), ');
  // 128 bits of the secret leave room for a record id in one block of SHA-256, which halves the work.
  const key = createHash('sha256').update('record-key').update(secret).digest('base64url').slice(0, 22);
  return `CAST('0x' || left(sha256(concat(${quoteLiteral(key)}, ${texts})), 8) AS BIGINT) AS record_key`;
}

async function copyRows(engine: Engine, select: string, file: number, options: WriteOptions): Promise<void> {
  const target = join(options.rowsDir, `${String(file).padStart(4, '0')}.parquet`);
  // Level 1 takes less time than the usual 3, for half a percent more room.
  const format = 'FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1';
  await engine.run(`COPY (${select}) TO ${quoteTarget(target)} (${format})`, [], { signal: options.signal });
}
