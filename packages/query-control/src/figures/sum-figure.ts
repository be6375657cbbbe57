import { perturbCount } from '../cell-key/counts.ts';
import { protectSum, sumDeviation } from '../cell-key/sums.ts';
import { coarsenMargin, deviationToMargin } from '../cell-key/uncertainty.ts';
import type { SumColumn } from '../cube/cube.ts';
import { countFigure } from './count-figure.ts';
import {
  missingFigure,
  type ProtectedFigure,
  published,
  suppressedFigure,
  tooUncertainFigure,
  zeroFigure,
} from './figure.ts';
import { countMargin } from './noise.ts';
import { findRatio } from './ratio.ts';
import { type Rounded, roundToMargin, unitOfContributor } from './rounding.ts';
import type { FigureSource } from './source.ts';

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
