import { isDominated } from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import type { Row, RunOptions } from '../engine/engine.ts';
import { duckdb } from '../lake/dialect.ts';
import type { QuerySource } from '../lake/source.ts';
import {
  composeCells,
  composeRecordsOfPersons,
  countsOnly,
  type Statement,
  summedColumns,
} from './compose.ts';
import { composeDenominator } from './denominator.ts';
import type { Reader } from './memoised-engine.ts';
import { isArea, type ResolvedQuery } from './resolved-query.ts';

/** How many, and the sum of their keys modulo 2^32. */
export interface Tally {
  count: number;
  cellKey: number;
}

/** What is known of one summed column in one cell. */
export interface RawSum {
  /** Exact to six decimals; 0 where no record has a value. */
  sum: number;
  /** Records that have a value. */
  records: Tally;
  /** Persons with a value, plus records with a value that name no person. */
  contributors: Tally;
  /** The two largest contributions, without sign. */
  largest: number[];
}

/** One cell before protection. Never leaves this package. */
export interface RawCell {
  values: (string | null)[];
  /** Not counted (0) where only persons are asked. */
  records: Tally;
  persons: Tally;
  /** Persons, plus records that name no person. */
  contributors: number;
  /** The two largest numbers of records of one person, largest first. */
  largest: number[];
  sums: Map<string, RawSum>;
}

/** The cells of a question before protection, in no order, with the statement that gave them. */
export async function aggregate(
  resolved: ResolvedQuery,
  engine: Reader,
  options: RunOptions = {},
): Promise<{ cells: RawCell[]; statement: Statement }> {
  const statement = composeCells(resolved, duckdb);
  const rows = await engine.run(statement.sql, statement.params, options);
  return { cells: rows.map((row) => rowToCell(row, resolved)), statement };
}

/** What makes it certain, without looking at persons, that enough of them stand behind a number of records. */
export interface RecordsCertificate {
  /** The most records that one person has in the version. */
  recordsPerPersonMax: number;
  contributorsMin: number;
  dominancePercent: number;
}

/** Whether so many records surely come from enough persons, none of whom weighs too much. */
export function isCertain(records: number, certificate: RecordsCertificate): boolean {
  const { contributorsMin, dominancePercent } = certificate;
  const most = Math.max(1, certificate.recordsPerPersonMax);
  return records >= most * contributorsMin && !isDominated(records, [most, most], dominancePercent);
}

/**
 * The same as `aggregate` where only records are asked of a data set that names persons, without telling persons
 * apart: `contributors` and `largest` are then bounds that err to unsafe. Undefined when that is not certain for
 * every cell that could be shown, or more than records is asked.
 */
export async function aggregateRecordsOfPersons(
  resolved: ResolvedQuery,
  certificate: RecordsCertificate,
  engine: Reader,
  options: RunOptions = {},
): Promise<{ cells: RawCell[]; statement: Statement } | undefined> {
  if (!namesPersons(resolved.source.contract) || !countsOnly('records', resolved)) return undefined;
  const { contributorsMin } = certificate;
  const most = Math.max(1, certificate.recordsPerPersonMax);
  const statement = composeRecordsOfPersons(resolved, duckdb);
  const rows = await engine.run(statement.sql, statement.params, options);
  const cells = rows.map((row): RawCell => {
    const cell = rowToCell(row, resolved);
    return { ...cell, contributors: Math.ceil(cell.records.count / most), largest: [most, most] };
  });
  const isKnown = cells.every(
    ({ records }) => records.count < contributorsMin || isCertain(records.count, certificate),
  );
  return isKnown ? { cells, statement } : undefined;
}

/** What a rate is divided by, per combination of areas; undefined where it is not known. */
export interface RawDenominator {
  areas: (string | null)[];
  size: number | undefined;
}

/** The public denominators of a rate, with the statement that gave them. */
export async function aggregateDenominator(
  of: QuerySource,
  resolved: ResolvedQuery,
  engine: Reader,
  options: RunOptions = {},
): Promise<{ denominators: RawDenominator[]; statement: Statement }> {
  const statement = composeDenominator(of, resolved, duckdb);
  const rows = await engine.run(statement.sql, statement.params, options);
  const areas = resolved.dimensions.filter(isArea);
  const denominators = rows.map((row) => ({
    areas: areas.map((_, index) => textOf(row, `d${index + 1}`)),
    size: row['size'] === null ? undefined : numberOf(row, 'size'),
  }));
  return { denominators, statement };
}

/** A cell that nothing is in. */
export function emptyCell(values: (string | null)[]): RawCell {
  const none = { count: 0, cellKey: 0 };
  return { values, records: none, persons: none, contributors: 0, largest: [], sums: new Map() };
}

function rowToCell(row: Row, resolved: ResolvedQuery): RawCell {
  const records = tally(row, 'records', 'record_key');
  return {
    values: resolved.dimensions.map((_, index) => textOf(row, `d${index + 1}`)),
    records,
    persons: tally(row, 'persons', 'person_key'),
    contributors: row['contributors'] === undefined ? records.count : numberOf(row, 'contributors'),
    largest: numbersOf(row, 'largest'),
    sums: new Map(
      summedColumns(resolved).map((column, index) => [column, rowToSum(row, index + 1)] as const),
    ),
  };
}

function rowToSum(row: Row, n: number): RawSum {
  const records = tally(row, `n${n}`, `k${n}`);
  return {
    sum: numberOf(row, `v${n}`),
    records,
    contributors: row[`c${n}`] === undefined ? records : tally(row, `c${n}`, `ck${n}`),
    largest: numbersOf(row, `top${n}`),
  };
}

function tally(row: Row, count: string, key: string): Tally {
  return { count: numberOf(row, count), cellKey: numberOf(row, key) };
}

function numberOf(row: Row, column: string): number {
  return Number(row[column] ?? 0);
}

function numbersOf(row: Row, column: string): number[] {
  const values = row[column];
  return Array.isArray(values) ? values.map(Number) : [];
}

function textOf(row: Row, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : String(value);
}
