import { quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
import {
  dimensionKey,
  isPeriodLevel,
  measureKey,
  type PeriodLevel,
  type Question,
  type QuestionDimension,
  type QuestionFilter,
  type QuestionLink,
  type QuestionMeasure,
} from '../question/question.ts';

/**
 * A question as a statement on the rows of its data set, for who wants to read exactly what is counted. It is not run:
 * figures are looked up among the protected ones of the version. Registered groups stand as a column of their own.
 */
export function questionToSql({ from, measures, by, where, also }: Question): string {
  const dimensions = by.map((dimension) => {
    const expression = dimensionToSql(dimension);
    const name = quoteIdentifier(dimensionKey(dimension));
    return { expression, listed: expression === name ? name : `${expression} AS ${name}` };
  });
  const counted = measures.map(
    (measure) => `${measureToSql(measure)} AS ${quoteIdentifier(measureKey(measure))}`,
  );
  const conditions = [...where.map(filterToSql), ...also.map(linkToSql)];
  const lines = [
    `SELECT ${[...dimensions.map(({ listed }) => listed), ...counted].join(', ')}`,
    `FROM ${quoteIdentifier(from)}`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join('\n  AND ')}`] : []),
    ...(dimensions.length > 0
      ? [`GROUP BY ${dimensions.map(({ expression }) => expression).join(', ')}`]
      : []),
  ];
  return lines.join('\n');
}

function measureToSql(measure: QuestionMeasure): string {
  if ('sum' in measure) return `sum(${quoteIdentifier(measure.sum)})`;
  if ('mean' in measure) return `avg(${quoteIdentifier(measure.mean)})`;
  if ('count' in measure) return countToSql(measure.count);
  return `${measure.per} * ${countToSql(measure.rate)} / (SELECT size FROM ${quoteIdentifier(measure.of)})`;
}

function countToSql(counted: 'persons' | 'records'): string {
  return counted === 'persons' ? 'count(DISTINCT person)' : 'count(*)';
}

function dimensionToSql(dimension: QuestionDimension): string {
  if (typeof dimension !== 'string') {
    return 'in' in dimension
      ? `person IN (${personsOf(dimension.in)})`
      : quoteIdentifier(dimensionKey(dimension));
  }
  return isPeriodLevel(dimension) ? periodToSql(dimension) : quoteIdentifier(dimension);
}

function periodToSql(level: PeriodLevel): string {
  const month = quoteIdentifier('month');
  if (level === 'month') return month;
  const year = `substr(${month}, 1, 4)`;
  return level === 'year' ? year : `${year} || '-Q' || ((CAST(substr(${month}, 6, 2) AS INTEGER) + 2) // 3)`;
}

function filterToSql(filter: QuestionFilter): string {
  const column = dimensionToSql(filter.column);
  if ('in' in filter) {
    const listed = filter.in.filter((value) => value !== null).map(quoteLiteral);
    const parts = [
      ...(listed.length > 0 ? [`${column} IN (${listed.join(', ')})`] : []),
      ...(filter.in.includes(null) ? [`${column} IS NULL`] : []),
    ];
    return parts.length > 1 ? `(${parts.join(' OR ')})` : (parts[0] ?? 'true');
  }
  const from = filter.from === undefined ? [] : [`${column} >= ${quoteLiteral(filter.from)}`];
  const to = filter.to === undefined ? [] : [`${column} <= ${quoteLiteral(filter.to)}`];
  return [...from, ...to].join(' AND ');
}

function linkToSql(link: QuestionLink): string {
  return 'in' in link ? `person IN (${personsOf(link.in)})` : `person NOT IN (${personsOf(link.notIn)})`;
}

function personsOf(dataset: string): string {
  return `SELECT person FROM ${quoteIdentifier(dataset)}`;
}
