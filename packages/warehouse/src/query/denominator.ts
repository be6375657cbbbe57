import { quoteIdentifier } from '../engine/engine.ts';
import type { Dialect } from '../lake/dialect.ts';
import { areaColumns, measureColumns, type QuerySource, registeredColumns } from '../lake/source.ts';
import { composeFilter, type Statement } from './compose.ts';
import { isArea, type ResolvedFilter, type ResolvedQuery } from './resolved-query.ts';

/**
 * The question that gives what a rate is divided by in a data set that names persons: how many are in the areas and
 * months of the question. Other filters of the question, such as a category, select what is counted, not what it is
 * divided by.
 */
export function denominatorQuestion(of: QuerySource, resolved: ResolvedQuery): ResolvedQuery {
  const months = registeredColumns(of.contract).filter(({ kind }) => kind === 'month');
  const names = [...areaColumns(of.contract), ...months.map(({ name }) => name)];
  return {
    source: of,
    measures: [{ count: 'persons' }],
    dimensions: resolved.dimensions.filter(isArea),
    filters: resolved.filters.filter(({ dimension }) => names.includes(dimension.key)),
    links: [],
    denominators: new Map(),
  };
}

/**
 * The statement that gives what a rate is divided by in open data about areas: its measure at the latest month (without
 * months: the latest year) that is not after the last month of the question, area by area, added up. Per combination of
 * the area dimensions of the question `d1..` those areas, and `size`, NULL if unknown.
 */
export function composeDenominator(of: QuerySource, resolved: ResolvedQuery, dialect: Dialect): Statement {
  const binder = dialect.createBinder();
  const areas = areaColumns(of.contract);
  const shared = resolved.dimensions.filter(isArea).map(({ key }) => quoteIdentifier(key));
  const hasMonth = registeredColumns(of.contract).some(({ kind }) => kind === 'month');
  const measure = quoteIdentifier(measureColumns(of.contract)[0] ?? '');
  const columns = [
    ...areas.map(quoteIdentifier),
    `${hasMonth ? 'month' : 'year'} AS period`,
    `${dialect.toExact(measure)} AS size`,
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
SELECT ${[...keys, 'CAST(sum(size) AS DOUBLE) AS size'].join(', ')}
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
