import type { Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import { createBoxes, type Part, setNumbers } from './boxes.ts';

/** How little an attacker knows beforehand: the variance of the number in one finest combination (a deviation of 10). */
export const combinationVariance = 100;
/** The same for the number of persons of one membership class (a deviation of 100). */
const classVariance = 10_000;

/**
 * How the true sizes of sets vary together, for somebody who has not seen any figure. A set has the number of its row
 * in a cube.
 */
export interface Kernel {
  /** Writes the covariances of a set with `others[from]` up to `others[to - 1]` to `into[offset + from]` and on. */
  covariances(
    set: number,
    others: Int32Array,
    from: number,
    to: number,
    into: Float64Array,
    offset: number,
  ): void;
  /** The variance of a set by itself. */
  variance(set: number): number;
}

/** Every finest combination is an unknown of its own: for units that have one value of each dimension. */
export function createCombinationKernel(cube: Cube, part?: Part): Kernel {
  const width = cube.lattice.dimensions.length;
  const boxes = createBoxes(cube.lattice, part);
  const sets = setNumbers(cube, boxes);
  const tables = boxes.dimensions.map(({ common }) => common);
  const sizes = boxes.dimensions.map((dimension) => dimension.sets);
  const base = new Int32Array(width);
  const isEmpty = new Uint8Array(cube.size);
  for (let at = 0; at < sets.length; at++) if (sets[at] === -1) isEmpty[Math.floor(at / width)] = 1;
  const covariances: Kernel['covariances'] = (set, others, from, to, into, offset) => {
    if (isEmpty[set] === 1) {
      into.fill(0, offset + from, offset + to);
      return;
    }
    for (let at = 0; at < width; at++) base[at] = (sets[set * width + at] ?? 0) * (sizes[at] ?? 0);
    for (let other = from; other < to; other++) {
      const row = (others[other] ?? 0) * width;
      let product = isEmpty[others[other] ?? 0] === 1 ? 0 : combinationVariance;
      for (let at = 0; at < width && product !== 0; at++) {
        product *= tables[at]?.[(base[at] ?? 0) + (sets[row + at] ?? 0)] ?? 0;
      }
      into[offset + other] = product;
    }
  };
  return { covariances, variance: varianceBy(covariances) };
}

/**
 * Every class is an unknown: for persons who can be in several nodes that exclude each other for records, and for what
 * changed between versions.
 * @param variance of the number of units in one class
 */
export function createClassKernel(
  { size, starts, classes }: MembershipClasses,
  variance = classVariance,
): Kernel {
  let indexed: ClassIndex | undefined;
  return {
    covariances(set, others, from, to, into, offset) {
      if (indexed?.others !== others) indexed = indexClasses(others, { size, starts, classes });
      into.fill(0, offset + from, offset + to);
      const end = starts[set + 1] ?? 0;
      for (let at = starts[set] ?? 0; at < end; at++) {
        const number = classes[at] ?? 0;
        const last = indexed.starts[number + 1] ?? 0;
        for (let index = firstFrom(indexed, number, from); index < last; index++) {
          const place = indexed.places[index] ?? 0;
          if (place >= to) break;
          into[offset + place] = (into[offset + place] ?? 0) + variance;
        }
      }
    },
    variance: (set) => variance * ((starts[set + 1] ?? 0) - (starts[set] ?? 0)),
  };
}

/** The unknowns of both, which have nothing in common. */
export function addKernels(one: Kernel, other: Kernel): Kernel {
  let own = new Float64Array(0);
  return {
    covariances(set, others, from, to, into, offset) {
      if (own.length < to) own = new Float64Array(2 * to);
      one.covariances(set, others, from, to, into, offset);
      other.covariances(set, others, from, to, own, 0);
      for (let at = from; at < to; at++) into[offset + at] = (into[offset + at] ?? 0) + (own[at] ?? 0);
    },
    variance: (set) => one.variance(set) + other.variance(set),
  };
}

/** Per class the places in `others` of the sets that hold it, ascending. */
interface ClassIndex {
  readonly others: Int32Array;
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
}

function indexClasses(others: Int32Array, { size, starts, classes }: MembershipClasses): ClassIndex {
  const begins = new Uint32Array(size + 1);
  const visit = (found: (number: number, place: number) => void): void => {
    for (let place = 0; place < others.length; place++) {
      const set = others[place] ?? 0;
      const end = starts[set + 1] ?? 0;
      for (let at = starts[set] ?? 0; at < end; at++) found(classes[at] ?? 0, place);
    }
  };
  visit((number) => {
    begins[number + 1] = (begins[number + 1] ?? 0) + 1;
  });
  for (let number = 0; number < size; number++)
    begins[number + 1] = (begins[number + 1] ?? 0) + (begins[number] ?? 0);
  const next = begins.slice();
  const places = new Uint32Array(begins[size] ?? 0);
  visit((number, place) => {
    const at = next[number] ?? 0;
    places[at] = place;
    next[number] = at + 1;
  });
  return { others, starts: begins, places };
}

/** Where the first place from `from` on stands among those of a class. */
function firstFrom({ starts, places }: ClassIndex, number: number, from: number): number {
  let low = starts[number] ?? 0;
  let high = starts[number + 1] ?? 0;
  if (from === 0) return low;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function varianceBy(covariances: Kernel['covariances']): Kernel['variance'] {
  const one = new Int32Array(1);
  const result = new Float64Array(1);
  return (set) => {
    one[0] = set;
    covariances(set, one, 0, 1, result, 0);
    return result[0] ?? 0;
  };
}
