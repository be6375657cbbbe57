import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { type Engine, quoteLiteral, type Row } from '../engine/engine.ts';
import { ruleMessage } from './messages.ts';
import { maskedValue, type RowError, type RuleId, ruleIds } from './report.ts';
import { contractChecks, type RuleContext, ruleOfCode, ruleParams } from './rules.ts';
import type { TextSource } from './source.ts';

/** The rows of a file with their types and faults: columns c0.. (value), e0.. (fault), v0.. (value shown), ok. */
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
  const checks = contractChecks(contract, (index) => `t${index}`, context);
  const texts = contract.columns.map((_, index) => `${source.textOf(index)} AS t${index}`);
  const values = checks.map((check, index) => `${check.typed} AS c${index}, ${check.fault} AS e${index}`);
  const shown = contract.columns.map((column, index) => {
    const text = column.personal ? 'NULL::VARCHAR' : `CASE WHEN e${index} <> 0 THEN left(t${index}, 80) END`;
    return `c${index}, e${index}, ${text} AS v${index}`;
  });
  const texted = `SELECT ${texts.join(', ')} FROM ${source.from}`;
  const checked = `SELECT *, ${values.join(', ')} FROM (${texted})`;
  const select = `SELECT ${shown.join(', ')}, ${allZero(contract)} AS ok FROM (${checked})`;
  await engine.run(copyStage(select, parquet), [], { signal });
  await refuseDuplicates(engine, contract, parquet, signal);
  return countStage(engine, contract, parquet, signal);
}

function copyStage(select: string, parquet: string): string {
  return `COPY (${select}) TO ${quoteLiteral(parquet)} (FORMAT parquet, COMPRESSION lz4_raw)`;
}

function allZero(contract: Contract): string {
  return contract.columns.map((_, index) => `e${index} = 0`).join(' AND ');
}

/** Which of two equal values is right cannot be known, so no row with a value that occurs twice is accepted. */
async function refuseDuplicates(
  engine: Engine,
  contract: Contract,
  parquet: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const from = `read_parquet(${quoteLiteral(parquet)})`;
  const replaced: string[] = [];
  const code = ruleIds.indexOf('unique') + 1;
  for (const [index, column] of contract.columns.entries()) {
    if (!column.unique) continue;
    const repeated = `SELECT c${index} AS value FROM ${from} WHERE ok AND c${index} IS NOT NULL
      GROUP BY c${index} HAVING count(*) > 1`;
    const table = `repeated_${index}`;
    await engine.run(`CREATE OR REPLACE TABLE ${table} AS ${repeated}`, [], { signal });
    const [count] = await engine.run(`SELECT count(*)::INTEGER AS n FROM ${table}`);
    if (count?.['n'] === 0) continue;
    const isRepeated = `ok AND c${index} IN (SELECT value FROM ${table})`;
    replaced.push(`CASE WHEN ${isRepeated} THEN ${code} ELSE e${index} END::UTINYINT AS e${index}`);
    if (!column.personal) {
      replaced.push(
        `CASE WHEN ${isRepeated} THEN left(c${index}::VARCHAR, 80) ELSE v${index} END AS v${index}`,
      );
    }
  }
  if (replaced.length === 0) return;
  const ordered = `SELECT * FROM read_parquet(${quoteLiteral(parquet)}, file_row_number = true)`;
  const marked = `SELECT * REPLACE (${replaced.join(', ')}) FROM (${ordered})`;
  const select = `SELECT * EXCLUDE (file_row_number) REPLACE (${allZero(contract)} AS ok)
    FROM (${marked}) ORDER BY file_row_number`;
  const again = `${parquet}.unique`;
  await engine.run(copyStage(select, again), [], { signal });
  await engine.run(`${copyStage(`SELECT * FROM read_parquet(${quoteLiteral(again)})`, parquet)}`, [], {
    signal,
  });
  await rm(again);
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
  const [row] = await engine.run(
    `SELECT ${sums.join(', ')} FROM read_parquet(${quoteLiteral(parquet)})`,
    [],
    { signal },
  );
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
  const columns = contract.columns.map((_, index) => `e${index}, v${index}`).join(', ');
  const from = `read_parquet(${quoteLiteral(stage.parquet)}, file_row_number = true)`;
  const rows = await engine.run(
    `SELECT file_row_number::DOUBLE AS n, ${columns} FROM ${from} WHERE NOT ok ORDER BY n LIMIT ${errorsMax}`,
  );
  return rows.flatMap((row) => rowErrors(row, contract)).slice(0, errorsMax);
}

function rowErrors(row: Row, contract: Contract): RowError[] {
  const errors: RowError[] = [];
  for (const [index, column] of contract.columns.entries()) {
    const code = Number(row[`e${index}`] ?? 0);
    if (code === 0) continue;
    const rule = ruleOfCode(code);
    const params = ruleParams(rule, column);
    const text = row[`v${index}`];
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
  return /(?<!\d)\d{8,9}(?!\d)/.test(value) ? maskedValue : value;
}

/** How many values broke each rule, per column. */
export async function countStageErrors(
  engine: Engine,
  contract: Contract,
  stage: Stage,
): Promise<{ column: string; rule: RuleId; rows: number }[]> {
  const parts = contract.columns.map(
    (_, index) =>
      `SELECT ${index} AS i, e${index} AS code, count(*)::DOUBLE AS rows FROM rejected WHERE e${index} <> 0 GROUP BY ALL`,
  );
  const rejected = `SELECT * FROM read_parquet(${quoteLiteral(stage.parquet)}) WHERE NOT ok`;
  const rows = await engine.run(
    `WITH rejected AS (${rejected}) ${parts.join(' UNION ALL ')} ORDER BY i, code`,
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
  const values = contract.columns.map((_, index) => `c${index}`).join(', ');
  await engine.run(
    copyStage(`SELECT ${values} FROM read_parquet(${quoteLiteral(stage.parquet)}) WHERE ok`, accepted),
  );
  await rm(stage.parquet);
  return accepted;
}
