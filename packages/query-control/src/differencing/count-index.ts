import { type CellStore, setAt } from './cell-store.ts';
import { COVERS, INSIDE, type Relations } from './relations.ts';

/**
 * The cells of one version of the data set, sorted by count, with for each code set in use one bit per cell: is the set
 * of the cell inside it, or does it cover it?
 */
export interface CountIndex {
  /** The cells of its state inside `outer` with a count above `low` and below `high`. */
  insideBetween(outer: number, low: number, high: number): readonly number[];
  /**
   * The cells of its state with a count above `low` and below `high` that cover `cell` in all variables, except perhaps
   * `along`.
   */
  coveringBetween(cell: number, along: number, low: number, high: number): readonly number[];
}

/** Valid as long as the store does not change. Each part is built when it is first needed. */
export function createCountIndex(store: CellStore, relations: Relations, version: string): CountIndex {
  const { variables } = store;
  let sorted: SortedCells | undefined;
  const sortOnce = (): SortedCells => {
    sorted ??= sortCells(store, version);
    return sorted;
  };
  const known = new Map<string, Uint32Array>();
  const bitsOf = (relation: number, at: number, set: number): Uint32Array => {
    const key = `${relation} ${at} ${set}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const bits = markPositions(
      relations.rowOf(at, set),
      sortOnce().columns[at] ?? new Int32Array(0),
      relation,
    );
    known.set(key, bits);
    return bits;
  };
  const pick = (
    cell: number,
    relation: number,
    along: number,
    low: number,
    high: number,
  ): readonly number[] => {
    const { ordered, amounts } = sortOnce();
    const from = firstAbove(amounts, low);
    const until = firstAbove(amounts, high - 1);
    if (from >= until) return [];
    const needed = variables.flatMap((variable, at) => {
      const set = setAt(variable, cell);
      return at === along || (relation === INSIDE && set === 0) ? [] : [bitsOf(relation, at, set)];
    });
    return commonPositions(needed, from, until)
      .map((place) => ordered[place] ?? 0)
      .filter((other) => relations.isOfOneState(cell, other));
  };

  return {
    insideBetween: (outer, low, high) => pick(outer, INSIDE, -1, low, high),
    coveringBetween: (cell, along, low, high) => pick(cell, COVERS, along, low, high),
  };
}

interface SortedCells {
  readonly ordered: Int32Array;
  readonly amounts: Float64Array;
  /** For each variable the set at each position. */
  readonly columns: readonly Int32Array[];
}

function sortCells({ counts, versions, versionOf, variables }: CellStore, version: string): SortedCells {
  const ordered = Int32Array.from(counts.keys())
    .filter((cell) => versions[versionOf[cell] ?? 0]?.ofDataset === version)
    .sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
  const amounts = new Float64Array(ordered.length);
  for (const [place, cell] of ordered.entries()) amounts[place] = counts[cell] ?? 0;
  return { ordered, amounts, columns: variables.map((one) => ordered.map((cell) => setAt(one, cell))) };
}

/** One bit for each position whose set has the given relation. */
function markPositions(row: Uint8Array, column: Int32Array, relation: number): Uint32Array {
  const bits = new Uint32Array((column.length >>> 5) + 1);
  for (let place = 0; place < column.length; place += 1) {
    if (((row[column[place] ?? 0] ?? 0) & relation) > 0) {
      bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
    }
  }
  return bits;
}

/** The positions from `from` up to `until` that have a bit in all sets. */
function commonPositions(sets: readonly Uint32Array[], from: number, until: number): number[] {
  const places: number[] = [];
  for (let word = from >>> 5; word <= (until - 1) >>> 5; word += 1) {
    let bits = 0xffff_ffff;
    for (const set of sets) bits &= set[word] ?? 0;
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
      const place = word * 32 + bit;
      if (place >= from && place < until) places.push(place);
    }
  }
  return places;
}

/** The first position with an amount above a whole number. */
function firstAbove(amounts: Float64Array, bound: number): number {
  let low = 0;
  let high = amounts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((amounts[middle] ?? 0) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}
