import { type DuckDBValue, listValue } from '@duckdb/node-api';
import { quoteIdentifier } from '../engine/engine.ts';
import { versionPattern, versionRows } from '../engine/files.ts';
import { keySum, largest, toExact, toText } from '../lake/expressions.ts';
import { areaColumns, type QuerySource, type RegisteredColumn, registeredColumns } from '../lake/source.ts';
import { composeNoiseKeys } from './noise-keys.ts';
import type { ReadDimension } from './read-dimensions.ts';

/** What is read: a landed version by the dimensions of its lattice. */
export interface FinestQuestion {
  readonly source: QuerySource;
  /** Whether landing gave each person of the version a number. */
  readonly hasPersonIndex: boolean;
  /** The versions that the links point at, by data set; they lie in the same space. */
  readonly linked: ReadonlyMap<string, QuerySource>;
  readonly dimensions: readonly ReadDimension[];
  /** Columns of numbers to add up. */
  readonly summed: readonly string[];
  /** Makes the keys of the noise from the content of the records; without it those are read that were stored. */
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
 * One row per person and combination of finest values that occurs, in the order of the persons, with the number of
 * records and the sum of their keys modulo 2^32; persons have numbers from 1.
 */
export function composePersons(question: FinestQuestion): FinestStatement {
  const parts = partsOf(question);
  const columns = [
    'person',
    'min(person_key)',
    'count(*)',
    keySum('record_key'),
    ...parts.codes,
    ...question.summed.flatMap((_, index) => [...sumColumns(index), '0', '0']),
  ];
  const sql = `WITH ${parts.tables.join(',\n')}
SELECT ${columns.join(', ')}
FROM records WHERE person IS NOT NULL
GROUP BY ${['person', ...parts.codes].join(', ')} ORDER BY person`;
  return { sql, values: parts.values };
}

/** As `composePersons`, one row per combination for the records that name no person; the person and its key are 0. */
export function composeUnnamed(question: FinestQuestion, named: boolean): FinestStatement {
  const parts = partsOf(question);
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
 * One row per record, those of one person after another and first those of nobody, in the columns of `composePersons`
 * without sums.
 */
export function composeRecords(question: FinestQuestion, named: boolean): FinestStatement {
  const parts = partsOf({ ...question, summed: [], noiseSecret: undefined });
  const person = named ? ['coalesce(person, 0)', 'coalesce(person_key, 0)'] : ['0', '0'];
  const sql = `WITH ${parts.tables.join(',\n')}
SELECT ${[...person, '1', 'identity', ...parts.codes].join(', ')}
FROM records ORDER BY ${[...(named ? ['coalesce(person, 0)'] : []), 'identity', ...parts.codes].join(', ')}`;
  return { sql, values: parts.values };
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

function partsOf(question: FinestQuestion): Parts {
  const { source, summed } = question;
  const values: DuckDBValue[] = [];
  const bind = (value: DuckDBValue) => `$${values.push(value)}`;
  const { dimensions } = question;
  const coded = dimensions.map((dimension, index) => codeOf(dimension, `c${index}`, question, bind));
  const columns = [
    ...coded.map(({ expression }, index) => `CAST(${expression} AS USMALLINT) AS d${index}`),
    'version.record_key AS identity',
    'version.record_key',
    ...personColumns(question),
    ...summed.map((name, index) => `${toExact(`version.${quoteIdentifier(name)}`)} AS v${index}`),
  ];
  const stored = versionRows(bind(versionPattern(source.dir)), source.dir);
  const keyed = question.noiseSecret && composeNoiseKeys(stored, source.contract, question.noiseSecret);
  const version = keyed ? keyed.name : stored;
  const records = `records AS (
SELECT ${columns.join(', ')}
FROM ${version} version${coded.map(({ join }) => join).join('')}
)`;
  return {
    tables: [...coded.flatMap(({ table }) => table), ...(keyed?.tables ?? []), records],
    codes: dimensions.map((_, index) => `d${index}`),
    values,
  };
}

/** Persons by number: that of the landing where it laid one down. */
function personColumns({ source, hasPersonIndex }: FinestQuestion): string[] {
  if (!source.contract.columns.some(({ role }) => role === 'person-number')) return [];
  if (hasPersonIndex) return ['version.person_index AS person', 'version.person_key'];
  const number =
    'CASE WHEN version.pseudonym IS NOT NULL THEN dense_rank() OVER (ORDER BY version.pseudonym) END';
  return [`${number} AS person`, 'version.person_key'];
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
  if (dimension.kind === 'link') return linkCode(dimension, name, question, bind);
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

function linkCode(
  dimension: ReadDimension,
  name: string,
  { linked }: FinestQuestion,
  bind: (value: DuckDBValue) => string,
): Coded {
  const source = linked.get(dimension.name.slice(linkPrefix.length));
  if (!source) throw new TypeError(`The version that ${dimension.name} points at was not given.`);
  const version = versionRows(bind(versionPattern(source.dir)), source.dir);
  const [yes, no, missing] = ['yes', 'no', null].map((value) => codeOfValue(dimension, value));
  return {
    table: [`${name} AS (SELECT DISTINCT pseudonym FROM ${version} WHERE pseudonym IS NOT NULL)`],
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
