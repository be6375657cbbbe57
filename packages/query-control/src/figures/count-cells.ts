import { perturbCount } from '../cell-key/counts.ts';
import {
  createFigureCells,
  type FigureCells,
  highestOf,
  lowestOf,
  states,
  writeFigure,
} from './figure-cells.ts';
import { halvedDimensions } from './halves.ts';
import { countMargin } from './noise.ts';
import { createRowWithout, type RowWithout } from './rows-around.ts';
import type { FigureSource } from './source.ts';

/** Writes the figure of one node: how many persons or records are in it. */
export type WriteCount = (row: number, cells: FigureCells, at: number) => void;

/** What counts are read with: the figure of a node, and the nodes around it. */
export interface CountReader {
  readonly write: WriteCount;
  readonly rowWithout: RowWithout;
}

/**
 * Prepares the figures of single nodes.
 *
 * Of a property with two values the half below the minimum is `under-minimum`, whether it is 0 or not, and the other
 * half is a range: the total less at most the minimum minus one, widened by the margin of the total. The total is of the
 * same question without the property. Where it is not shown, neither half is.
 */
export function createCountReader(source: FigureSource): CountReader {
  const rowWithout = createRowWithout(source.cube);
  const writePlain = createPlainWriter(source);
  const halved = halvedDimensions(source.cube.lattice);
  if (halved.length === 0) return { rowWithout, write: writePlain };
  const { cube, parameters } = source;
  const { counts, nodes, lattice } = cube;
  const { minimumCount } = parameters;
  const width = lattice.dimensions.length;
  const totals = createFigureCells(halved.length + 1);

  /** Whether the node is a half of which one of the two is below the minimum. @param depth how many totals it is within */
  const writeHalf = (row: number, cells: FigureCells, at: number, depth: number): boolean => {
    const count = counts[row] ?? 0;
    const isSmall = count < minimumCount;
    let isFound = false;
    let isShown = false;
    let from: number = minimumCount;
    let to = Number.POSITIVE_INFINITY;
    for (const { dimension, isHalf } of halved) {
      if (!isHalf[nodes[row * width + dimension] ?? 0]) continue;
      const total = rowWithout(row, dimension);
      if (total < 0 || !(isSmall || (counts[total] ?? 0) - count < minimumCount)) continue;
      isFound = true;
      write(total, totals, depth, depth + 1);
      if (totals.states[depth] === states.zero) return false;
      const lowest = lowestOf(totals, depth);
      if (Number.isNaN(lowest)) continue;
      isShown = true;
      from = Math.max(from, lowest - (minimumCount - 1));
      to = Math.min(to, highestOf(totals, depth));
    }
    if (!isFound) return false;
    if (!isShown) writeFigure(cells, at, states.suppressed);
    else if (isSmall) writeFigure(cells, at, states.underMinimum);
    else writeFigure(cells, at, states.range, from, to);
    return true;
  };
  const write = (row: number, cells: FigureCells, at: number, depth: number): void => {
    if (!writeHalf(row, cells, at, depth)) writePlain(row, cells, at);
  };
  return { rowWithout, write: (row, cells, at) => write(row, cells, at, 0) };
}

function createPlainWriter({ cube, protection, parameters }: FigureSource): WriteCount {
  const { counts, cellKeys } = cube;
  const { rules } = protection;
  const margin = countMargin(1, parameters);
  return (row, cells, at) => {
    if (rules[row] !== 0) return writeFigure(cells, at, states.suppressed);
    const count = counts[row] ?? 0;
    if (count === 0) return writeFigure(cells, at, states.zero);
    const value = perturbCount({ count, cellKey: cellKeys[row] ?? 0 }, parameters.countTable);
    if (value > 0) writeFigure(cells, at, states.published, value, margin);
    else writeFigure(cells, at, states.suppressed);
  };
}
