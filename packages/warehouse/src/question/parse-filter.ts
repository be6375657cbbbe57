import { type Fields, isFields, type Report, readName, rejectUnknown } from './fields.ts';
import {
  isPeriodLevel,
  type PeriodLevel,
  type QuestionDimension,
  type QuestionFilter,
  questionLimits,
} from './question.ts';

const periodForms: Readonly<Record<PeriodLevel, { form: RegExp; example: string }>> = {
  month: { form: /^\d{4}-(0[1-9]|1[0-2])$/, example: '2024-03' },
  quarter: { form: /^\d{4}-Q[1-4]$/, example: '2024-Q1' },
  year: { form: /^\d{4}$/, example: '2024' },
};

/** A dimension, in `by` or as the column of a filter. */
export function readDimension(value: unknown, path: string, report: Report): QuestionDimension | undefined {
  if (typeof value === 'string') return readName(value, path, report);
  if (isFields(value) && 'in' in value) {
    rejectUnknown(value, ['in'], path, report);
    const dataset = readName(value['in'], `${path}.in`, report);
    return dataset === undefined ? undefined : { in: dataset };
  }
  if (isFields(value) && 'group' in value) {
    rejectUnknown(value, ['group'], path, report);
    const group = readName(value['group'], `${path}.group`, report);
    return group === undefined ? undefined : { group };
  }
  if (isFields(value) && value['recordsPerPerson'] === true) {
    rejectUnknown(value, ['recordsPerPerson'], path, report);
    return { recordsPerPerson: true };
  }
  return report(path, 'Give a column name, {"in": data set}, {"group": name} or {"recordsPerPerson": true}.');
}

/** A filter: a list of values, or a period. */
export function readFilter(value: unknown, path: string, report: Report): QuestionFilter | undefined {
  if (!isFields(value))
    return report(path, 'A filter is an object with "column" and "in", or "from" and "to".');
  rejectUnknown(value, ['column', 'in', 'from', 'to'], path, report);
  const column = readDimension(value['column'], `${path}.column`, report);
  if ('in' in value) {
    if ('from' in value || 'to' in value) return report(path, 'Use either "in", or "from" and "to".');
    const listed = readListed(value['in'], `${path}.in`, report);
    if (column === undefined || !listed) return undefined;
    if (isPeriodLevel(column)) rejectMalformed(column, listed, `${path}.in`, report);
    return { column, in: listed };
  }
  if (value['from'] === undefined && value['to'] === undefined) {
    return report(path, 'A filter needs "in", or "from" or "to".');
  }
  return column === undefined ? undefined : readPeriod(value, column, path, report);
}

function readPeriod(
  value: Fields,
  column: QuestionDimension,
  path: string,
  report: Report,
): QuestionFilter | undefined {
  if (!isPeriodLevel(column)) {
    return report(path, '"from" and "to" work on "month", "quarter" and "year" only; use "in".');
  }
  const bounds: { from?: string; to?: string } = {};
  for (const end of ['from', 'to'] as const) {
    const period = value[end];
    if (period === undefined) continue;
    if (typeof period === 'string') {
      rejectMalformed(column, [period], `${path}.${end}`, report);
      bounds[end] = period;
    } else
      report(`${path}.${end}`, `A ${column} looks like ${periodForms[column].example}.`, invalid(column));
  }
  if (bounds.from && bounds.to && bounds.from > bounds.to) {
    report(path, `The first ${column} lies after the last ${column}.`, invalid(column));
  }
  return { column, ...bounds };
}

function rejectMalformed(
  level: PeriodLevel,
  periods: readonly (string | null)[],
  path: string,
  report: Report,
): void {
  const { form, example } = periodForms[level];
  if (periods.every((period) => period === null || form.test(period))) return;
  report(path, `A ${level} looks like ${example}.`, invalid(level));
}

function invalid(level: PeriodLevel): 'month.invalid' | 'period.invalid' {
  return level === 'month' ? 'month.invalid' : 'period.invalid';
}

/** Sorted and without doubles, so that the same selection is always written the same. */
function readListed(value: unknown, path: string, report: Report): (string | null)[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return report(path, 'Give a list of at least one value.');
  if (value.length > questionLimits.listed) {
    return report(path, `At most ${questionLimits.listed} values are allowed.`, 'query.too-many');
  }
  const listed = new Set<string | null>();
  for (const item of value as unknown[]) {
    if (item === null || typeof item === 'string') listed.add(item);
    else if (typeof item === 'number' || typeof item === 'boolean') listed.add(String(item));
    else return report(path, 'A value is a text, a number, true, false or null.');
  }
  return [...listed].sort(byText);
}

/** No value first, then by code unit. */
function byText(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one < other ? -1 : 1;
}
