import { perturbCount } from '../cell-key/counts.ts';
import type { Dimension } from '../lattice/lattice.ts';
import { type Bounds, findBounds, intersect } from './bounds.ts';
import {
  type ProtectedFigure,
  published,
  range,
  suppressedFigure,
  underMinimumFigure,
  zeroFigure,
} from './figure.ts';
import { countMargin } from './noise.ts';
import { type FigureSource, findRowWith, isSuppressed, nodeOf } from './source.ts';

/**
 * The figure of one node: how many persons or records are in it.
 *
 * Of a property with two values the half below the minimum is `under-minimum`, whether it is 0 or not, and the other
 * half is a range: the total less at most the minimum minus one, widened by the margin of the total. The total is of the
 * same question without the property. Where it is not shown, neither half is.
 * @param row a row of the cube
 */
export function countFigure(row: number, source: FigureSource): ProtectedFigure {
  return findHalfFigure(row, source) ?? plainFigure(row, source);
}

function plainFigure(row: number, source: FigureSource): ProtectedFigure {
  const { cube, parameters } = source;
  if (isSuppressed(row, source)) return suppressedFigure;
  const count = cube.counts[row] ?? 0;
  if (count === 0) return zeroFigure;
  const value = perturbCount({ count, cellKey: cube.cellKeys[row] ?? 0 }, parameters.countTable);
  return value > 0 ? published(value, countMargin(1, parameters)) : suppressedFigure;
}

/** The figure of a half of which one of the two is below the minimum; undefined of anything else. */
function findHalfFigure(row: number, source: FigureSource): ProtectedFigure | undefined {
  const { cube, parameters } = source;
  const count = cube.counts[row] ?? 0;
  const totals = rowsOfTotals(row, source);
  const isSmall = count < parameters.minimumCount;
  const around = totals.filter(
    (total) => isSmall || (cube.counts[total] ?? 0) - count < parameters.minimumCount,
  );
  if (around.length === 0) return undefined;
  const figures = around.map((total) => countFigure(total, source));
  if (figures.some(({ status }) => status === 'zero')) return undefined;
  const bounds = figures.flatMap((figure) => findBounds(figure) ?? []);
  if (bounds.length === 0) return suppressedFigure;
  return isSmall ? underMinimumFigure : largeHalf(bounds, parameters.minimumCount);
}

function largeHalf(totals: readonly Bounds[], minimumCount: number): ProtectedFigure {
  const { from, to } = totals
    .map((total) => ({ from: total.from - (minimumCount - 1), to: total.to }))
    .reduce(intersect, { from: minimumCount, to: Number.POSITIVE_INFINITY });
  return range(from, to);
}

/** The totals of which a node is a half, one for each property with two values. */
function rowsOfTotals(row: number, { cube }: FigureSource): number[] {
  const node = nodeOf(row, cube);
  return cube.lattice.dimensions.flatMap((dimension, index) =>
    isHalf(dimension, node[index] ?? 0) ? (findRowWith(row, index, 0, cube) ?? []) : [],
  );
}

function isHalf({ kind, finest, values }: Dimension, value: number): boolean {
  if (value === 0 || (kind !== 'category' && kind !== 'link')) return false;
  const asked = values[value - 1];
  return (
    finest.filter((one) => one !== null).length === 2 &&
    asked !== undefined &&
    asked.value !== null &&
    asked.codes.length === 1
  );
}
