import { monthPattern, monthsBetween } from './months.ts';
import {
  type AnalysisQuery,
  type Dimension,
  dimensionKey,
  type Filter,
  type Link,
  type Measure,
  measureKey,
  QueryError,
  type QueryProblem,
  type QueryProblemCode,
  queryLimits,
  type Unit,
  units,
} from './query.ts';

/**
 * Reads a question from parsed JSON and returns it in its full form (`by`, `where` and `also` always present,
 * lists without doubles). Checks the shape and the limits only; names are checked against the sources.
 * Throws a `QueryError` that lists every problem, each with its path.
 */
export function parseQuery(json: unknown): AnalysisQuery {
  const problems: QueryProblem[] = [];
  const report: Report = (path, message, code = 'query.shape') => {
    problems.push({ path, message, code });
    return undefined;
  };
  const query = readQuery(json, report);
  if (!query || problems.length > 0) throw new QueryError(problems);
  return query;
}

type Report = (path: string, message: string, code?: QueryProblemCode) => undefined;
type Fields = Record<string, unknown>;
type Read<T> = (value: unknown, path: string, report: Report) => T | undefined;

function readQuery(json: unknown, report: Report): AnalysisQuery | undefined {
  if (!isFields(json)) return report('', 'A question is a JSON object with "from" and "measures".');
  rejectUnknown(json, ['from', 'unit', 'measures', 'by', 'where', 'also'], '', report);
  const from = readName(json['from'], 'from', report);
  const unit = json['unit'] === undefined ? undefined : readUnit(json['unit'], report);
  const measures = readList(json['measures'], 'measures', readMeasure, report);
  const by = readList(json['by'] ?? [], 'by', readDimension, report);
  const where = readList(json['where'] ?? [], 'where', readFilter, report);
  const also = readList(json['also'] ?? [], 'also', readLink, report);
  if (Array.isArray(json['measures']) && json['measures'].length === 0) {
    report('measures', 'Name at least one measure, such as {"count": "records"}.');
  }
  rejectDoubles(measures?.map(measureKey), 'measures', report);
  rejectDoubles(by?.map(dimensionKey), 'by', report);
  if (from === undefined || !measures || !by || !where || !also) return undefined;
  return { from, ...(unit && { unit }), measures, by, where, also };
}

function readMeasure(value: unknown, path: string, report: Report): Measure | undefined {
  if (!isFields(value)) return report(path, 'A measure is an object such as {"count": "records"}.');
  if ('count' in value) {
    rejectUnknown(value, ['count'], path, report);
    const count = readCounted(value['count'], `${path}.count`, report);
    return count && { count };
  }
  if ('sum' in value) {
    rejectUnknown(value, ['sum'], path, report);
    const sum = readName(value['sum'], `${path}.sum`, report);
    return sum === undefined ? undefined : { sum };
  }
  if ('mean' in value) {
    rejectUnknown(value, ['mean'], path, report);
    const mean = readName(value['mean'], `${path}.mean`, report);
    return mean === undefined ? undefined : { mean };
  }
  if ('rate' in value) return readRate(value, path, report);
  return report(path, 'A measure is one of "count", "sum", "mean" and "rate".');
}

function readRate(value: Fields, path: string, report: Report): Measure | undefined {
  rejectUnknown(value, ['rate', 'per', 'of'], path, report);
  const rate = readCounted(value['rate'], `${path}.rate`, report);
  const of = readName(value['of'], `${path}.of`, report);
  const per = value['per'] ?? 1000;
  if (typeof per !== 'number' || !Number.isInteger(per) || per < 1 || per > 1_000_000) {
    return report(`${path}.per`, 'Give a whole number from 1 to 1,000,000, such as 1000.');
  }
  return rate && of !== undefined ? { rate, per, of } : undefined;
}

function readCounted(value: unknown, path: string, report: Report): 'persons' | 'records' | undefined {
  if (value === 'persons' || value === 'records') return value;
  return report(path, 'Count "persons" or "records".');
}

function readDimension(value: unknown, path: string, report: Report): Dimension | undefined {
  if (typeof value === 'string') return readName(value, path, report);
  if (isFields(value) && 'in' in value) {
    rejectUnknown(value, ['in'], path, report);
    const dataset = readName(value['in'], `${path}.in`, report);
    return dataset === undefined ? undefined : { in: dataset };
  }
  if (isFields(value) && value['recordsPerPerson'] === true) {
    rejectUnknown(value, ['recordsPerPerson'], path, report);
    return { recordsPerPerson: true };
  }
  return report(path, 'Give a column name, {"in": data set} or {"recordsPerPerson": true}.');
}

function readFilter(value: unknown, path: string, report: Report): Filter | undefined {
  if (!isFields(value))
    return report(path, 'A filter is an object with "column" and "in", or "from" and "to".');
  rejectUnknown(value, ['column', 'in', 'from', 'to'], path, report);
  const column = readDimension(value['column'], `${path}.column`, report);
  if ('in' in value) {
    if ('from' in value || 'to' in value) return report(path, 'Use either "in", or "from" and "to".');
    const listed = readListed(value['in'], `${path}.in`, report);
    if (column === undefined || !listed) return undefined;
    return column === 'month' ? listToPeriod(listed, `${path}.in`, report) : { column, in: listed };
  }
  if (value['from'] === undefined && value['to'] === undefined) {
    return report(path, 'A filter needs "in", or "from" or "to".');
  }
  return readPeriod(value, column, path, report);
}

function readPeriod(
  value: Fields,
  column: Dimension | undefined,
  path: string,
  report: Report,
): Filter | undefined {
  if (column !== 'month') report(path, '"from" and "to" work on the column "month" only; use "in".');
  const bounds: { from?: string; to?: string } = {};
  for (const end of ['from', 'to'] as const) {
    const month = value[end];
    if (month === undefined) continue;
    if (typeof month === 'string' && monthPattern.test(month)) bounds[end] = month;
    else report(`${path}.${end}`, 'A month looks like 2024-03.', 'month.invalid');
  }
  if (bounds.from && bounds.to && bounds.from > bounds.to) {
    report(path, 'The first month lies after the last month.', 'month.invalid');
  }
  return column === undefined ? undefined : { column, ...bounds };
}

/**
 * Months are asked as one period: the noise of many overlapping lists of months could be averaged away. A list without
 * gaps is that period in other words, and `[null]` asks for the records without a month.
 */
function listToPeriod(listed: readonly (string | null)[], path: string, report: Report): Filter | undefined {
  const months = listed.filter((month) => month !== null);
  if (months.length === 0) return { column: 'month', in: [null] };
  if (!months.every((month) => monthPattern.test(month))) {
    return report(path, 'A month looks like 2024-03.', 'month.invalid');
  }
  const [from = '', to = ''] = [months[0], months.at(-1)];
  if (listed.includes(null) || monthsBetween(months).length !== months.length) {
    const message = `Ask for months as one period without gaps, such as {"column": "month", "from": "${from}", "to": "${to}"}; records without a month are asked apart, as "in": [null].`;
    return report(path, message, 'month.listed');
  }
  return { column: 'month', from, to };
}

function readListed(value: unknown, path: string, report: Report): (string | null)[] | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    return report(path, 'Give a list of one or more values; null stands for "no value".');
  }
  if (value.length > queryLimits.listed) {
    return report(path, `At most ${queryLimits.listed} values.`, 'query.too-many');
  }
  const listed = new Set<string | null>();
  for (const item of value as unknown[]) {
    if (item === null || typeof item === 'string') listed.add(item);
    else if (typeof item === 'number' || typeof item === 'boolean') listed.add(String(item));
    else return report(path, 'A value is a text, a number, true, false or null.');
  }
  return [...listed].sort((a, b) => (a ?? '').localeCompare(b ?? '', 'en'));
}

function readLink(value: unknown, path: string, report: Report): Link | undefined {
  if (!isFields(value)) return report(path, 'A link is {"in": data set} or {"notIn": data set}.');
  rejectUnknown(value, ['in', 'notIn'], path, report);
  if ('in' in value === 'notIn' in value) return report(path, 'A link is either "in" or "notIn".');
  const direction = 'in' in value ? 'in' : 'notIn';
  const dataset = readName(value[direction], `${path}.${direction}`, report);
  if (dataset === undefined) return undefined;
  return direction === 'in' ? { in: dataset } : { notIn: dataset };
}

function readUnit(value: unknown, report: Report): Unit | undefined {
  const unit = units.find((name) => name === value);
  return unit ?? report('unit', `A unit is one of ${units.join(', ')}.`);
}

function readName(value: unknown, path: string, report: Report): string | undefined {
  if (typeof value === 'string' && value !== '' && value.length <= 200) return value;
  return report(path, 'Give a name.');
}

function readList<T>(
  value: unknown,
  path: 'measures' | 'by' | 'where' | 'also',
  read: Read<T>,
  report: Report,
): T[] | undefined {
  if (!Array.isArray(value)) return report(path, 'Give a list.');
  const limit = queryLimits[path];
  if (value.length > limit) return report(path, `At most ${limit} are allowed.`, 'query.too-many');
  return value.flatMap((item, index) => {
    const result = read(item, `${path}[${index}]`, report);
    return result === undefined ? [] : [result];
  });
}

function rejectUnknown(value: Fields, known: string[], path: string, report: Report): void {
  for (const field of Object.keys(value).filter((name) => !known.includes(name))) {
    report(path, `Unknown field "${field}"; possible: ${known.join(', ')}.`, 'query.unknown-field');
  }
}

function rejectDoubles(keys: string[] | undefined, path: string, report: Report): void {
  const doubles = new Set(keys?.filter((key, index) => keys.indexOf(key) !== index));
  for (const key of doubles) report(path, `"${key}" is asked twice.`, 'query.duplicate');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
