import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { parquetRows, quoteTarget } from '../engine/files.ts';
import { ruleMessage } from './messages.ts';
import { maskedValue, type RowError, type RuleId, ruleIds } from './report.ts';
import { columnCheck, type RuleContext, ruleOfCode, ruleParams } from './rules.ts';
import type { TextSource } from './source.ts';

/**
 * The rows of a file: columns c0, c1, ... (typed value), ok, and of rows that are not ok the lists `faults` (code of the
 * broken rule per column) and `shown` (the text per column, NULL where it is personal or right).
 */
export interface Stage {
  parquet: string;
  rows: number;
  accepted: number;
  /** Accepted rows without a value, per column. */
  missing: number[];
}

/** Reads a source once, checks every value and writes all rows, in their order, as one Parquet file. */
export async function writeStage(
  engine: Engine,
  source: TextSource,
  contract: Contract,
  context: RuleContext,
  parquet: string,
  signal?: AbortSignal,
): Promise<Stage> {
  const select = stageSelect(source, contract, context);
  await writeRows(engine, select, parquet, signal);
  await refuseDuplicates(engine, contract, parquet, signal);
  return countStage(engine, contract, parquet, signal);
}

function stageSelect(source: TextSource, contract: Contract, context: RuleContext): string {
  const checks = contract.columns.map((column, index) => {
    const names = { raw: source.textOf(index), text: `t${index}`, typed: `c${index}`, number: `n${index}` };
    return columnCheck(column, names, context);
  });
  const texts = checks.map((check, index) => `${check.text} AS t${index}`);
  const values = checks.flatMap(({ typed, number }, index) => [
    `${typed} AS c${index}`,
    ...(number === undefined ? [] : [`${number} AS n${index}`]),
  ]);
  const faults = checks.map((check, index) => `${check.fault} AS e${index}`);
  const texted = `SELECT ${texts.join(', ')} FROM ${source.from}`;
  const typed = `SELECT *, ${values.join(', ')} FROM (${texted})`;
  const checked = `SELECT *, ${faults.join(', ')} FROM (${typed})`;
  const codes = contract.columns.map((_, index) => `e${index}`);
  const shown = contract.columns.map((column, index) =>
    column.personal ? 'NULL::VARCHAR' : `CASE WHEN e${index} <> 0 THEN left(t${index}, 80) END`,
  );
  const ok = codes.map((code) => `${code} = 0`).join(' AND ');
  return `SELECT ${columnList(contract)}, ok, CASE WHEN NOT ok THEN [${codes.join(', ')}] END AS faults,
    CASE WHEN NOT ok THEN [${shown.join(', ')}] END AS shown FROM (SELECT *, ${ok} AS ok FROM (${checked}))`;
}

function columnList(contract: Contract): string {
  return contract.columns.map((_, index) => `c${index}`).join(', ');
}

/** The rows may hold identities, so the file is for its owner alone. */
async function writeRows(
  engine: Engine,
  select: string,
  parquet: string,
  signal?: AbortSignal,
): Promise<void> {
  await (await open(parquet, 'w', 0o600)).close();
  const target = `${quoteTarget(parquet)} (FORMAT parquet, COMPRESSION lz4_raw, USE_TMP_FILE false)`;
  await engine.run(`COPY (${select}) TO ${target}`, [], { signal });
}

/** Which of two equal values is right cannot be known, so no row with a value that occurs twice is accepted. */
async function refuseDuplicates(
  engine: Engine,
  contract: Contract,
  parquet: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const from = parquetRows(parquet);
  const repeats = new Map<number, string>();
  for (const [index, column] of contract.columns.entries()) {
    if (!column.unique) continue;
    const table = `repeated_${index}`;
    const repeated = `SELECT c${index} AS value FROM ${from} WHERE ok AND c${index} IS NOT NULL
      GROUP BY c${index} HAVING count(*) > 1`;
    await engine.run(`CREATE OR REPLACE TABLE ${table} AS ${repeated}`, [], { signal });
    const [count] = await engine.run(`SELECT count(*)::INTEGER AS n FROM ${table}`);
    if (count?.['n'] !== 0) repeats.set(index, `coalesce(c${index} IN (SELECT value FROM ${table}), false)`);
  }
  if (repeats.size === 0) return;
  const again = `${parquet}.unique`;
  await writeRows(engine, markRepeats(contract, parquet, repeats), again, signal);
  await rename(again, parquet);
}

function markRepeats(contract: Contract, parquet: string, repeats: ReadonlyMap<number, string>): string {
  const code = ruleIds.indexOf('unique') + 1;
  const faults = contract.columns.map((_, index) =>
    repeats.has(index) ? `CASE WHEN r${index} THEN ${code} ELSE 0 END::UTINYINT` : '0::UTINYINT',
  );
  const shown = contract.columns.map((column, index) => {
    const isShown = repeats.has(index) && !column.personal;
    return isShown ? `CASE WHEN r${index} THEN left(c${index}::VARCHAR, 80) END` : 'NULL::VARCHAR';
  });
  const marks = [...repeats].map(([index, condition]) => `ok AND ${condition} AS r${index}`);
  const any = [...repeats.keys()].map((index) => `r${index}`).join(' OR ');
  const rows = parquetRows(parquet, { rowNumbers: true });
  return `SELECT ${columnList(contract)}, ok AND NOT (${any}) AS ok,
    CASE WHEN ${any} THEN [${faults.join(', ')}] ELSE faults END AS faults,
    CASE WHEN ${any} THEN [${shown.join(', ')}] ELSE shown END AS shown
    FROM (SELECT *, ${marks.join(', ')} FROM ${rows}) ORDER BY file_row_number`;
}

async function countStage(
  engine: Engine,
  contract: Contract,
  parquet: string,
  signal: AbortSignal | undefined,
): Promise<Stage> {
  const missing = contract.columns.map(
    (_, index) => `count(*) FILTER (ok AND c${index} IS NULL)::DOUBLE AS m${index}`,
  );
  const sums = ['count(*)::DOUBLE AS rows', 'count(*) FILTER (ok)::DOUBLE AS accepted', ...missing];
  const [row] = await engine.run(`SELECT ${sums.join(', ')} FROM ${parquetRows(parquet)}`, [], { signal });
  return {
    parquet,
    rows: Number(row?.['rows'] ?? 0),
    accepted: Number(row?.['accepted'] ?? 0),
    missing: contract.columns.map((_, index) => Number(row?.[`m${index}`] ?? 0)),
  };
}

/** The first errors of a stage, `row` being the number of the row in the stage, counted from 0. */
export async function readStageErrors(
  engine: Engine,
  contract: Contract,
  stage: Stage,
  errorsMax: number,
): Promise<RowError[]> {
  const from = parquetRows(stage.parquet, { rowNumbers: true });
  const rows = await engine.run(
    `SELECT file_row_number::DOUBLE AS n, faults, shown FROM ${from} WHERE NOT ok ORDER BY n LIMIT ${errorsMax}`,
  );
  return rows.flatMap((row) => rowErrors(row, contract)).slice(0, errorsMax);
}

function rowErrors(row: Row, contract: Contract): RowError[] {
  const errors: RowError[] = [];
  const faults = Array.isArray(row['faults']) ? row['faults'] : [];
  const texts = Array.isArray(row['shown']) ? row['shown'] : [];
  for (const [index, column] of contract.columns.entries()) {
    const code = Number(faults[index] ?? 0);
    if (code === 0) continue;
    const rule = ruleOfCode(code);
    const params = ruleParams(rule, column);
    const text = texts[index];
    const shown = typeof text === 'string' ? shownValue(text) : null;
    const value = column.personal && rule !== 'required' ? maskedValue : shown;
    errors.push({
      row: Number(row['n']),
      column: column.name,
      rule,
      value,
      message: ruleMessage(rule, params),
      params,
    });
  }
  return errors;
}

/** A number that could be a person number is masked wherever it stands: it may have come in the wrong column. */
function shownValue(value: string): string {
  return /(?<![A-Za-z\d])\d{8,9}(?!\d)/.test(value) ? maskedValue : value;
}

/** How many values broke each rule, per column. */
export async function countStageErrors(
  engine: Engine,
  contract: Contract,
  stage: Stage,
): Promise<{ column: string; rule: RuleId; rows: number }[]> {
  const codes = contract.columns.map((_, index) => `{ i: ${index}, code: faults[${index + 1}] }`);
  const rejected = `SELECT unnest([${codes.join(', ')}]) AS fault
    FROM ${parquetRows(stage.parquet)} WHERE NOT ok`;
  const rows = await engine.run(
    `SELECT fault.i AS i, fault.code AS code, count(*)::DOUBLE AS rows
      FROM (${rejected}) WHERE fault.code <> 0 GROUP BY ALL ORDER BY i, code`,
  );
  return rows.map((row) => ({
    column: contract.columns[Number(row['i'])]?.name ?? '',
    rule: ruleOfCode(Number(row['code'])),
    rows: Number(row['rows']),
  }));
}

/** Leaves only the accepted rows and their values in the stage; `directory` is where the new file is put. */
export async function keepAccepted(
  engine: Engine,
  contract: Contract,
  stage: Stage,
  directory: string,
): Promise<string> {
  if (stage.accepted === stage.rows) return stage.parquet;
  const accepted = join(directory, 'accepted.parquet');
  const rows = parquetRows(stage.parquet);
  await writeRows(engine, `SELECT ${columnList(contract)} FROM ${rows} WHERE ok`, accepted);
  await rm(stage.parquet);
  return accepted;
}
