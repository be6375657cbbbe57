import { quoteIdentifier } from '../engine/engine.ts';
import { composeCells, composeFilter, keySum, type Statement } from './compose.ts';
import type { Dialect } from './dialect.ts';
import { isArea, type ResolvedFilter, type ResolvedQuery } from './resolve.ts';
import { areaColumns, hasPersons, measureColumns, type QuerySource, registeredColumns } from './source.ts';

/**
 * The statement that gives what a rate is divided by, per combination of the area dimensions
 * of the question. Among its columns: `d1..` those areas, `persons` (how many there are, NULL if unknown) and
 * `person_key`, the sum of their keys modulo 2^32.
 *
 * - A data set that names persons: its distinct persons in the areas and months of the question.
 * - A data set of areas: its measure at the latest month (without months: the latest year) that is not after the
 *   last month of the question, area by area, added up.
 *
 * Other filters of the question, such as a category, select what is counted, not what it is divided by.
 */
export function composeDenominator(of: QuerySource, resolved: ResolvedQuery, dialect: Dialect): Statement {
  return hasPersons(of.contract)
    ? composePersons(of, resolved, dialect)
    : composePopulation(of, resolved, dialect);
}

function composePersons(of: QuerySource, resolved: ResolvedQuery, dialect: Dialect): Statement {
  const months = registeredColumns(of.contract).filter(({ kind }) => kind === 'month');
  const names = [...areaColumns(of.contract), ...months.map(({ name }) => name)];
  const denominator: ResolvedQuery = {
    source: of,
    measures: [{ count: 'persons' }],
    dimensions: resolved.dimensions.filter(isArea),
    filters: resolved.filters.filter(({ dimension }) => names.includes(dimension.key)),
    links: [],
    denominators: new Map(),
  };
  return composeCells(denominator, dialect);
}

function composePopulation(of: QuerySource, resolved: ResolvedQuery, dialect: Dialect): Statement {
  const binder = dialect.createBinder();
  const areas = areaColumns(of.contract);
  const shared = resolved.dimensions.filter(isArea).map(({ key }) => quoteIdentifier(key));
  const hasMonth = registeredColumns(of.contract).some(({ kind }) => kind === 'month');
  const measure = quoteIdentifier(measureColumns(of.contract)[0] ?? '');
  const columns = [
    ...areas.map(quoteIdentifier),
    `${hasMonth ? 'month' : 'year'} AS period`,
    `${dialect.toExact(measure)} AS size`,
    'record_key',
  ];
  const version = dialect.readVersion(of, binder);
  const conditions = [
    `${measure} IS NOT NULL`,
    ...resolved.filters
      .filter(({ dimension }) => isArea(dimension))
      .flatMap((filter) => composeFilter(filter, quoteIdentifier(filter.dimension.key), binder)),
    ...lastMonths(resolved.filters).map((last) =>
      hasMonth ? `month <= ${binder.bind(last)}` : `year <= ${binder.bind(Number.parseInt(last, 10))}`,
    ),
  ];
  const partition = areas[0] ? `PARTITION BY ${quoteIdentifier(areas[0])} ` : '';
  const keys = shared.map((name, index) => `${name} AS d${index + 1}`);
  const grouped = shared.length > 0 ? `\nGROUP BY ${shared.join(', ')}` : '';
  const sql = `WITH sizes AS (
SELECT ${columns.join(', ')}
FROM ${version}
WHERE ${conditions.join('\n  AND ')}
),
ranked AS (
SELECT *, rank() OVER (${partition}ORDER BY period DESC) AS age FROM sizes
)
SELECT ${[...keys, 'CAST(sum(size) AS DOUBLE) AS persons', `${keySum('record_key')} AS person_key`].join(', ')}
FROM ranked
WHERE age = 1${grouped}`;
  return { sql, params: binder.values };
}

function lastMonths(filters: readonly ResolvedFilter[]): string[] {
  return filters.flatMap((filter) => {
    if (filter.dimension.kind !== 'column' || filter.dimension.column.kind !== 'month') return [];
    if (!('in' in filter)) return filter.to ?? [];
    return (
      filter.in
        .filter((month) => month !== null)
        .sort()
        .at(-1) ?? []
    );
  });
}
