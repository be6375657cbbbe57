import { perturbCount } from '../cell-key/counts.ts';
import { protectSum, sumDeviation } from '../cell-key/sums.ts';
import { coarsenMargin, deviationToMargin } from '../cell-key/uncertainty.ts';
import { createCountReader } from './count-cells.ts';
import { createFigureCells, states } from './figure-cells.ts';
import { countMargin } from './noise.ts';
import type { RowSets } from './row-sets.ts';
import type { FigureSource } from './source.ts';

/** A column added up over the nodes of one set, with noise and margins; or why there is nothing to show of it. */
export interface Amount {
  /** `published` where there is a sum. */
  state: number;
  readonly sum: { value: number; margin: number };
  /** The records with a value. */
  readonly records: { value: number; margin: number };
}

/** Adds up one column over the nodes of a set. The result is overwritten by the next call. */
export type AddUp = (sets: RowSets, at: number) => Amount;

/**
 * Prepares the sums of one column. Suppressed where the number of records of a node is not shown, where too few contributors
 * have a value, or where one or two of them make up nearly all of it. Nodes without a value add nothing.
 * @throws RangeError when the cube has no such column
 */
export function createAddUp(column: string, source: FigureSource): AddUp {
  const { parameters } = source;
  const readTerm = createTermReader(column, source);
  const term: Term = { sum: 0, deviation: 0, records: 0 };
  const amount: Amount = {
    state: states.missing,
    sum: { value: 0, margin: 0 },
    records: { value: 0, margin: 0 },
  };
  const deviations: number[] = [];
  return ({ starts, rows }, at) => {
    deviations.length = 0;
    let sum = 0;
    let records = 0;
    let isZero = true;
    for (let place = starts[at] ?? 0; place < (starts[at + 1] ?? 0); place++) {
      amount.state = readTerm(rows[place] ?? 0, term);
      if (amount.state === states.suppressed) return amount;
      if (amount.state !== states.zero) isZero = false;
      if (amount.state !== states.published) continue;
      sum += term.sum;
      records += term.records;
      deviations.push(term.deviation);
    }
    const [first] = deviations;
    if (first === undefined) {
      amount.state = isZero ? states.zero : states.missing;
      return amount;
    }
    amount.state = states.published;
    amount.sum.value = sum;
    amount.sum.margin = deviationToMargin(deviations.length === 1 ? first : Math.hypot(...deviations));
    amount.records.value = records;
    amount.records.margin = countMargin(deviations.length, parameters);
    return amount;
  };
}

/** The sum of one node with its noise. */
interface Term {
  sum: number;
  deviation: number;
  records: number;
}

/** Reads one node into `term` and gives what can be said of it. */
function createTermReader(column: string, source: FigureSource): (row: number, term: Term) => number {
  const { cube, parameters } = source;
  const found = cube.sums.get(column);
  if (!found) throw new RangeError(`The cube has no sums of "${column}"`);
  const { write } = createCountReader(source);
  const count = createFigureCells(1);
  const certain = { ...parameters, uncertaintyPercent: Number.POSITIVE_INFINITY };
  const cell = { sum: 0, count: 0, cellKey: 0, largest: [0, 0] };
  return (row, term) => {
    write(row, count, 0);
    if (count.states[0] === states.zero) return states.zero;
    if (count.states[0] !== states.published) return states.suppressed;
    cell.count = found.contributors[row] ?? 0;
    if (cell.count === 0) return states.missing;
    cell.sum = found.sums[row] ?? 0;
    cell.cellKey = found.contributorKeys[row] ?? 0;
    cell.largest[0] = found.largest[2 * row] ?? 0;
    cell.largest[1] = found.largest[2 * row + 1] ?? 0;
    const sum = protectSum(cell, certain);
    if (sum.status !== 'published') return states.suppressed;
    term.sum = sum.value;
    term.deviation = coarsenMargin(sumDeviation(cell.largest, parameters.sums));
    const withValue = { count: found.records[row] ?? 0, cellKey: found.recordKeys[row] ?? 0 };
    term.records = perturbCount(withValue, parameters.countTable);
    return states.published;
  };
}
