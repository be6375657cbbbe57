/**
 * Records that have the same finest values, column after column; an entry is one combination of finest values, of one
 * person or of records that name no person.
 */
export interface FinestCells {
  /** Per dimension of the lattice the positions in `finest`. */
  readonly codes: readonly Uint16Array[];
  /** How many records. */
  readonly records: Float64Array;
  /** The sum of their keys modulo 2^32. */
  readonly recordKeys: Uint32Array;
  /** Per summed column; not read for a cube of persons. */
  readonly sums: readonly FinestSums[];
}

/**
 * One summed column of `FinestCells`. A sum is exact to six decimals: a whole number, rounded down, and millionths
 * above it, so that the order of adding does not matter. Whole parts are exact up to 2^53.
 */
export interface FinestSums {
  readonly wholes: Float64Array;
  /** Whole numbers of millionths, at least 0. */
  readonly millionths: Float64Array;
  /** Records that have a value, and the sum of their keys modulo 2^32. */
  readonly records: Float64Array;
  readonly recordKeys: Uint32Array;
  /** Of records that name no person: two per entry, the two largest values without sign. Of persons not read. */
  readonly largest: Float64Array;
}

/** Makes room for so many entries; all are zero. */
export function createFinestCells(length: number, dimensions: number, sums: number): FinestCells {
  return {
    codes: Array.from({ length: dimensions }, () => new Uint16Array(length)),
    records: new Float64Array(length),
    recordKeys: new Uint32Array(length),
    sums: Array.from({ length: sums }, () => ({
      wholes: new Float64Array(length),
      millionths: new Float64Array(length),
      records: new Float64Array(length),
      recordKeys: new Uint32Array(length),
      largest: new Float64Array(2 * length),
    })),
  };
}

/** The nearest number to whole + millionths / 1,000,000. */
export function toNumber(whole: number, millionths: number): number {
  const all = whole * 1e6 + millionths;
  return Number.isSafeInteger(all) ? all / 1e6 : whole + millionths / 1e6;
}
