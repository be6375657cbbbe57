import type { Lattice } from '../lattice/lattice.ts';
import { createFinestCells, type FinestCells, type FinestSums } from './finest-cells.ts';

/**
 * Adds up entries with the same finest values before they go to the nodes: what does not depend on persons is then added
 * once per combination instead of once per person and combination.
 */
export interface FinestTotals {
  /** Adds one entry; `largest` is not kept. When the memory is full everything is handed on first. */
  add(cells: FinestCells, at: number): void;
  /** Hands on what is left. */
  finish(): void;
}

/** So many combinations are kept at most. */
const combinationsMax = 100_000;

/** Starts with nothing; `handOn` receives so many entries at a time, in arrays that are used again afterwards. */
export function createFinestTotals(
  lattice: Lattice,
  sums: number,
  handOn: (cells: FinestCells, count: number) => void,
): FinestTotals {
  const totals = createFinestCells(combinationsMax, lattice.dimensions.length, sums);
  const numbering = createNumbering(lattice);
  const handOnAll = () => {
    handOn(totals, numbering.count());
    numbering.clear();
  };
  return {
    add(cells, at) {
      let place = numbering.find(cells.codes, at);
      if (place === undefined) {
        if (numbering.count() === combinationsMax) handOnAll();
        place = numbering.append(cells.codes, at);
        clearEntry(totals, place, cells, at);
      }
      addEntry(totals, place, cells, at);
    },
    finish: handOnAll,
  };
}

function clearEntry(totals: FinestCells, place: number, cells: FinestCells, at: number): void {
  for (let dimension = 0; dimension < totals.codes.length; dimension++) {
    (totals.codes[dimension] as Uint16Array)[place] = cells.codes[dimension]?.[at] as number;
  }
  totals.records[place] = 0;
  totals.recordKeys[place] = 0;
  for (const sum of totals.sums) {
    sum.wholes[place] = 0;
    sum.millionths[place] = 0;
    sum.records[place] = 0;
    sum.recordKeys[place] = 0;
  }
}

/** Adds what entry `at` has to entry `place`, without `largest`. */
export function addEntry(totals: FinestTallies, place: number, cells: FinestCells, at: number): void {
  totals.records[place] = (totals.records[place] as number) + (cells.records[at] as number);
  totals.recordKeys[place] = (totals.recordKeys[place] as number) + (cells.recordKeys[at] as number);
  for (let column = 0; column < totals.sums.length; column++) {
    addSum(totals.sums[column] as SumTallies, place, cells.sums[column] as FinestSums, at);
  }
}

/** The parts of cells or nodes that simply add up. */
export interface FinestTallies extends Pick<FinestCells, 'records' | 'recordKeys'> {
  readonly sums: readonly SumTallies[];
}

/** The same of a summed column. */
export type SumTallies = Omit<FinestSums, 'largest'>;

function addSum(total: SumTallies, place: number, sum: FinestSums, at: number): void {
  total.wholes[place] = (total.wholes[place] as number) + (sum.wholes[at] as number);
  total.millionths[place] = (total.millionths[place] as number) + (sum.millionths[at] as number);
  total.records[place] = (total.records[place] as number) + (sum.records[at] as number);
  total.recordKeys[place] = (total.recordKeys[place] as number) + (sum.recordKeys[at] as number);
}

/** Numbers combinations of codes in the order in which they come. */
interface Numbering {
  find(codes: readonly Uint16Array[], at: number): number | undefined;
  append(codes: readonly Uint16Array[], at: number): number;
  count(): number;
  clear(): void;
}

function createNumbering({ dimensions }: Lattice): Numbering {
  const sizes = dimensions.map(({ finest }) => finest.length);
  const isExact = sizes.reduce((product, size) => product * size, 1) <= Number.MAX_SAFE_INTEGER;
  const places = new Map<number | string, number>();
  const keyOf = (codes: readonly Uint16Array[], at: number): number | string => {
    if (!isExact) return codes.map((column) => column[at]).join();
    let key = 0;
    for (let dimension = 0; dimension < sizes.length; dimension++) {
      key = key * (sizes[dimension] as number) + ((codes[dimension] as Uint16Array)[at] as number);
    }
    return key;
  };
  return {
    find: (codes, at) => places.get(keyOf(codes, at)),
    append(codes, at) {
      const place = places.size;
      places.set(keyOf(codes, at), place);
      return place;
    },
    count: () => places.size,
    clear: () => places.clear(),
  };
}
