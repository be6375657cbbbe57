import { type CountReader, createCountReader, type WriteCount } from './count-cells.ts';
import {
  createFigureCells,
  type FigureCells,
  highestOf,
  lowestOf,
  states,
  writeFigure,
} from './figure-cells.ts';
import { countMargin, largestCountMargin } from './noise.ts';
import { ProtectedColumn } from './protected-column.ts';
import { roundToMargin } from './rounding.ts';
import { countSets, type RowSets } from './row-sets.ts';
import type { FigureSource } from './source.ts';

/**
 * How many persons or records are in each set of nodes. The margin of several nodes is that of the sum of their noises. A
 * suppressed node makes the sum a range, which holds the truth always; where only suppressed nodes have any, the sum is
 * suppressed as well.
 * @param sets rows of the cube, of which no two in one set hold the same person or record
 */
export function countFigures(sets: RowSets, source: FigureSource): ProtectedColumn {
  const reader = createCountReader(source);
  const writeSum = createSumWriter(reader, source);
  const { starts, rows } = sets;
  const cells = createFigureCells(countSets(sets));
  for (let at = 0; at < cells.states.length; at++) {
    const from = starts[at] ?? 0;
    const to = starts[at + 1] ?? 0;
    if (to - from === 1) reader.write(rows[from] ?? 0, cells, at);
    else writeSum(sets, at, cells);
  }
  return new ProtectedColumn(cells);
}

/** Writes the figure of a set of several nodes, or of none. */
type WriteSum = (sets: RowSets, at: number, cells: FigureCells) => void;

function createSumWriter({ write, rowWithout }: CountReader, source: FigureSource): WriteSum {
  const { parameters } = source;
  const highestOfSuppressed = createHighestOfSuppressed(write, rowWithout, source);
  const term = createFigureCells(1);
  const writeRange = (sets: RowSets, at: number, cells: FigureCells, noise: Noise): void => {
    const margin = largestCountMargin(noise.terms, parameters);
    let from = noise.sum - margin;
    let to = noise.sum + margin;
    for (let place = sets.starts[at] ?? 0; place < (sets.starts[at + 1] ?? 0); place++) {
      const row = sets.rows[place] ?? 0;
      write(row, term, 0);
      const state = term.states[0];
      if (state === states.published || state === states.zero) continue;
      const isRange = state === states.range;
      from += isRange ? lowestOf(term, 0) : 0;
      to += isRange ? highestOf(term, 0) : highestOfSuppressed(row);
    }
    if (Number.isNaN(to)) writeFigure(cells, at, states.suppressed);
    else writeFigure(cells, at, states.range, Math.max(0, from), to);
  };
  return (sets, at, cells) => {
    const noise = { sum: 0, terms: 0 };
    let ranges = 0;
    let suppressed = 0;
    for (let place = sets.starts[at] ?? 0; place < (sets.starts[at + 1] ?? 0); place++) {
      write(sets.rows[place] ?? 0, term, 0);
      const state = term.states[0];
      if (state === states.published) {
        noise.sum += term.first[0] ?? 0;
        noise.terms += 1;
      } else if (state === states.range) ranges += 1;
      else if (state !== states.zero) suppressed += 1;
    }
    if (suppressed > 0 && noise.terms + ranges === 0) return writeFigure(cells, at, states.suppressed);
    if (suppressed + ranges > 0) return writeRange(sets, at, cells, noise);
    if (noise.terms === 0) return writeFigure(cells, at, states.zero);
    const { value, margin } = roundToMargin(noise.sum, countMargin(noise.terms, parameters), 1);
    writeFigure(cells, at, states.published, value, margin);
  };
}

/** What is shown of a sum, and of how many nodes. */
interface Noise {
  sum: number;
  terms: number;
}

/**
 * The most that a suppressed node can hold: the minimum minus one where it is that small, else no more than a shown node
 * around it. NaN where none around it is shown. It can hold nothing.
 */
function createHighestOfSuppressed(
  write: WriteCount,
  rowWithout: CountReader['rowWithout'],
  { cube, parameters }: FigureSource,
): (row: number) => number {
  const { minimumCount } = parameters;
  const dimensions = cube.lattice.dimensions.map((_, at) => at);
  const figure = createFigureCells(1);
  const highest = (row: number): number => {
    if ((cube.counts[row] ?? 0) < minimumCount) return minimumCount - 1;
    const around = dimensions.map((at) => rowWithout(row, at)).filter((one) => one >= 0);
    const shown = around.map((one) => {
      write(one, figure, 0);
      return highestOf(figure, 0);
    });
    return lowestNumber(shown) ?? lowestNumber(around.map(highest)) ?? Number.NaN;
  };
  return highest;
}

function lowestNumber(numbers: readonly number[]): number | undefined {
  const known = numbers.filter((number) => !Number.isNaN(number));
  return known.length > 0 ? Math.min(...known) : undefined;
}
