import type { CellRegion } from '@datalab/query-control';
import { namesPersons } from '../contract/contract.ts';
import { type Engine, quoteIdentifier, type RunOptions } from '../engine/engine.ts';
import { type Binder, duckdb } from '../lake/dialect.ts';
import { columnText } from '../lake/expressions.ts';
import { areaRoles, type QuerySource, type RegisteredColumn, registeredColumns } from '../lake/source.ts';
import { countsHold, presenceOf } from './compose.ts';
import { monthsBetween } from './months.ts';
import { type AnsweredTable, linkVariable } from './release.ts';
import type { ResolvedDimension, ResolvedQuery } from './resolved-query.ts';

/** What boxes are counted in: one landed version, and the data sets that its questions look into. */
export interface RegionSetting {
  resolved: ResolvedQuery;
  engine: Pick<Engine, 'run'>;
  deadline: () => RunOptions;
}

const regionsPerStatement = 100;
const noValue = '';

/**
 * The true number of persons or records of a version in each box of finest codes, as `toTable` makes them. Undefined
 * for a box that a count cannot tell: by number of records per person, which depends on what else was selected, or by
 * a data set or version that the question does not look into.
 */
export async function countRegions(
  unit: AnsweredTable['unit'],
  regions: readonly CellRegion[],
  { resolved, engine, deadline }: RegionSetting,
): Promise<readonly (number | undefined)[]> {
  const sizes: (number | undefined)[] = regions.map(() => undefined);
  const countable = [...regions.entries()].filter(([, box]) =>
    Object.keys(box).every((variable) => isCountable(variable, resolved)),
  );
  for (let from = 0; from < countable.length; from += regionsPerStatement) {
    const batch = countable.slice(from, from + regionsPerStatement);
    const { sql, params } = composeCounts(
      unit,
      batch.map(([, box]) => box),
      resolved,
    );
    const [row = {}] = await engine.run(sql, params, deadline());
    for (const [index, [at]] of batch.entries()) sizes[at] = Number(row[`n${index + 1}`]);
  }
  return sizes;
}

function isCountable(variable: string, resolved: ResolvedQuery): boolean {
  const isColumn = registeredColumns(resolved.source.contract).some(({ name }) => name === variable);
  return isColumn || linkedAs(variable, resolved) !== undefined;
}

/** The data set that `in.<data set>@<version>` stands for, where the question looks into it. */
function linkedAs(variable: string, { dimensions, filters, links }: ResolvedQuery): QuerySource | undefined {
  const dimensionsOfAll: ResolvedDimension[] = [...dimensions, ...filters.map(({ dimension }) => dimension)];
  const linked = [
    ...links.map((link) => link.linked),
    ...dimensionsOfAll.flatMap((dimension) => (dimension.kind === 'in' ? [dimension.linked] : [])),
  ];
  return linked.find((source) => linkVariable(source) === variable);
}

/** Counts every box of a batch in one pass over the rows, in which each selection of codes is looked at once. */
function composeCounts(unit: AnsweredTable['unit'], regions: readonly CellRegion[], resolved: ResolvedQuery) {
  const binder = duckdb.createBinder();
  const { source } = resolved;
  const columns = registeredColumns(source.contract);
  const variables = [...new Set(regions.flatMap((box) => Object.keys(box)))];
  const links = variables.filter((variable) => columns.every(({ name }) => name !== variable));
  const isCounted =
    unit === 'records' && links.length === 0 && countsHold(source, askedOf(variables, columns));
  const presences = links.map((variable, index) => {
    const linked = linkedAs(variable, resolved);
    return `${linked ? presenceOf(linked, duckdb, binder) : 'NULL'} AS ${presenceColumn(index)}`;
  });
  const version = isCounted ? duckdb.readCounts(source, binder) : duckdb.readVersion(source, binder);
  const selections = new Map<string, { name: string; condition: string }>();
  const conditions = regions.map((box) => {
    const all = Object.entries(box).map(([variable, codes]) => {
      const key = JSON.stringify([variable, codes]);
      const name = `selected${selections.size + 1}`;
      const known = selections.get(key) ?? {
        name,
        condition: conditionOf(variable, codes, { links, columns, binder }),
      };
      selections.set(key, known);
      return known.name;
    });
    return all.length > 0 ? all.join(' AND ') : 'TRUE';
  });
  const selected = [...selections.values()].map(({ name, condition }) => `${condition} AS ${name}`);
  const rows = `(SELECT ${['*', ...selected].join(',\n')}\nFROM (SELECT ${['*', ...presences].join(', ')} FROM ${version}))`;
  const sql =
    unit === 'persons'
      ? countPersons(conditions, rows, source)
      : countRecords(conditions, rows, isCounted ? 'sum(records)' : 'count(*)');
  return { sql, params: binder.values };
}

/** The columns that boxes name; where one is an area, its codes may be of any level. */
function askedOf(variables: readonly string[], columns: readonly RegisteredColumn[]): ResolvedDimension[] {
  const used = columns.filter(({ name }) => variables.includes(name));
  const areas = used.some(({ kind }) => kind === 'area') ? columns.filter(({ kind }) => kind === 'area') : [];
  return [...new Set([...used, ...areas])].map((column) => ({ kind: 'column', key: column.name, column }));
}

function countRecords(conditions: readonly string[], rows: string, size: string): string {
  const counts = conditions.map(
    (condition, index) => `CAST(coalesce(${size} FILTER (WHERE ${condition}), 0) AS BIGINT) AS n${index + 1}`,
  );
  return `SELECT ${counts.join(',\n')}\nFROM ${rows}`;
}

/**
 * Each person once, with a yes or no per box: what is kept grows with the persons of the version only. A distinct
 * count per box would keep every person again for each box that holds them.
 */
function countPersons(
  conditions: readonly string[],
  rows: string,
  { contract, precomputed }: QuerySource,
): string {
  const person = precomputed?.personIndex ? 'person_index' : 'pseudonym';
  const found = conditions.map((condition, index) => `bool_or(${condition}) AS n${index + 1}`);
  const counts = conditions.map((_, index) => `count_if(n${index + 1}) AS n${index + 1}`);
  if (!namesPersons(contract))
    return `SELECT ${conditions.map((_, index) => `0 AS n${index + 1}`).join(', ')}`;
  return `SELECT ${counts.join(', ')}
FROM (
SELECT ${found.join(',\n')}
FROM ${rows} WHERE ${person} IS NOT NULL GROUP BY ${person}
)`;
}

interface Composing {
  /** The variables that stand for other data sets, in the order of their columns. */
  links: readonly string[];
  columns: readonly RegisteredColumn[];
  binder: Binder;
}

function presenceColumn(index: number): string {
  return `presence${index + 1}`;
}

function conditionOf(
  variable: string,
  selection: CellRegion[string],
  { links, columns, binder }: Composing,
): string {
  const codes = 'except' in selection ? selection.except : selection;
  const negated = 'except' in selection ? 'NOT ' : '';
  const column = columns.find(({ name }) => name === variable);
  if (column === undefined) {
    return `${negated}${isOneOf(presenceColumn(links.indexOf(variable)), codes, binder)}`;
  }
  if (column.kind !== 'area') return `${negated}${isValueOf(column, codes, binder)}`;
  const levels = areaRoles.flatMap((level) => columns.filter(({ name }) => name === level));
  const prefixes: Record<string, string> = { neighbourhood: 'BU', district: 'WK', municipality: 'GM' };
  const named = codes.filter((code) => code !== noValue);
  const listed = levels.flatMap((level, index) => {
    const own = named.filter((code) => index === 0 || code.startsWith(prefixes[level.name] ?? ''));
    return own.length > 0 ? [isValueOf(level, own, binder)] : [];
  });
  const unknown = codes.includes(noValue) ? [`${quoteIdentifier(column.name)} IS NULL`] : [];
  return `${negated}(${['FALSE', ...listed, ...unknown].join(' OR ')})`;
}

function isValueOf(column: RegisteredColumn, codes: readonly string[], binder: Binder): string {
  const text = columnText(column, duckdb);
  const named = codes.filter((code) => code !== noValue).sort();
  const [first, last] = [named[0], named.at(-1)];
  const isPeriod = column.kind === 'month' && monthsBetween(named).length === named.length;
  if (!isPeriod || first === undefined || last === undefined || first === last) {
    return isOneOf(text, codes, binder);
  }
  const unknown = codes.includes(noValue) ? ` OR ${text} IS NULL` : '';
  return `coalesce(${text} BETWEEN ${binder.bind(first)} AND ${binder.bind(last)}${unknown}, FALSE)`;
}

/** Written so that it is never unknown: true or false also where a record has no value. */
function isOneOf(text: string, codes: readonly string[], binder: Binder): string {
  const named = codes.filter((code) => code !== noValue).sort();
  const listed = named.length > 0 ? [`${text} IN (${named.map(binder.bind).join(', ')})`] : [];
  const unknown = codes.includes(noValue) ? [`${text} IS NULL`] : [];
  return `coalesce(${['FALSE', ...listed, ...unknown].join(' OR ')}, FALSE)`;
}
