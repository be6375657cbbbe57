import { namesPersons } from '../contract/contract.ts';
import { quoteIdentifier } from '../engine/engine.ts';
import type { Binder, Dialect } from '../lake/dialect.ts';
import { columnText, keySum } from '../lake/expressions.ts';
import type { QuerySource } from '../lake/source.ts';
import type { ResolvedDimension, ResolvedFilter, ResolvedQuery } from './resolved-query.ts';

/** One statement with its values, in the order of its placeholders. */
export interface Statement {
  sql: string;
  params: (string | number)[];
}

/** The columns that are summed, in the order of the statement's `v1`, `v2`, ... */
export function summedColumns(resolved: Pick<ResolvedQuery, 'measures'>): string[] {
  const columns = resolved.measures.flatMap((measure) =>
    'sum' in measure ? [measure.sum] : 'mean' in measure ? [measure.mean] : [],
  );
  return [...new Set(columns)];
}

/** Whether a question asks for numbers of one kind and nothing else. */
export function countsOnly(
  counted: 'persons' | 'records',
  { measures }: Pick<ResolvedQuery, 'measures'>,
): boolean {
  return measures.every((measure) =>
    'count' in measure ? measure.count === counted : 'rate' in measure && measure.rate === counted,
  );
}

/**
 * Composes the statement that gives the unprotected cells of a question. Its columns: `d1..` the dimensions as text,
 * `records` and `record_key` the records and the sum of their keys (not where only persons are asked), `contributors`
 * the persons plus the records that name no person, `largest` the two largest numbers of records of one person,
 * `persons` and `person_key` where there are persons, and per summed column `v` (sum), `n` and `k` (records that have
 * it, sum of their keys), `c` and `ck` (contributors that have it, sum of their keys) and `top` (the two largest
 * contributions). Sums of keys are modulo 2^32.
 */
export function composeCells(resolved: ResolvedQuery, dialect: Dialect): Statement {
  const parts = partsOf(resolved, dialect);
  if (!parts.named && countsTell(resolved)) return composeFromCounts(parts);
  if (parts.named && knowsGroups(resolved)) return composePersonsOfGroups(parts);
  const tables = [
    ...factTables(parts),
    ...(parts.named ? [`contributions AS (\n${contributionsTable(parts)}\n)`] : []),
  ];
  const cells = parts.named ? cellsOfContributions(parts) : cellsOfRecords(parts);
  return { sql: `WITH ${tables.join(',\n')}\n${cells}`, params: parts.binder.values };
}

/**
 * Composes the statement that gives only the records of each cell, for a data set that names persons: `d1..`,
 * `records` and `record_key`. It does not look at persons and so takes a fraction of the time.
 */
export function composeRecordsOfPersons(resolved: ResolvedQuery, dialect: Dialect): Statement {
  const parts = { ...partsOf(resolved, dialect), named: usesBands(resolved), counted: true };
  if (countsTell(resolved)) return composeFromCounts(parts);
  const columns = [...parts.keys, 'count(*) AS records', `${keySum('record_key')} AS record_key`];
  const cells = `SELECT ${columns.join(', ')}\nFROM ${factsOf(parts)}${groupBy(parts.keys)}`;
  return { sql: `WITH ${factTables(parts).join(',\n')}\n${cells}`, params: parts.binder.values };
}

/**
 * Whether the counts of a version suffice for the question: records by registered columns, with or without persons.
 */
function countsTell(resolved: ResolvedQuery): boolean {
  if (resolved.links.length > 0 || !countsOnly('records', resolved)) return false;
  return countsHold(resolved.source, dimensionsOf(resolved));
}

/** Whether a version has counts by all these dimensions. */
export function countsHold({ precomputed }: QuerySource, dimensions: readonly ResolvedDimension[]): boolean {
  const counted = precomputed?.counts ?? [];
  return (
    counted.length > 0 && dimensions.every(({ kind, key }) => kind === 'column' && counted.includes(key))
  );
}

function composeFromCounts({ resolved, dialect, binder, keys }: Parts): Statement {
  const text = (dimension: ResolvedDimension) => dimensionText(dimension, dialect, binder);
  const columns = [
    ...resolved.dimensions.map((dimension, index) => `${text(dimension)} AS ${keys[index]}`),
    'records',
    'record_key',
  ];
  const version = dialect.readCounts(resolved.source, binder);
  const conditions = resolved.filters.flatMap((filter) =>
    composeFilter(filter, text(filter.dimension), binder),
  );
  const counted = 'CAST(coalesce(sum(records), 0) AS BIGINT) AS records';
  const sql = `WITH counts AS (
SELECT ${columns.join(', ')}
FROM ${version}${where(conditions)}
)
SELECT ${[...keys, counted, `${keySum('record_key')} AS record_key`].join(', ')}
FROM counts${groupBy(keys)}`;
  return { sql, params: binder.values };
}

/** Whether only persons are asked, distinguished by number, in groups that the counts all contain. */
function knowsGroups(resolved: ResolvedQuery): boolean {
  const { source, dimensions } = resolved;
  const isCounted = dimensions.length > 0 && countsHold(source, dimensions) && !usesBands(resolved);
  return isCounted && countsOnly('persons', resolved) && personColumn(resolved) === 'person_index';
}

/** A group and a person together are one number, which is much less to compare than the texts of the dimensions. */
function composePersonsOfGroups(parts: Parts): Statement {
  const { resolved, dialect, binder, keys } = parts;
  const texts = resolved.dimensions.map(
    (dimension, index) => `${dimensionText(dimension, dialect, binder)} AS ${keys[index]}`,
  );
  const same = keys.map((key) => `records.${key} IS NOT DISTINCT FROM groups.${key}`);
  const sql = `WITH ${factTables(parts).join(',\n')},
groups AS (
SELECT *, CAST(row_number() OVER () AS BIGINT) AS number
FROM (SELECT DISTINCT ${texts.join(', ')} FROM ${dialect.readCounts(resolved.source, binder)})
),
contributions AS (
SELECT number * 4294967296 + coalesce(pseudonym, 0) AS contributor, min(person_key) AS person_key, count(*) AS records
FROM records JOIN groups ON ${same.join(' AND ')}
GROUP BY contributor
),
cells AS (
SELECT contributor // 4294967296 AS number,
count(person_key) AS persons, ${keySum('person_key')} AS person_key,
CAST(coalesce(sum(CASE WHEN person_key IS NULL THEN records END), 0) AS BIGINT) AS unnamed
FROM contributions GROUP BY contributor // 4294967296
)
SELECT ${keys.map((key) => `groups.${key} AS ${key}`).join(', ')},
persons + unnamed AS contributors, persons, person_key
FROM cells JOIN groups ON groups.number = cells.number`;
  return { sql, params: binder.values };
}

/**
 * The column that distinguishes the persons of a version: numbers where it has them, which are read and compared much
 * faster than pseudonyms. Only pseudonyms show which persons are in another data set as well.
 */
export function personColumn(resolved: ResolvedQuery): 'person_index' | 'pseudonym' {
  const asksOthers = resolved.links.length > 0 || dimensionsOf(resolved).some(({ kind }) => kind === 'in');
  return resolved.source.precomputed?.personIndex && !asksOthers ? 'person_index' : 'pseudonym';
}

function dimensionsOf({ dimensions, filters }: ResolvedQuery): ResolvedDimension[] {
  return [...dimensions, ...filters.map(({ dimension }) => dimension)];
}

/** The conditions of a filter. Months also select the years, so that other files stay closed. */
export function composeFilter(filter: ResolvedFilter, expression: string, binder: Binder): string[] {
  if (!('in' in filter)) {
    const { from, to } = filter;
    return [
      ...(from ? [`${expression} >= ${binder.bind(from)}`, `year >= ${binder.bind(yearOf(from))}`] : []),
      ...(to ? [`${expression} <= ${binder.bind(to)}`, `year <= ${binder.bind(yearOf(to))}`] : []),
    ];
  }
  const values = filter.in.filter((value) => value !== null);
  const listed = values.length > 0 ? [`${expression} IN (${values.map(binder.bind).join(', ')})`] : [];
  if (filter.in.includes(null)) return [`(${[...listed, `${expression} IS NULL`].join(' OR ')})`];
  const isMonth = filter.dimension.kind === 'column' && filter.dimension.column.kind === 'month';
  const years = isMonth ? [...new Set(values.map(yearOf))].filter(Number.isInteger) : [];
  return years.length > 0 ? [...listed, `year IN (${years.map(binder.bind).join(', ')})`] : listed;
}

/** The condition that keeps the records of persons who are, or are not, in another data set. */
export function composeLink(
  { linked, present }: ResolvedQuery['links'][number],
  dialect: Dialect,
  binder: Binder,
): string {
  const persons = personsOf(linked, dialect, binder);
  return present ? `pseudonym IN ${persons}` : `(pseudonym IS NOT NULL AND pseudonym NOT IN ${persons})`;
}

/** A dimension as text, as far as a record by itself tells it: the band of a person does not. */
export function dimensionText(dimension: ResolvedDimension, dialect: Dialect, binder: Binder): string {
  if (dimension.kind === 'column') return columnText(dimension.column, dialect);
  return dimension.kind === 'in' ? presenceOf(dimension.linked, dialect, binder) : 'NULL';
}

interface Parts {
  resolved: ResolvedQuery;
  dialect: Dialect;
  binder: Binder;
  named: boolean;
  /** False where only persons are asked: then the keys of records are not read. */
  counted: boolean;
  sums: string[];
  keys: string[];
}

function partsOf(resolved: ResolvedQuery, dialect: Dialect): Parts {
  return {
    resolved,
    dialect,
    binder: dialect.createBinder(),
    named: namesPersons(resolved.source.contract),
    counted: !countsOnly('persons', resolved),
    sums: summedColumns(resolved),
    keys: resolved.dimensions.map((_, index) => `d${index + 1}`),
  };
}

function factTables(parts: Parts): string[] {
  const records = `records AS (\n${recordsTable(parts)}\n)`;
  if (!usesBands(parts.resolved)) return [records];
  return [records, `tallies AS (\n${talliesTable}\n)`, `facts AS (\n${factsTable(parts)}\n)`];
}

function factsOf({ resolved }: Parts): string {
  return usesBands(resolved) ? 'facts' : 'records';
}

const talliesTable =
  'SELECT pseudonym, count(*) AS tally FROM records WHERE pseudonym IS NOT NULL GROUP BY pseudonym';

/** The band of a person with `tally` records. */
export const band = `CASE WHEN tally IS NULL THEN NULL WHEN tally = 1 THEN '1' WHEN tally < 5 THEN '2-4' \
WHEN tally < 10 THEN '5-9' WHEN tally < 25 THEN '10-24' ELSE '25+' END`;

/** Whether a dimension is the band of a person's number of records. */
export function isBand(dimension: ResolvedDimension): boolean {
  return dimension.kind === 'records-per-person';
}

function usesBands(resolved: ResolvedQuery): boolean {
  return dimensionsOf(resolved).some(isBand);
}

function recordsTable({ resolved, dialect, binder, named, counted, sums, keys }: Parts): string {
  const { source, dimensions, filters, links } = resolved;
  const expression = (dimension: ResolvedDimension) => dimensionText(dimension, dialect, binder);
  const columns = [
    ...dimensions.flatMap((dimension, index) =>
      isBand(dimension) ? [] : [`${expression(dimension)} AS ${keys[index]}`],
    ),
    ...(named ? [`${personColumn(resolved)} AS pseudonym`, 'person_key'] : []),
    ...(counted ? ['record_key'] : []),
    ...sums.map((column, index) => `${dialect.toExact(quoteIdentifier(column))} AS v${index + 1}`),
  ];
  const version = dialect.readVersion(source, binder);
  const conditions = [
    ...filters
      .filter(({ dimension }) => !isBand(dimension))
      .flatMap((filter) => composeFilter(filter, expression(filter.dimension), binder)),
    ...links.map((link) => composeLink(link, dialect, binder)),
  ];
  return `SELECT ${columns.join(', ')}\nFROM ${version}${where(conditions)}`;
}

function factsTable({ resolved, binder, counted, sums, keys }: Parts): string {
  const columns = [
    ...resolved.dimensions.map((dimension, index) =>
      isBand(dimension) ? `${band} AS ${keys[index]}` : `${keys[index]}`,
    ),
    'records.pseudonym AS pseudonym',
    'person_key',
    ...(counted ? ['record_key'] : []),
    ...sums.map((_, index) => `v${index + 1}`),
  ];
  const conditions = resolved.filters
    .filter(({ dimension }) => isBand(dimension))
    .flatMap((filter) => composeFilter(filter, band, binder));
  return `SELECT ${columns.join(', ')}
FROM records LEFT JOIN tallies ON tallies.pseudonym = records.pseudonym${where(conditions)}`;
}

/**
 * One row per cell and contributor: a person with all its records, or a record that names no person. Where nothing is
 * summed the records that name no person stay together, so that the records are read once.
 */
function contributionsTable(parts: Parts): string {
  const { counted, sums, keys } = parts;
  const table = factsOf(parts);
  const ofPerson = [
    ...keys,
    'pseudonym',
    'min(person_key) AS person_key',
    'count(*) AS records',
    ...(counted ? [`${keySum('record_key')} AS record_key`] : []),
    ...sums.flatMap((_, index) => {
      const n = index + 1;
      const keyed = keySum(`CASE WHEN v${n} IS NOT NULL THEN record_key END`);
      return [`sum(v${n}) AS v${n}`, `count(v${n}) AS n${n}`, `${keyed} AS k${n}`];
    }),
    ...(sums.length > 0 ? ['min(person_key) AS contributor_key'] : []),
  ];
  const grouped = `GROUP BY ${[...keys, 'pseudonym'].join(', ')}`;
  if (sums.length === 0) return `SELECT ${ofPerson.join(', ')}\nFROM ${table} ${grouped}`;
  const ofRecord = [
    ...keys,
    'NULL, NULL, 1, record_key',
    ...sums.flatMap((_, index) => {
      const v = `v${index + 1}`;
      const has = (value: string) => `CASE WHEN ${v} IS NULL THEN 0 ELSE ${value} END`;
      return [v, has('1'), has('record_key')];
    }),
    'record_key',
  ];
  return `SELECT ${ofPerson.join(', ')}
FROM ${table} WHERE pseudonym IS NOT NULL ${grouped}
UNION ALL
SELECT ${ofRecord.join(', ')}
FROM ${table} WHERE pseudonym IS NULL`;
}

function cellsOfContributions({ dialect, counted, sums, keys }: Parts): string {
  const columns = [
    ...keys,
    ...(counted
      ? [
          'CAST(coalesce(sum(records), 0) AS BIGINT) AS records',
          `${keySum('record_key')} AS record_key`,
          `${dialect.largest('CASE WHEN pseudonym IS NOT NULL THEN records END', 2)} AS largest`,
        ]
      : []),
    'CAST(count(pseudonym) + coalesce(sum(CASE WHEN pseudonym IS NULL THEN records END), 0) AS BIGINT) AS contributors',
    'count(pseudonym) AS persons',
    `${keySum('person_key')} AS person_key`,
    ...sums.flatMap((_, index) => {
      const n = index + 1;
      return [
        ...sumColumns(n, dialect),
        `CAST(coalesce(sum(n${n}), 0) AS BIGINT) AS n${n}`,
        `${keySum(`k${n}`)} AS k${n}`,
        `count(v${n}) AS c${n}`,
        `${keySum(`CASE WHEN v${n} IS NOT NULL THEN contributor_key END`)} AS ck${n}`,
      ];
    }),
  ];
  return `SELECT ${columns.join(', ')}\nFROM contributions${groupBy(keys)}`;
}

function cellsOfRecords({ dialect, sums, keys }: Parts): string {
  const columns = [
    ...keys,
    'count(*) AS records',
    `${keySum('record_key')} AS record_key`,
    ...sums.flatMap((_, index) => {
      const n = index + 1;
      const keyed = keySum(`CASE WHEN v${n} IS NOT NULL THEN record_key END`);
      return [...sumColumns(n, dialect), `count(v${n}) AS n${n}`, `${keyed} AS k${n}`];
    }),
  ];
  return `SELECT ${columns.join(', ')}\nFROM records${groupBy(keys)}`;
}

function sumColumns(n: number, dialect: Dialect): string[] {
  return [`CAST(sum(v${n}) AS DOUBLE) AS v${n}`, `${dialect.largest(`abs(v${n})`, 2)} AS top${n}`];
}

/** Whether the person of a record is in another data set: `yes`, `no`, or NULL where the record names nobody. */
export function presenceOf(linked: QuerySource, dialect: Dialect, binder: Binder): string {
  const persons = personsOf(linked, dialect, binder);
  return `CASE WHEN pseudonym IS NULL THEN NULL WHEN pseudonym IN ${persons} THEN 'yes' ELSE 'no' END`;
}

function personsOf(linked: QuerySource, dialect: Dialect, binder: Binder): string {
  return `(SELECT pseudonym FROM ${dialect.readVersion(linked, binder)} WHERE pseudonym IS NOT NULL)`;
}

function where(conditions: string[]): string {
  return conditions.length > 0 ? `\nWHERE ${conditions.join('\n  AND ')}` : '';
}

function groupBy(keys: string[]): string {
  return keys.length > 0 ? `\nGROUP BY ${keys.join(', ')}` : '';
}

function yearOf(month: string): number {
  return Number.parseInt(month, 10);
}
