import type { Cube } from '../cube/cube.ts';
import { type Boxes, createBoxes, setNumbers } from './boxes.ts';

/** A set of finest combinations that can be asked. */
export interface AskableSet {
  /** Its rows in the cube: a set can have several names, such as a district with one neighbourhood. */
  readonly rows: readonly number[];
  /** How many dimensions say something. */
  readonly order: number;
}

/** A shown figure of a set. */
export interface ShownFigure {
  /** A row of the cube that is the set. */
  readonly row: number;
  /** The variance of its noise. */
  readonly noise: number;
  /** Sets with the same members have one figure, with one and the same noise: it has the same number. */
  readonly figure: number;
}

/** What an attacker reads of a set within the part that is looked at. */
export interface Reading {
  /** A row of the cube of which the part is the set. */
  readonly row: number;
  /** The variance of the noise that it shares with the other readings of the same `shared`. */
  readonly noise: number;
  /** The variance of the noise that it has for itself. */
  readonly ownNoise: number;
  /** The number of the figure whose noise it shares with readings of other sets; undefined where it shares nothing. */
  readonly shared: number | undefined;
  /** The figures of which it is the best mean. */
  readonly figures: readonly ShownFigure[];
}

/** A zero is read as it is; a variance of zero would make the matrix singular. */
const zeroVariance = 0.01;

/**
 * The distinct sets of a cube. A node in which nothing can be is none of them.
 * @param orders per row how many dimensions say something; by default all that are another set than everything
 */
export function findAskableSets(
  cube: Cube,
  nameOf: (row: number) => string | number | undefined,
  orders: ArrayLike<number> = countSaying(cube),
): AskableSet[] {
  const byName = new Map<string | number, number[]>();
  for (let row = 0; row < cube.size; row++) {
    const name = nameOf(row);
    if (name === undefined) continue;
    const rows = byName.get(name);
    if (rows === undefined) byName.set(name, [row]);
    else rows.push(row);
  }
  return [...byName.values()].map((rows) => ({ rows, order: orders[rows[0] ?? 0] ?? 0 }));
}

function countSaying(cube: Cube): Uint8Array {
  const width = cube.lattice.dimensions.length;
  const numbers = setNumbers(cube, createBoxes(cube.lattice));
  return Uint8Array.from(
    { length: cube.size },
    (_, row) => numbers.subarray(row * width, (row + 1) * width).filter((set) => set !== 0).length,
  );
}

/**
 * The shown sets with a count.
 * @param isShown a set is suppressed when it is under any of its names
 * @param noiseOf the variance of the noise of a set
 * @param figures per row of the cube the number of its figure
 */
export function readCounts(
  { counts }: Cube,
  sets: readonly AskableSet[],
  isShown: (set: AskableSet) => boolean,
  noiseOf: (set: AskableSet) => number,
  figures: Uint32Array,
): ShownFigure[] {
  return sets.flatMap((set) => {
    const [row = 0] = set.rows;
    const isRead = counts[row] !== 0 && isShown(set);
    return isRead ? [{ row, noise: noiseOf(set), figure: figures[row] ?? row }] : [];
  });
}

/** The shown zeros. Only the largest: a zero says that all in it is zero. */
export function readZeros(
  cube: Cube,
  boxes: Boxes,
  sets: readonly AskableSet[],
  isShown: (set: AskableSet) => boolean,
): ShownFigure[] {
  const isShownZero = (set: AskableSet) => cube.counts[set.rows[0] ?? 0] === 0 && isShown(set);
  const byOrder = sets.filter(isShownZero).sort((one, other) => one.order - other.order);
  const contains = createContains(cube, boxes);
  const largest: number[] = [];
  // What contains another set has no more dimensions that say something, but is not always earlier among equals.
  for (const { rows } of byOrder) {
    const [row = 0] = rows;
    if (largest.some((other) => contains(other, row))) continue;
    largest.push(row);
  }
  const isLargest = (row: number) => !largest.some((other) => other !== row && contains(other, row));
  return largest.filter(isLargest).map((row) => ({ row, noise: zeroVariance, figure: row }));
}

function createContains(cube: Cube, boxes: Boxes): (outer: number, inner: number) => boolean {
  const width = cube.lattice.dimensions.length;
  const numbers = setNumbers(cube, boxes);
  return (outer, inner) =>
    boxes.dimensions.every(({ common, sets }, at) => {
      const one = numbers[outer * width + at] ?? 0;
      const other = numbers[inner * width + at] ?? 0;
      return common[one * sets + other] === common[other * sets + other];
    });
}

/** Sets with one figure do not differ; a variance of zero would make the matrix singular. */
const differenceVariance = 0.005;

/**
 * What figures say of a part of the data to somebody who knows all that is outside it. Figures of one set within the
 * part become one reading with the noise of their best mean. Sets that share a figure keep a reading each, as their
 * difference is known; where one of them has nothing in the part, so is the noise. Sorted, see `sortNested`.
 */
export function readWithin(
  cube: Cube,
  boxes: Boxes,
  figures: readonly ShownFigure[],
  nameOf = createNameOf(cube, boxes),
): Reading[] {
  const setsOfFigures = new Map<number, SetsOfFigure>();
  const times = countSets(figures, cube.size);
  for (const shown of figures) {
    const name = nameOf(shown.row);
    if (name === undefined && times[shown.figure] === 1) continue;
    const known = setsOfFigures.get(shown.figure) ?? { first: shown, outside: 0, inside: new Map() };
    setsOfFigures.set(shown.figure, known);
    if (name === undefined) known.outside += 1;
    else known.inside.set(name, { row: shown.row, times: 1 + (known.inside.get(name)?.times ?? 0) });
  }
  const readings: Reading[] = [];
  const merged = new Map<string | number, { readonly row: number; readonly figures: ShownFigure[] }>();
  for (const { first, outside, inside } of setsOfFigures.values()) {
    if (outside === 0 && inside.size === 1) {
      for (const [name, { row }] of inside) {
        const known = merged.get(name) ?? { row, figures: [] };
        merged.set(name, known);
        known.figures.push(first);
      }
      continue;
    }
    for (const { row, times } of inside.values()) {
      readings.push({
        row,
        noise: outside === 0 ? first.noise : Math.min(first.noise, differenceVariance / outside),
        ownNoise: differenceVariance / times,
        shared: first.figure,
        figures: [first],
      });
    }
  }
  for (const { row, figures: own } of merged.values()) {
    readings.push({ row, noise: noiseOfMean(own), ownNoise: 0, shared: undefined, figures: own });
  }
  return sortNested(cube, boxes, readings);
}

/** Per figure, which has the number of a row, how many sets it is shown of. */
function countSets(figures: readonly ShownFigure[], size: number): Uint32Array {
  const times = new Uint32Array(size);
  for (const { figure } of figures) times[figure] = (times[figure] ?? 0) + 1;
  return times;
}

interface SetsOfFigure {
  readonly first: ShownFigure;
  /** How many of its sets have nothing in the part. */
  outside: number;
  /** Per set within the part one of its rows, and of how many sets it is the part. */
  readonly inside: Map<string | number, { readonly row: number; readonly times: number }>;
}

/** The variance of the best mean of figures of one set; Infinity of none. */
export function noiseOfMean(figures: readonly ShownFigure[]): number {
  return 1 / figures.reduce((precision, { noise }) => precision + 1 / noise, 0);
}

/** Names the set that is the part of a row: rows with the same name have the same part. Undefined where it is empty. */
export function createNameOf(cube: Cube, boxes: Boxes): (row: number) => string | number | undefined {
  const width = cube.lattice.dimensions.length;
  const { nodes } = cube;
  const sets = boxes.dimensions.map((dimension) => dimension.sets);
  const setOf = boxes.dimensions.map((dimension) => dimension.setOf);
  const isNumber = sets.reduce((product, size) => product * size, 1) < Number.MAX_SAFE_INTEGER;
  const setAt = (row: number, at: number): number =>
    (setOf[at] as Int32Array)[nodes[row * width + at] as number] as number;
  if (!isNumber) {
    return (row) => {
      const numbers = sets.map((_, at) => setAt(row, at));
      return numbers.some((set) => set < 0) ? undefined : numbers.join(' ');
    };
  }
  return (row) => {
    let name = 0;
    for (let at = 0; at < width; at++) {
      const set = setAt(row, at);
      if (set < 0) return undefined;
      name = name * (sets[at] as number) + set;
    }
    return name;
  };
}

/**
 * Sorts so that what is in one value of a dimension stands together, followed by what is in the values around it: the
 * neighbourhoods of a district, then the district. Sets of different neighbourhoods do not vary together, so this
 * keeps the envelope of the covariances small.
 */
export function sortNested<T extends { readonly row: number }>(
  cube: Cube,
  boxes: Boxes,
  items: readonly T[],
): T[] {
  const width = cube.lattice.dimensions.length;
  const bySize = boxes.dimensions
    .map((dimension, at) => ({ ...dimension, at }))
    .sort((one, other) => other.sets - one.sets);
  const compare = (one: number, other: number): number => {
    for (const { at, setOf, last, common, sets } of bySize) {
      const first = setOf[cube.nodes[one * width + at] ?? 0] ?? 0;
      const second = setOf[cube.nodes[other * width + at] ?? 0] ?? 0;
      if (first === second) continue;
      const difference = (last[first] ?? 0) - (last[second] ?? 0);
      if (difference !== 0) return difference;
      return (common[first * sets + first] ?? 0) - (common[second * sets + second] ?? 0) || first - second;
    }
    return one - other;
  };
  return [...items].sort((one, other) => compare(one.row, other.row));
}
