import { roundMarginUp } from '@datalab/query-control';
import type { ProtectedValue } from '../../platform/http/common.contract.ts';

/** How the cells were protected. */
export interface CellNoise {
  /** Counts have a largest change and a variance; what 99 % of the noise of other cells stays under is their margin. */
  readonly isCount: boolean;
  readonly counts: { readonly maxNoise: number; readonly variance: number };
  readonly minimumCount: number;
}

/** Half the width of an interval that holds 99 of 100 normal draws, in standard deviations. */
const deviations = 2.576;

type Cells = readonly ProtectedValue[];
type Published = Extract<ProtectedValue, { status: 'published' }>;

/**
 * The sum of protected cells. Suppressed when a cell is: a sum without the small ones would be read as complete; with a
 * reason only where no cell is suppressed for another. Where all that is not shown is under the minimum count, it is a
 * range.
 */
export function addCells(cells: Cells, noise: CellNoise): ProtectedValue {
  const [first] = cells;
  if (first === undefined) return { status: 'missing' };
  if (cells.length === 1) return first;
  const barred = findBarred(cells, noise);
  if (barred !== undefined) return barred;
  if (cells.some(({ status }) => status === 'missing')) return { status: 'missing' };
  if (cells.every(({ status }) => status === 'zero')) return { status: 'zero', value: 0 };
  if (cells.some(({ status }) => status !== 'published' && status !== 'zero')) return addBounds(cells, noise);
  const value = withoutBinaryNoise(sumOf(cells.map(numberOf)));
  return withMargin(value, combineMargins(marginsOf(cells), noise));
}

/** A cell that cannot be in a sum: of these one without a reason, or else the first. */
function findBarred(cells: Cells, { isCount }: CellNoise): ProtectedValue | undefined {
  const hidden = cells.flatMap((cell) => (cell.status === 'suppressed' ? [cell] : []));
  const hasBounds = isCount && hidden.every(({ reason }) => reason === 'under-minimum');
  if (hidden.length === 0 || hasBounds) return undefined;
  return hidden.find(({ reason }) => reason === undefined) ?? hidden[0];
}

/** What lies between the lowest and the highest that the cells can be, the noise of the shown ones included. */
function addBounds(cells: Cells, noise: CellNoise): ProtectedValue {
  const shown = cells.filter(({ status }) => status === 'published');
  const margin = combineMargins(marginsOf(shown), noise) ?? 0;
  const middle = sumOf(shown.map(numberOf));
  const bounds = cells.flatMap((cell) => boundsOf(cell, noise));
  const from = middle - margin + sumOf(bounds.map(([low]) => low));
  const to = middle + margin + sumOf(bounds.map(([, high]) => high));
  return noise.isCount
    ? { status: 'range', from: Math.max(0, Math.floor(from)), to: Math.ceil(to) }
    : { status: 'range', from: withoutBinaryNoise(from), to: withoutBinaryNoise(to) };
}

function boundsOf(cell: ProtectedValue, { minimumCount }: CellNoise): [low: number, high: number][] {
  if (cell.status === 'range') return [[cell.from, cell.to]];
  return cell.status === 'suppressed' ? [[0, minimumCount - 1]] : [];
}

/** The cells of which a share is taken. */
export interface Whole {
  /** The cells of the part that are in the whole, and those that are not. */
  readonly within: Cells;
  readonly outside: Cells;
  /** The other cells of the whole; what is not shown among them does not count. */
  readonly others: Cells;
}

/**
 * A part divided by the shown cells of a whole. A cell that is in both moves the share less than one that is in one of
 * them. A range when the part is one.
 */
export function shareOfCells({ within, outside, others }: Whole, noise: CellNoise): ProtectedValue {
  const cells = [...within, ...outside];
  const part = addCells(cells, noise);
  if (part.status === 'suppressed' || part.status === 'missing' || part.status === 'zero') return part;
  const shown = others.filter(({ status }) => status === 'published' || status === 'range');
  if (part.status === 'range' || shown.some(({ status }) => status === 'range')) {
    return shareOfBounds({ within, outside, others: shown }, noise);
  }
  const whole = sumOf([...within, ...shown].map(numberOf));
  if (whole === 0) return { status: 'missing' };
  const share = part.value / whole;
  const moves = [
    ...within.map((cell) => moved(cell, (1 - share) / whole)),
    ...outside.map((cell) => moved(cell, 1 / whole)),
    ...shown.map((cell) => moved(cell, share / whole)),
  ].flat();
  return withMargin(share, combineMargins(moves, noise));
}

function moved(cell: ProtectedValue, rate: number): (number | undefined)[] {
  return marginsOf([cell]).map((margin) => margin && margin * Math.abs(rate));
}

function shareOfBounds({ within, outside, others }: Whole, noise: CellNoise): ProtectedValue {
  const [inside, apart, rest] = [within, outside, others].map((cells) => intervalOf(cells, noise));
  if (inside === undefined || apart === undefined || rest === undefined) return { status: 'missing' };
  const low = (inside.low + apart.low) / (inside.low + rest.high);
  const high = (inside.high + apart.high) / (inside.high + rest.low);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { status: 'missing' };
  return { status: 'range', from: withoutBinaryNoise(low), to: withoutBinaryNoise(high) };
}

function intervalOf(cells: Cells, noise: CellNoise): { low: number; high: number } {
  const sum = cells.length === 0 ? undefined : addCells(cells, noise);
  if (sum?.status === 'range') return { low: sum.from, high: sum.to };
  if (sum?.status === 'suppressed') return { low: 0, high: noise.minimumCount - 1 };
  if (sum?.status !== 'published') return { low: 0, high: 0 };
  const margin = sum.margin ?? 0;
  return { low: Math.max(0, sum.value - margin), high: sum.value + margin };
}

/**
 * The margin of a sum of cells with independent noise: what 99 % of the noise stays under, and never more than the
 * margins together. Unknown when one of them is.
 */
function combineMargins(margins: readonly (number | undefined)[], noise: CellNoise): number | undefined {
  const known = margins.flatMap((margin) => margin ?? []);
  if (known.length < margins.length) return undefined;
  if (known.length === 1) return known[0];
  const { maxNoise, variance } = noise.counts;
  const widening = noise.isCount ? (deviations * Math.sqrt(variance)) / maxNoise : 1;
  return Math.min(sumOf(known), widening * Math.hypot(...known));
}

function marginsOf(cells: Cells): (number | undefined)[] {
  return cells.flatMap((cell) => (cell.status === 'published' ? [cell.margin] : []));
}

function withMargin(value: number, margin: number | undefined): Published {
  return { status: 'published', value, ...(margin !== undefined && { margin: roundMarginUp(margin) }) };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function numberOf(cell: ProtectedValue): number {
  return 'value' in cell ? cell.value : 0;
}

/** Adding decimals leaves digits that nobody meant: 0.1 and 0.2 make 0.30000000000000004. */
function withoutBinaryNoise(sum: number): number {
  return Number(sum.toPrecision(12));
}
