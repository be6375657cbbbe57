import type { CellBox } from '@datalab/disclosure';
import { namesPersons } from '../contract/contract.ts';
import { type Engine, quoteIdentifier, type RunOptions } from '../engine/engine.ts';
import { columnText, composeLink, countsHold, personColumn } from './compose.ts';
import { type Binder, duckdb } from './dialect.ts';
import { monthsBetween } from './months.ts';
import { type AnsweredTable, linkVariable } from './release.ts';
import { presence, type ResolvedDimension, type ResolvedQuery } from './resolved-query.ts';
import { areaRoles, type QuerySource, type RegisteredColumn, registeredColumns } from './source.ts';

/** What boxes are counted in: one landed version, and the data sets that its questions look into. */
export interface BoxSetting {
  resolved: ResolvedQuery;
  engine: Pick<Engine, 'run'>;
  budget: () => RunOptions;
}

const boxesPerStatement = 100;
const noValue = '';

/**
 * The true number of persons or records of a version in each box of finest codes, as `toTable` makes them. Undefined
 * for a box that a count cannot tell: by number of records per person, which depends on what else was selected, or by
 * a data set or version that the question does not look into.
 */
export async function countBoxes(
  unit: AnsweredTable['unit'],
  boxes: readonly CellBox[],
  { resolved, engine, budget }: BoxSetting,
): Promise<readonly (number | undefined)[]> {
  const sizes: (number | undefined)[] = boxes.map(() => undefined);
  const countable = [...boxes.entries()].filter(([, box]) =>
    Object.keys(box).every((variable) => isCountable(variable, resolved)),
  );
  for (let from = 0; from < countable.length; from += boxesPerStatement) {
    const batch = countable.slice(from, from + boxesPerStatement);
    const { sql, params } = composeCounts(
      unit,
      batch.map(([, box]) => box),
      resolved,
    );
    const [row = {}] = await engine.run(sql, params, budget());
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

function composeCounts(unit: AnsweredTable['unit'], boxes: readonly CellBox[], resolved: ResolvedQuery) {
  const binder = duckdb.createBinder();
  const { source } = resolved;
  const columns = registeredColumns(source.contract);
  const used = columns.filter(({ name }) => boxes.some((box) => name in box));
  const areas = used.some(({ kind }) => kind === 'area') ? columns.filter(({ kind }) => kind === 'area') : [];
  const asked = [...new Set([...used, ...areas])].map(
    (column): ResolvedDimension => ({ kind: 'column', key: column.name, column }),
  );
  const isCounted =
    unit === 'records' &&
    countsHold(source, asked) &&
    boxes.every((box) => Object.keys(box).every((name) => columns.some((column) => column.name === name)));
  const size =
    unit === 'persons'
      ? `count(DISTINCT ${namesPersons(source.contract) ? personColumn(resolved) : 'NULL'})`
      : isCounted
        ? 'sum(records)'
        : 'count(*)';
  const version = isCounted ? duckdb.readCounts(source, binder) : duckdb.readVersion(source, binder);
  const counts = boxes.map((box, index) => {
    const conditions = Object.entries(box).map(([variable, codes]) =>
      conditionOf(variable, codes, { resolved, columns, binder }),
    );
    const filter = conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(' AND ')})` : '';
    return `CAST(coalesce(${size}${filter}, 0) AS BIGINT) AS n${index + 1}`;
  });
  return { sql: `SELECT ${counts.join(',\n')}\nFROM ${version}`, params: binder.values };
}

interface Composing {
  resolved: ResolvedQuery;
  columns: readonly RegisteredColumn[];
  binder: Binder;
}

function conditionOf(
  variable: string,
  selection: CellBox[string],
  { resolved, columns, binder }: Composing,
): string {
  const codes = 'except' in selection ? selection.except : selection;
  const negated = 'except' in selection ? 'NOT ' : '';
  const column = columns.find(({ name }) => name === variable);
  if (column === undefined) {
    const linked = linkedAs(variable, resolved);
    const kept = linked ? presence.filter((value) => codes.includes(value)) : [];
    const links = kept.map((value) =>
      linked ? composeLink({ linked, present: value === 'yes' }, duckdb, binder) : 'FALSE',
    );
    const unknown = codes.includes(noValue) ? ['pseudonym IS NULL'] : [];
    return `${negated}(${['FALSE', ...links, ...unknown].join(' OR ')})`;
  }
  if (column.kind !== 'area') return `${negated}${isOneOf(column, codes, binder)}`;
  const levels = areaRoles.flatMap((level) => columns.filter(({ name }) => name === level));
  const prefixes: Record<string, string> = { neighbourhood: 'BU', district: 'WK', municipality: 'GM' };
  const named = codes.filter((code) => code !== noValue);
  const listed = levels.flatMap((level, index) => {
    const own = named.filter((code) => index === 0 || code.startsWith(prefixes[level.name] ?? ''));
    return own.length > 0 ? [isOneOf(level, own, binder)] : [];
  });
  const unknown = codes.includes(noValue) ? [`${quoteIdentifier(column.name)} IS NULL`] : [];
  return `${negated}(${['FALSE', ...listed, ...unknown].join(' OR ')})`;
}

/** Written so that it is never unknown: true or false also where a record has no value. */
function isOneOf(column: RegisteredColumn, codes: readonly string[], binder: Binder): string {
  const text = columnText(column, duckdb);
  const named = codes.filter((code) => code !== noValue).sort();
  const [first, last] = [named[0], named.at(-1)];
  const isPeriod =
    column.kind === 'month' &&
    first &&
    last &&
    monthsBetween(named).length === named.length &&
    named.length > 1;
  const listed = isPeriod
    ? [`${text} BETWEEN ${binder.bind(first)} AND ${binder.bind(last)}`]
    : named.length > 0
      ? [`${text} IN (${named.map(binder.bind).join(', ')})`]
      : [];
  const unknown = codes.includes(noValue) ? [`${text} IS NULL`] : [];
  return `coalesce(${['FALSE', ...listed, ...unknown].join(' OR ')}, FALSE)`;
}
