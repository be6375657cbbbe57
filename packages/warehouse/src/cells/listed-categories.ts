import type { RegisteredColumn } from '../lake/source.ts';
import type { OccurringValue } from './read-values.ts';

/**
 * The categories of a column that are known whatever the records say: those of the contract, yes and no, or all age
 * bands up to 100 where the column holds age bands. None for other columns that landing made coarser.
 */
export function listedCategories(
  { categories }: RegisteredColumn,
  logicalType: string | undefined,
  occurring: readonly OccurringValue[],
): readonly string[] {
  if (categories.length > 0) return categories;
  if (logicalType === 'boolean') return ['false', 'true'];
  const values = occurring.flatMap(({ value }) => value ?? []);
  const width = ageBandWidth(values);
  return width === undefined ? [] : ageBands(width);
}

/** The width of bands as landing writes them: `20-29`, and `100+` for the oldest. */
function ageBandWidth(values: readonly string[]): number | undefined {
  const bands = values.filter((value) => value !== oldest);
  const widths = bands.flatMap((value) => {
    const [, low, high] = /^(\d{2})-(\d{2})$/.exec(value) ?? [];
    return Number(high) >= Number(low) ? [Number(high) - Number(low) + 1] : [];
  });
  const width = widths[0];
  if (width === undefined || widths.some((other) => other !== width)) return undefined;
  const known = ageBands(width);
  return values.every((value) => known.includes(value)) ? width : undefined;
}

/** Two digits each, also where a band ends above 99. */
function ageBands(width: number): string[] {
  const write = (age: number) => String(age).padStart(2, '0').slice(0, 2);
  const lows = Array.from({ length: Math.ceil(100 / width) }, (_, index) => index * width);
  return [...lows.map((low) => `${write(low)}-${write(low + width - 1)}`), oldest];
}

const oldest = '100+';
