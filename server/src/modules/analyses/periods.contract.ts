/** The first and the last month of a month, quarter or year; undefined for anything else. */
export function monthsOfPeriod(
  period: string,
): { readonly first: string; readonly last: string } | undefined {
  if (/^\d{4}-\d{2}$/.test(period)) return { first: period, last: period };
  if (/^\d{4}$/.test(period)) return { first: `${period}-01`, last: `${period}-12` };
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(period) ?? [];
  if (year === undefined) return undefined;
  const last = Number(quarter) * 3;
  return { first: toMonth(year, last - 2), last: toMonth(year, last) };
}

/** The periods that have a month in common with one of those that are kept. */
export function periodsWithin(periods: readonly string[], kept: readonly (string | null)[]): string[] {
  return periods.filter((period) => kept.some((one) => one !== null && overlap(period, one)));
}

/** Whether the periods that are kept are together exactly one period of another level that is listed. */
export function coversOnePeriod(
  { dimension, kept }: { readonly dimension: Level; readonly kept: readonly (string | null)[] },
  others: readonly Level[],
): boolean {
  if (dimension.axis !== 'time' || dimension.kind === 'group' || kept.includes(null)) return false;
  return others
    .filter(({ kind, key }) => kind !== 'group' && key !== dimension.key)
    .some(({ values }) =>
      values.some((value) => {
        const inside = dimension.values.filter((period) => overlap(period, value));
        const isWhole = inside.every((period) => isInside(period, value));
        return isWhole && inside.length === kept.length && inside.every((period) => kept.includes(period));
      }),
    );
}

interface Level {
  readonly axis: string;
  readonly key: string;
  readonly kind: string;
  readonly values: readonly string[];
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [monthsOfPeriod(one), monthsOfPeriod(other)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}

function isInside(one: string, other: string): boolean {
  const [a, b] = [monthsOfPeriod(one), monthsOfPeriod(other)];
  return a !== undefined && b !== undefined && a.first >= b.first && a.last <= b.last;
}

function toMonth(year: string, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
