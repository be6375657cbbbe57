import { type DuckDBValue, listValue } from '@duckdb/node-api';
import { quoteIdentifier } from '../engine/engine.ts';
import { keySum, largest, toExact, toText } from '../lake/expressions.ts';
import { areaColumns, type QuerySource, type RegisteredColumn, registeredColumns } from '../lake/source.ts';
import type { VersionFiles } from '../lake/version-files.ts';
import { joinNoise, noiseKeys, numberedRows, withContentKey } from './noise-keys.ts';
import type { ReadDimension } from './read-dimensions.ts';

/** What is read: a landed version by the dimensions of its lattice. */
export interface FinestQuestion {
  readonly source: QuerySource;
  readonly files: VersionFiles;
  /** The versions that the links point at, by data set; they lie in the same space. */
  readonly linked: ReadonlyMap<string, VersionFiles>;
  readonly dimensions: readonly ReadDimension[];
  /** Columns of numbers to add up. */
  readonly summed: readonly string[];
  /**
   * Makes the keys of the noise from the content of the records and from the table that `composeNoiseOfPersons` makes;
   * without it those are read that were stored.
   */
  readonly noiseSecret?: Uint8Array | undefined;
}

/** One statement with its values, in the order of its placeholders. */
export interface FinestStatement {
  readonly sql: string;
  readonly values: DuckDBValue[];
}

/** Where the columns of a statement stand; all hold numbers. */
export const finestColumns = { person: 0, personKey: 1, records: 2, recordKeys: 3, codes: 4 } as const;

/** Columns per summed column: whole part, millionths, records, their keys, the two largest values. */
export const columnsPerSum = 6;

/** The code of a value that its dimension does not list. */
export const unlistedCode = 0xffff;

/**
 * Statements to be read one after another, with one row per record that names a person, in the order of the persons; these
 * have numbers from 1. Nothing is added up here: nearly every record of a person is another combination.
 */
export function composePersons(question: FinestQuestion): FinestStatement[] {
  return question.files.parts.map((part) => {
    const parts = partsOf(question, part);
    const sums = question.summed.flatMap((_, index) => [...valueColumns(index), '0', '0']);
    const columns = ['person', 'person_key', '1', 'record_key', ...parts.codes, ...sums];
    const sql = `WITH ${parts.tables.join(',\n')}
SELECT ${columns.join(', ')}
FROM records WHERE person IS NOT NULL ORDER BY person`;
    return { sql, values: parts.values };
  });
}

/**
 * As `composePersons`, one row per combination for the records that name no person, with how many there are and the sum of
 * their keys modulo 2^32; the person and its key are 0.
 */
export function composeUnnamed(question: FinestQuestion, named: boolean): FinestStatement {
  const parts = partsOf(question, question.files.rows);
  const twoLargest = (index: number) => {
    const two = largest(`abs(v${index})`, 2);
    return [`coalesce(CAST((${two})[1] AS DOUBLE), 0)`, `coalesce(CAST((${two})[2] AS DOUBLE), 0)`];
  };
  const columns = [
    '0',
    '0',
    'count(*)',
    keySum('record_key'),
    ...parts.codes,
    ...question.summed.flatMap((_, index) => [...sumColumns(index), ...twoLargest(index)]),
  ];
  const sql = `WITH ${parts.tables.join(',\n')}
SELECT ${columns.join(', ')}
FROM records${named ? ' WHERE person IS NULL' : ''}${parts.codes.length > 0 ? `\nGROUP BY ${parts.codes.join(', ')}` : ''}`;
  return { sql, values: parts.values };
}

/**
 * Statements to be read one after another, with one row per record, those of one person after another and first those of
 * nobody, in the columns of `composePersons` without sums.
 */
export function composeRecords(question: FinestQuestion, named: boolean): FinestStatement[] {
  return question.files.parts.map((part) => {
    const parts = partsOf({ ...question, summed: [], noiseSecret: undefined }, part);
    const person = named ? ['coalesce(person, 0)', 'coalesce(person_key, 0)'] : ['0', '0'];
    const sql = `WITH ${parts.tables.join(',\n')}
SELECT ${[...person, '1', 'identity', ...parts.codes].join(', ')}
FROM records ORDER BY ${[...(named ? ['coalesce(person, 0)'] : []), 'identity', ...parts.codes].join(', ')}`;
    return { sql, values: parts.values };
  });
}

function valueColumns(index: number): string[] {
  const value = `v${index}`;
  return [
    `coalesce(CAST(floor(${value}) AS DOUBLE), 0)`,
    `coalesce(round(CAST(${value} - floor(${value}) AS DOUBLE) * 1000000), 0)`,
    `CASE WHEN ${value} IS NULL THEN 0 ELSE 1 END`,
    `CASE WHEN ${value} IS NULL THEN 0 ELSE record_key END`,
  ];
}

function sumColumns(index: number): string[] {
  const sum = `sum(v${index})`;
  return [
    `coalesce(CAST(floor(${sum}) AS DOUBLE), 0)`,
    `coalesce(round(CAST(${sum} - floor(${sum}) AS DOUBLE) * 1000000), 0)`,
    `count(v${index})`,
    keySum(`CASE WHEN v${index} IS NOT NULL THEN record_key END`),
  ];
}

interface Parts {
  /** `records`: the codes of each record, its keys, its person and its exact values. */
  tables: string[];
  codes: string[];
  values: DuckDBValue[];
}

function partsOf(question: FinestQuestion, rows: string): Parts {
  const { source, summed, noiseSecret } = question;
  const values: DuckDBValue[] = [];
  const bind = (value: DuckDBValue) => `$${values.push(value)}`;
  const { dimensions } = question;
  const coded = dimensions.map((dimension, index) => codeOf(dimension, `c${index}`, question, bind));
  const named = source.contract.columns.some(({ role }) => role === 'person-number');
  const columns = [
    ...coded.map(({ expression }, index) => `CAST(${expression} AS USMALLINT) AS d${index}`),
    'version.record_key AS identity',
    ...(named ? ['version.person'] : []),
    ...(noiseSecret ? noiseKeys(named) : ['version.record_key', ...(named ? ['version.person_key'] : [])]),
    ...summed.map((name, index) => `${toExact(`version.${quoteIdentifier(name)}`)} AS v${index}`),
  ];
  const numbered = named ? numberedRows(question.files, rows) : rows;
  const version = noiseSecret ? withContentKey(numbered, source.contract, noiseSecret) : numbered;
  const noise = noiseSecret && named ? joinNoise : '';
  const records = `records AS (
SELECT ${columns.join(', ')}
FROM ${version} version${coded.map(({ join }) => join).join('')}${noise}
)`;
  return {
    tables: [...coded.flatMap(({ table }) => table), records],
    codes: dimensions.map((_, index) => `d${index}`),
    values,
  };
}

interface Coded {
  table: string[];
  join: string;
  expression: string;
}

function codeOf(
  dimension: ReadDimension,
  name: string,
  question: FinestQuestion,
  bind: (value: DuckDBValue) => string,
): Coded {
  if (dimension.kind === 'link') return linkCode(dimension, name, question);
  const { name: column, isText } = columnOf(dimension, question.source);
  const stored = `version.${quoteIdentifier(column)}`;
  const text = isText ? stored : toText(stored);
  const listed = dimension.finest.flatMap((value, code) => (value === null ? [] : [{ value, code }]));
  const missing = codeOfValue(dimension, null);
  // A list without items has no type that can be bound.
  if (listed.length === 0)
    return {
      table: [],
      join: '',
      expression: `CASE WHEN ${text} IS NULL THEN ${missing} ELSE ${unlistedCode} END`,
    };
  const list = bind(listValue(listed.map(({ value }) => value)));
  const codes = bind(listValue(listed.map(({ code }) => code)));
  return {
    table: [`${name} AS (SELECT unnest(${list}::VARCHAR[]) AS value, unnest(${codes}::INTEGER[]) AS code)`],
    join: `\nLEFT JOIN ${name} ON ${name}.value = ${text}`,
    expression: `coalesce(${name}.code, CASE WHEN ${text} IS NULL THEN ${missing} ELSE ${unlistedCode} END)`,
  };
}

function linkCode(dimension: ReadDimension, name: string, { linked }: FinestQuestion): Coded {
  const files = linked.get(dimension.name.slice(linkPrefix.length));
  if (!files) throw new TypeError(`The version that ${dimension.name} points at was not given.`);
  const [yes, no, missing] = ['yes', 'no', null].map((value) => codeOfValue(dimension, value));
  return {
    table: [`${name} AS (SELECT DISTINCT pseudonym FROM ${files.rows} WHERE pseudonym IS NOT NULL)`],
    join: `\nLEFT JOIN ${name} ON ${name}.pseudonym = version.pseudonym`,
    expression: `CASE WHEN version.pseudonym IS NULL THEN ${missing} WHEN ${name}.pseudonym IS NULL THEN ${no} ELSE ${yes} END`,
  };
}

const linkPrefix = 'in.';

function codeOfValue({ finest }: ReadDimension, value: string | null): number {
  const code = finest.indexOf(value);
  return code < 0 ? unlistedCode : code;
}

/** The column of the lake that holds the finest values of a dimension. */
function columnOf({ kind, name }: ReadDimension, { contract }: QuerySource): RegisteredColumn {
  const wanted = kind === 'time' ? 'month' : kind === 'area' ? areaColumns(contract)[0] : name;
  const column = registeredColumns(contract).find((registered) => registered.name === wanted);
  if (!column) throw new TypeError(`The version has no column for the dimension ${name}.`);
  return column;
}
