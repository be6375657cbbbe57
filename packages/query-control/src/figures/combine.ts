import { type Bounds, findBounds } from './bounds.ts';
import { countFigure } from './count-figure.ts';
import { type ProtectedFigure, published, range, suppressedFigure, zeroFigure } from './figure.ts';
import { countMargin, largestCountMargin } from './noise.ts';
import { roundToMargin } from './rounding.ts';
import { type FigureSource, findRowWith, nodeOf } from './source.ts';

/**
 * How many persons or records are in several nodes that do not overlap. The margin is that of the sum of their noises. A
 * suppressed node makes the sum a range, which holds the truth always; where only suppressed nodes have any, the sum is
 * suppressed as well.
 * @param rows rows of the cube, of which no two hold the same person or record
 */
export function countFigureOfSum(rows: readonly number[], source: FigureSource): ProtectedFigure {
  const [first] = rows;
  if (rows.length === 1 && first !== undefined) return countFigure(first, source);
  const terms = rows.map((row) => ({ row, figure: countFigure(row, source) }));
  const noisy = terms.flatMap(({ figure }) => (figure.status === 'published' ? [figure.value] : []));
  const open = terms.filter(({ figure }) => figure.status === 'suppressed' || figure.status === 'range');
  const sum = noisy.reduce((total, value) => total + value, 0);
  if (open.length > 0) {
    const isNothingShown = noisy.length === 0 && open.every(({ figure }) => figure.status === 'suppressed');
    if (isNothingShown) return suppressedFigure;
    return rangeAround(
      sum,
      largestCountMargin(noisy.length, source.parameters),
      open.map(({ row, figure }) => findBounds(figure) ?? findBoundsOfSuppressed(row, source)),
    );
  }
  if (noisy.length === 0) return zeroFigure;
  const rounded = roundToMargin(sum, countMargin(noisy.length, source.parameters), 1);
  return published(rounded.value, rounded.margin);
}

function rangeAround(sum: number, margin: number, open: readonly (Bounds | undefined)[]): ProtectedFigure {
  let [from, to] = [sum - margin, sum + margin];
  for (const bounds of open) {
    if (bounds === undefined) return suppressedFigure;
    from += bounds.from;
    to += bounds.to;
  }
  return range(Math.max(0, from), to);
}

/**
 * What can be known of a suppressed node: up to the minimum minus one where it is that small, else no more than a shown
 * node around it. Undefined where none around it is shown.
 */
function findBoundsOfSuppressed(row: number, source: FigureSource): Bounds | undefined {
  const { cube, parameters } = source;
  if ((cube.counts[row] ?? 0) < parameters.minimumCount) return { from: 0, to: parameters.minimumCount - 1 };
  const around = rowsAround(row, source);
  const shown = around.flatMap((one) => findBounds(countFigure(one, source)) ?? []);
  const bounds =
    shown.length > 0 ? shown : around.flatMap((one) => findBoundsOfSuppressed(one, source) ?? []);
  return bounds.length > 0 ? { from: 0, to: Math.min(...bounds.map(({ to }) => to)) } : undefined;
}

/** The nodes with one dimension fewer. */
function rowsAround(row: number, { cube }: FigureSource): number[] {
  return nodeOf(row, cube).flatMap((value, dimension) =>
    value === 0 ? [] : (findRowWith(row, dimension, 0, cube) ?? []),
  );
}
