import type { ProtectedValue } from '../../platform/http/common.contract.ts';
import type { MonthValue } from './statistics.ts';

/** The months of an indicator, protected, in order and without gaps. */
export type Series = readonly { readonly month: string; readonly value: ProtectedValue }[];

export interface Side {
  readonly usable: number;
  readonly suppressed: number;
  readonly missing: number;
  readonly mean: number | null;
}

/** What may be counted with: a zero is a number; a suppressed or missing month is not, nor is a range. */
export function usableMonths(series: Series): MonthValue[] {
  const [first] = series;
  if (first === undefined) return [];
  return series.flatMap(({ month, value }) =>
    'value' in value
      ? [{ t: monthsBetween(first.month, month), value: value.value, margin: marginOf(value) }]
      : [],
  );
}

export function splitSeries(series: Series, start: string): { before: Series; after: Series } {
  return {
    before: series.filter(({ month }) => month < start),
    after: series.filter(({ month }) => month >= start),
  };
}

export function summariseSide(months: Series): Side {
  const count = (status: ProtectedValue['status']): number =>
    months.filter(({ value }) => value.status === status).length;
  const numbers = usableMonths(months).map(({ value }) => value);
  return {
    usable: numbers.length,
    suppressed: count('suppressed') + count('range'),
    missing: count('missing'),
    mean: numbers.length === 0 ? null : meanOf(numbers),
  };
}

/** A true zero is exact; a number that was kept without a margin counts as exact, since how far it is off is not known. */
export function marginOf(value: ProtectedValue): number {
  return value.status === 'published' ? (value.margin ?? 0) : 0;
}

export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

export function monthsBetween(from: string, until: string): number {
  return monthNumber(until) - monthNumber(from);
}

export function monthAfter(month: string, n: number): string {
  const number = monthNumber(month) + n;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}

function monthNumber(month: string): number {
  const [year = 0, ofYear = 1] = month.split('-').map(Number);
  return year * 12 + ofYear - 1;
}
