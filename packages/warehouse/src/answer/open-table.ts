import { openFigure, type ProtectedFigure, quarterOf, yearOf } from '@datalab/query-control';
import { areaRoles, measureColumns, type QuerySource } from '../lake/source.ts';
import type { AskedDimension, AskedFilter, ResolvedQuestion } from '../question/resolve.ts';

/** The rows of open data about areas, as they were landed. */
export interface OpenTable {
  readonly rows: readonly OpenRow[];
}

/** One row: its areas, its month and its categories by their name in the lake, and its measures. */
export interface OpenRow {
  readonly values: Readonly<Record<string, string | null>>;
  /** Of a row without a month: the year of the division. */
  readonly year: string;
  readonly amounts: Readonly<Record<string, number | null>>;
}

/** What a row is called at a level; undefined where it has no such value. */
export function labelOf({ values, year }: OpenRow, { level, axis, key }: AskedDimension): string | null {
  if (axis !== 'time') return values[level === 'value' ? key : level] ?? null;
  const month = values['month'] ?? null;
  if (month === null) return level === 'year' ? year : null;
  if (level === 'year') return yearOf(month);
  return level === 'quarter' ? quarterOf(month) : month;
}

/** Whether a row is within all filters. */
export function isWithin(row: OpenRow, filters: readonly AskedFilter[]): boolean {
  return filters.every(({ dimension, selection }) => {
    const label = labelOf(row, dimension);
    if ('in' in selection) return selection.in.includes(label);
    if (label === null) return false;
    return (
      (selection.from === undefined || label >= selection.from) &&
      (selection.to === undefined || label <= selection.to)
    );
  });
}

/** A sum of a column as it is; missing where no row has a value. */
export function sumOfRows(
  rows: readonly OpenRow[],
  column: string,
  { contract }: QuerySource,
): ProtectedFigure {
  const { sum, count } = addUp(rows, column);
  return openFigure(count === 0 ? null : sum, contract);
}

/** A mean of a column as it is; missing where no row has a value. */
export function meanOfRows(
  rows: readonly OpenRow[],
  column: string,
  { contract }: QuerySource,
): ProtectedFigure {
  const { sum, count } = addUp(rows, column);
  return openFigure(count === 0 ? null : sum / count, contract);
}

/** A number of rows as it is. */
export function countOfRows(rows: readonly OpenRow[], { contract }: QuerySource): ProtectedFigure {
  return openFigure(rows.length, contract);
}

function addUp(rows: readonly OpenRow[], column: string): { sum: number; count: number } {
  const amounts = rows.flatMap(({ amounts }) => amounts[column] ?? []);
  return { sum: amounts.reduce((sum, amount) => sum + amount, 0), count: amounts.length };
}

/**
 * What a rate is divided by in open data: the single measure, of each area at its latest period that is not after the
 * last one of the question, added up.
 */
export function denominatorOfRows(table: OpenTable, of: QuerySource, resolved: ResolvedQuestion) {
  const areas = resolved.filters.filter(({ dimension }) => dimension.axis === 'area');
  const last = lastMonth(resolved.filters);
  const column = measureColumns(of.contract)[0] ?? '';
  const latest = new Map<string, OpenRow>();
  for (const row of table.rows) {
    const amount = row.amounts[column] ?? null;
    if (amount === null || !isWithin(row, areas) || (last !== undefined && firstMonthOf(row) > last))
      continue;
    const area = areaRoles.map((role) => row.values[role] ?? '').join(' ');
    const known = latest.get(area);
    if (!known || periodOf(row) > periodOf(known)) latest.set(area, row);
  }
  const rows = [...latest.values()];
  return (asked: readonly AskedDimension[], labels: readonly (string | null)[]): ProtectedFigure => {
    const inside = rows.filter((row) => asked.every((one, at) => labelOf(row, one) === labels[at]));
    return sumOfRows(inside, column, of);
  };
}

function periodOf({ values, year }: OpenRow): string {
  return values['month'] ?? year;
}

function firstMonthOf(row: OpenRow): string {
  return row.values['month'] ?? `${row.year}-01`;
}

/** The last month that the filters keep; undefined where they keep all. */
function lastMonth(filters: readonly AskedFilter[]): string | undefined {
  const ends = filters.flatMap(({ dimension, selection }): string[] => {
    if (dimension.axis !== 'time' || dimension.group !== undefined) return [];
    if (!('in' in selection)) return selection.to === undefined ? [] : [lastOf(selection.to)];
    const listed = selection.in.filter((period) => period !== null).map(lastOf);
    return listed.length > 0 ? [listed.reduce((one, other) => (one > other ? one : other))] : [];
  });
  return ends.length > 0 ? ends.reduce((one, other) => (one < other ? one : other)) : undefined;
}

/** The last month of a month, quarter or year. */
function lastOf(period: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) return `${quarter[1]}-${String(3 * Number(quarter[2])).padStart(2, '0')}`;
  return period.length === 4 ? `${period}-12` : period;
}
