import { perturbCount } from '../cell-key/counts.ts';
import { protectSum, sumDeviation } from '../cell-key/sums.ts';
import { coarsenMargin, deviationToMargin } from '../cell-key/uncertainty.ts';
import type { Cube, SumColumn } from '../cube/cube.ts';
import type { Dimension } from '../lattice/lattice.ts';
import type { FigureState } from './figure.ts';
import {
  missingFigure,
  type ProtectedFigure,
  published,
  range,
  suppressedFigure,
  tooUncertainFigure,
  underMinimumFigure,
  zeroFigure,
} from './figure.ts';
import { countMargin, largestCountMargin } from './noise.ts';
import { findRatio } from './ratio.ts';
import { type Rounded, roundDown, roundToMargin, roundUp, unitOfContributor } from './rounding.ts';
import type { FigureSource } from './source.ts';

// The figures one by one, as objects: what a column of them must be equal to.

/**
 * A rate per `per`, from two figures that are protected already: nothing unprotected goes in, so nothing new is
 * disclosed. Suppressed comes before missing; the rate of a zero or missing denominator is `missing`; a true zero stays
 * `zero`; a range stays a range. The denominator may be without margin (public figures).
 * @param per a number above 0, such as 1000
 */
export function rateFigure(
  numerator: ProtectedFigure,
  denominator: ProtectedFigure,
  per: number,
): ProtectedFigure {
  if (numerator.status === 'suppressed') return numerator;
  if (denominator.status === 'suppressed') return suppressedFigure;
  if (numerator.status === 'missing' || denominator.status === 'missing') return missingFigure;
  if (denominator.status === 'zero') return missingFigure;
  if (numerator.status === 'zero') return zeroFigure;
  if (numerator.status === 'range' || denominator.status === 'range') {
    return rangeOfRate(numerator, denominator, per);
  }
  const ratio = findRatio(numerator, denominator);
  if (!ratio) return tooUncertainFigure;
  const value = ratio.value * per;
  const rounded = roundToMargin(value, ratio.margin * per, unitOfContributor(value, numerator.value));
  return published(rounded.value, rounded.margin);
}

function rangeOfRate(numerator: ProtectedFigure, denominator: ProtectedFigure, per: number): ProtectedFigure {
  const above = findBounds(numerator);
  const below = findBounds(denominator);
  if (!above || !below || below.from <= 0) return tooUncertainFigure;
  return range(roundDown((above.from / below.to) * per), roundUp((above.to / below.from) * per));
}

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

/**
 * The figure of one node: how many persons or records are in it.
 *
 * Of a property with two values the half below the minimum is `under-minimum`, whether it is 0 or not, and the other
 * half is a range: the total less at most the minimum minus one, widened by the margin of the total. The total is of the
 * same question without the property. Where it is not shown, neither half is.
 * @param row a row of the cube
 */
function countFigure(row: number, source: FigureSource): ProtectedFigure {
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

/**
 * The sum of a column over nodes that do not overlap. Shown only where the number of records of every node is, where
 * enough contributors have a value and one or two of them do not make up nearly all of it; else suppressed. Suppressed
 * as too uncertain where the margin is over `uncertaintyPercent` of the sum. Nodes without a value add nothing;
 * `missing` where no node has one.
 * @param rows rows of a cube of records, of which no two hold the same record
 * @throws RangeError when the cube has no such column
 */
export function sumFigure(rows: readonly number[], column: string, source: FigureSource): ProtectedFigure {
  const amount = addAmounts(rows, column, source);
  if ('status' in amount) return amount;
  return showAmount(amount.sum, amount.records.value, source);
}

/**
 * The mean of a column over nodes that do not overlap: the protected sum over the protected number of records with a
 * value; never the true mean, which beside a protected sum would disclose the true count. The same states as a sum; of
 * no records it is `missing`.
 * @param rows rows of a cube of records, of which no two hold the same record
 * @throws RangeError when the cube has no such column
 */
export function meanFigure(rows: readonly number[], column: string, source: FigureSource): ProtectedFigure {
  const amount = addAmounts(rows, column, source);
  if ('status' in amount) return amount.status === 'zero' ? missingFigure : amount;
  const ratio = findRatio(amount.sum, amount.records);
  return ratio ? showAmount(ratio, amount.records.value, source) : tooUncertainFigure;
}

/** The sum and the number of records with a value, both with noise and margin. */
interface Amount {
  readonly sum: Rounded;
  readonly records: Rounded;
}

/** The same before it has a margin. */
interface NoisyAmount {
  readonly sum: number;
  readonly deviation: number;
  readonly records: number;
}

function addAmounts(rows: readonly number[], column: string, source: FigureSource): Amount | ProtectedFigure {
  const found = source.cube.sums.get(column);
  if (!found) throw new RangeError(`The cube has no sums of "${column}"`);
  const parts = rows.map((row) => readAmount(row, found, source));
  const figures = parts.filter(isFigure);
  const amounts = parts.filter((part): part is NoisyAmount => !isFigure(part));
  if (figures.some(({ status }) => status === 'suppressed')) return suppressedFigure;
  if (amounts.length === 0) {
    return figures.every(({ status }) => status === 'zero') ? zeroFigure : missingFigure;
  }
  return {
    sum: {
      value: amounts.reduce((total, { sum }) => total + sum, 0),
      margin: deviationToMargin(Math.hypot(...amounts.map(({ deviation }) => deviation))),
    },
    records: {
      value: amounts.reduce((total, { records }) => total + records, 0),
      margin: countMargin(amounts.length, source.parameters),
    },
  };
}

function isFigure(part: NoisyAmount | ProtectedFigure): part is ProtectedFigure {
  return 'status' in part;
}

/** The amount of one node, or the figure where it has none to show. */
function readAmount(row: number, column: SumColumn, source: FigureSource): NoisyAmount | ProtectedFigure {
  const { parameters } = source;
  const all = countFigure(row, source);
  if (all.status === 'zero') return zeroFigure;
  if (all.status !== 'published') return suppressedFigure;
  const count = column.contributors[row] ?? 0;
  if (count === 0) return missingFigure;
  const largest = [column.largest[2 * row] ?? 0, column.largest[2 * row + 1] ?? 0];
  const cell = { sum: column.sums[row] ?? 0, count, cellKey: column.contributorKeys[row] ?? 0, largest };
  const sum = protectSum(cell, { ...parameters, uncertaintyPercent: Number.POSITIVE_INFINITY });
  if (sum.status !== 'published') return suppressedFigure;
  const withValue = { count: column.records[row] ?? 0, cellKey: column.recordKeys[row] ?? 0 };
  return {
    sum: sum.value,
    deviation: coarsenMargin(sumDeviation(largest, parameters.sums)),
    records: perturbCount(withValue, parameters.countTable),
  };
}

function showAmount({ value, margin }: Rounded, records: number, source: FigureSource): ProtectedFigure {
  const rounded = roundToMargin(value, margin, unitOfContributor(value, records));
  const limit = (source.parameters.uncertaintyPercent / 100) * Math.abs(rounded.value);
  return rounded.margin > limit ? tooUncertainFigure : published(rounded.value, rounded.margin);
}

/** The smallest and the largest that something can be, both inclusive. */
interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** What a figure about counts says of the truth; undefined where it says nothing. */
function findBounds(figure: FigureState): Bounds | undefined {
  if (figure.status === 'range') return { from: figure.from, to: figure.to };
  if (figure.status === 'zero') return { from: 0, to: 0 };
  if (figure.status !== 'published') return undefined;
  return { from: figure.value - figure.margin, to: figure.value + figure.margin };
}

/** What is true of both. */
function intersect(one: Bounds, other: Bounds): Bounds {
  return { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}

/** Whether a rule suppresses a row. */
function isSuppressed(row: number, { protection }: FigureSource): boolean {
  return protection.rules[row] !== 0;
}

/** The node of a row. */
function nodeOf(row: number, { nodes, lattice }: Cube): number[] {
  const width = lattice.dimensions.length;
  return Array.from(nodes.subarray(row * width, (row + 1) * width));
}

/** The row of a node with one dimension changed; undefined where that node is not in the lattice. */
function findRowWith(row: number, dimension: number, value: number, cube: Cube): number | undefined {
  return cube.rowOf(nodeOf(row, cube).with(dimension, value));
}
