import type { Cube } from '../cube/cube.ts';
import type { DimensionValue } from '../lattice/lattice.ts';
import { quarterOf, yearOf } from '../lattice/periods.ts';

/**
 * Whether a node has a period that goes on when the next month is delivered: all of the time, and a quarter or year that
 * is not over in the version. A month counts as delivered at once, and a registered window as closed.
 */
export function isOpenPeriod({ lattice, nodes }: Cube, row: number): boolean {
  const width = lattice.dimensions.length;
  const at = lattice.dimensions.findIndex(({ kind }) => kind === 'time');
  const dimension = lattice.dimensions[at];
  const value = dimension?.values[(nodes[row * width + at] ?? 0) - 1];
  if (dimension === undefined || value === undefined) return true;
  const months = value.codes.flatMap((code) => dimension.finest[code] ?? []);
  const last = months.toSorted().at(-1);
  return last !== undefined && !isLastMonth(value, last);
}

function isLastMonth({ level }: DimensionValue, month: string): boolean {
  if (level !== 'year' && level !== 'quarter') return true;
  const next = nextMonth(month);
  return level === 'year' ? yearOf(next) !== yearOf(month) : quarterOf(next) !== quarterOf(month);
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? { year: year + 1, number: 1 } : { year, number: number + 1 };
  return `${next.year}-${String(next.number).padStart(2, '0')}`;
}
