import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { monthsOfPeriod } from '@datalab/server/modules/analyses/periods.contract.ts';

type Dimension = Answer['dimensions'][number];

/** Finest first. */
const periodKinds = ['month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

export function isPeriod({ kind }: Pick<Dimension, 'kind'>): boolean {
  return isPeriodKey(kind);
}

/** The months, quarters and years of every data set go by these keys. */
export function isPeriodKey(key: string): boolean {
  return periodKinds.some((one) => one === key);
}

/** The finest period that an answer is divided by: along it a line is drawn. */
export function findPeriod(dimensions: readonly Dimension[]): Dimension | undefined {
  for (const kind of periodKinds) {
    const found = dimensions.find((dimension) => dimension.kind === kind);
    if (found) return found;
  }
  return undefined;
}

/** The first day of a month, quarter or year. */
export function periodToDate(period: string): Date | undefined {
  const months = monthsOfPeriod(period);
  return months && monthToDate(months.first);
}

/** Where a period begins and ends on an axis on which its mark stands at its first day. */
export function periodToSpan(period: string): { readonly from: Date; readonly until: Date } | undefined {
  const months = monthsOfPeriod(period);
  if (months === undefined) return undefined;
  const [first, last] = [monthToDate(months.first), monthToDate(months.last)];
  const halfMs = (last.getTime() - first.getTime()) / 2 + 15 * 86_400_000;
  return { from: new Date(first.getTime() - halfMs), until: new Date(first.getTime() + halfMs) };
}

/** Which period a key such as `2025-Q1` is. */
export function kindOfPeriod(period: string): PeriodKind {
  if (period.length === 4) return 'year';
  return period.includes('Q') ? 'quarter' : 'month';
}

function monthToDate(month: string): Date {
  const [year, ofYear] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (ofYear ?? 1) - 1, 1));
}
