import type { Cube } from '../cube/cube.ts';
import type { Dimension, Lattice } from '../lattice/lattice.ts';

/**
 * The nodes of a lattice as sets of combinations of indivisible values. Finest values that no value of a dimension
 * tells apart are one indivisible value. Values of a dimension that contain the same are one and the same.
 */
export interface Boxes {
  readonly dimensions: readonly BoxDimension[];
}

export interface BoxDimension {
  /** Per value of a node (0 is all) the number of the set of indivisible values that it is; 0 is all, -1 is none. */
  readonly setOf: Int32Array;
  /** How many sets there are. */
  readonly sets: number;
  /** Per pair of sets, row after row, how many indivisible values are in both. */
  readonly common: Float64Array;
  /** Per set the last position of its values in an order in which groups are as far as possible together. */
  readonly last: Int32Array;
}

/** Per dimension the finest values that count, or undefined for all: a part of the data that is looked at alone. */
export type Part = ReadonlyArray<ReadonlySet<number> | undefined>;

/** @param part only this part of every node is looked at */
export function createBoxes({ dimensions }: Lattice, part: Part = []): Boxes {
  return { dimensions: dimensions.map((dimension, at) => createBoxDimension(dimension, part[at])) };
}

/** The sets of every row of a cube, with one number per dimension: -1 where nothing is in it. */
export function setNumbers({ nodes, size, lattice }: Cube, { dimensions }: Boxes): Int32Array {
  const width = lattice.dimensions.length;
  const sets = new Int32Array(size * width);
  for (const [at, { setOf }] of dimensions.entries()) {
    for (let row = 0; row < size; row++) sets[row * width + at] = setOf[nodes[row * width + at] ?? 0] ?? -1;
  }
  return sets;
}

function createBoxDimension(dimension: Dimension, within: ReadonlySet<number> | undefined): BoxDimension {
  const all = dimension.finest.map((_, code) => code);
  const codesOfValues = [all, ...dimension.values.map(({ codes }) => codes)].map((codes) =>
    within === undefined ? codes : codes.filter((code) => within.has(code)),
  );
  const atoms = findAtoms(codesOfValues, dimension.finest.length);
  const bySet = new Map<string, { readonly number: number; readonly atoms: ReadonlySet<number> }>();
  const setOf = new Int32Array(codesOfValues.length);
  for (const [value, codes] of codesOfValues.entries()) {
    const contained = new Set(codes.map((code) => atoms[code] ?? 0));
    const name = [...contained].sort((one, other) => one - other).join(' ');
    const known = bySet.get(name) ?? { number: bySet.size, atoms: contained };
    bySet.set(name, known);
    setOf[value] = contained.size === 0 ? -1 : known.number;
  }
  const sets = [...bySet.values()].map((set) => set.atoms);
  return {
    setOf,
    sets: sets.length,
    common: Float64Array.from(sets.flatMap((one) => sets.map((other) => countCommon(one, other)))),
    last: lastPositions(sets),
  };
}

/** Numbers the finest values so that those which are in the same values have the same number. */
function findAtoms(codesOfValues: ReadonlyArray<readonly number[]>, finest: number): Int32Array {
  const memberships: number[][] = Array.from({ length: finest }, () => []);
  for (const [value, codes] of codesOfValues.entries()) {
    for (const code of codes) memberships[code]?.push(value);
  }
  const numbers = new Map<string, number>();
  return Int32Array.from(memberships, (values) => {
    const name = values.join(' ');
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

function countCommon(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let count = 0;
  for (const atom of one) if (other.has(atom)) count += 1;
  return count;
}

/** Sorts the indivisible values by the largest set that they are in, then the next, so that nested sets are runs. */
function lastPositions(sets: ReadonlyArray<ReadonlySet<number>>): Int32Array {
  const descending = sets
    .map((_, set) => set)
    .sort((one, other) => (sets[other]?.size ?? 0) - (sets[one]?.size ?? 0));
  const ranks = new Map<number, number[]>();
  for (const [rank, set] of descending.entries()) {
    for (const atom of sets[set] ?? []) ranks.set(atom, [...(ranks.get(atom) ?? []), rank]);
  }
  const ordered = [...ranks].sort(([, one], [, other]) => compareLists(one, other)).map(([atom]) => atom);
  const position = new Map(ordered.map((atom, at) => [atom, at]));
  return Int32Array.from(sets, (set) => Math.max(-1, ...[...set].map((atom) => position.get(atom) ?? 0)));
}

function compareLists(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
