import type { Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import { type BoxDimension, createBoxes, type Part } from './boxes.ts';

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
  /** Per set the place of the first of all sets that it varies together with, at most its own place. */
  firstVarying(sets: Int32Array): Int32Array;
}

/** Every finest combination is an unknown of its own: for units that have one value of each dimension. */
export function createCombinationKernel({ nodes, lattice }: Cube, part?: Part): Kernel {
  const width = lattice.dimensions.length;
  const { dimensions } = createBoxes(lattice, part);
  const setsOf = (row: number): number[] =>
    dimensions.map(({ setOf }, at) => setOf[nodes[row * width + at] ?? 0] ?? -1);
  let indexed: OverlapIndex | undefined;
  const indexOf = (others: Int32Array): OverlapIndex => {
    if (indexed?.others !== others) indexed = indexOverlaps(others, dimensions, setsOf);
    return indexed;
  };
  return {
    covariances(set, others, from, to, into, offset) {
      const { columns, overlaps, words } = indexOf(others);
      into.fill(0, offset + from, offset + to);
      const sets = setsOf(set);
      if (sets.includes(-1)) return;
      for (let word = from >> 5; word << 5 < to; word++) {
        let left = overlapsIn(overlaps, sets, words, word);
        if (word << 5 < from) left &= -1 << (from & 31);
        while (left !== 0) {
          const place = lowestPlace(word, left);
          if (place >= to) break;
          left &= left - 1;
          let product = combinationVariance;
          for (let at = 0; at < width; at++) {
            const { common, sets: count } = dimensions[at] as BoxDimension;
            const other = (columns[at] as Int32Array)[place] as number;
            product *= common[(sets[at] as number) * count + other] as number;
          }
          into[offset + place] = product;
        }
      }
    },
    variance(set) {
      const sets = setsOf(set);
      if (sets.includes(-1)) return 0;
      const own = dimensions.map(({ common, sets: count }, at) => common[(sets[at] ?? 0) * (count + 1)] ?? 0);
      return own.reduce((product, values) => product * values, combinationVariance);
    },
    firstVarying(others) {
      const { overlaps, words } = indexOf(others);
      return others.map((set, place) => {
        const sets = setsOf(set);
        if (sets.includes(-1)) return place;
        for (let word = 0; word << 5 < place; word++) {
          const found = overlapsIn(overlaps, sets, words, word);
          if (found !== 0) return Math.min(place, lowestPlace(word, found));
        }
        return place;
      });
    },
  };
}

/** Some sets, of which it can be told quickly which overlap another set: that do so in every dimension. */
interface OverlapIndex {
  readonly others: Int32Array;
  /** Per dimension, per place the number of its set; -1 in all where the set at that place is empty. */
  readonly columns: readonly Int32Array[];
  /** Per dimension, per set so many words of a bit per place: 1 where the set there has something in common with it. */
  readonly overlaps: readonly Int32Array[];
  readonly words: number;
}

function indexOverlaps(
  others: Int32Array,
  dimensions: readonly BoxDimension[],
  setsOf: (row: number) => readonly number[],
): OverlapIndex {
  const columns = dimensions.map(() => new Int32Array(others.length).fill(-1));
  for (const [place, row] of others.entries()) {
    const sets = setsOf(row);
    if (sets.includes(-1)) continue;
    for (const [at, set] of sets.entries()) (columns[at] as Int32Array)[place] = set;
  }
  const words = Math.ceil(others.length / 32);
  const overlaps = dimensions.map((dimension, at) =>
    overlappingPlaces(dimension, columns[at] as Int32Array, words),
  );
  return { others, columns, overlaps, words };
}

function overlappingPlaces({ common, sets }: BoxDimension, column: Int32Array, words: number): Int32Array {
  const bits = new Int32Array(sets * words);
  for (let place = 0; place < column.length; place++) {
    const own = column[place] as number;
    if (own < 0) continue;
    for (let set = 0; set < sets; set++) {
      if (common[own * sets + set] === 0) continue;
      const word = set * words + (place >> 5);
      bits[word] = (bits[word] as number) | (1 << (place & 31));
    }
  }
  return bits;
}

/** Of the places of one word those of the sets that overlap one with these sets. */
function overlapsIn(
  overlaps: readonly Int32Array[],
  sets: readonly number[],
  words: number,
  word: number,
): number {
  let both = -1;
  for (let at = 0; at < overlaps.length; at++) {
    both &= (overlaps[at] as Int32Array)[(sets[at] as number) * words + word] as number;
  }
  return both;
}

/** The place of the lowest bit of a word. */
function lowestPlace(word: number, bits: number): number {
  return (word << 5) + 31 - Math.clz32(bits & -bits);
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
    firstVarying(sets) {
      const firstOf = new Int32Array(size).fill(-1);
      return sets.map((set, place) => {
        let first = place;
        const end = starts[set + 1] ?? 0;
        for (let at = starts[set] ?? 0; at < end; at++) {
          const number = classes[at] as number;
          const known = firstOf[number] as number;
          if (known < 0) firstOf[number] = place;
          else if (known < first) first = known;
        }
        return first;
      });
    },
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
    firstVarying(sets) {
      const firstOfOther = other.firstVarying(sets);
      return one.firstVarying(sets).map((first, place) => Math.min(first, firstOfOther[place] as number));
    },
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
  if (low === high || (places[low] as number) >= from) return low;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
