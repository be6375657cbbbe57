import type { MembershipClasses } from '../cube/class-counter.ts';
import type { Cube } from '../cube/cube.ts';
import { createBoxes, type Part, setNumbers } from './boxes.ts';

/** How little an attacker knows beforehand: the variance of the number in one finest combination (a deviation of 10). */
const combinationVariance = 100;
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
  const covariances: Kernel['covariances'] = (set, others, from, to, into, offset) => {
    for (let at = 0; at < width; at++) base[at] = (sets[set * width + at] ?? 0) * (sizes[at] ?? 0);
    for (let other = from; other < to; other++) {
      const row = (others[other] ?? 0) * width;
      let product = combinationVariance;
      for (let at = 0; at < width && product !== 0; at++) {
        product *= tables[at]?.[(base[at] ?? 0) + (sets[row + at] ?? 0)] ?? 0;
      }
      into[offset + other] = product;
    }
  };
  return { covariances, variance: varianceBy(covariances) };
}

/** Every class of persons is an unknown: for persons who can be in several nodes that exclude each other for records. */
export function createClassKernel({ size, starts, classes }: MembershipClasses): Kernel {
  const marked = new Uint8Array(size);
  const covariances: Kernel['covariances'] = (set, others, from, to, into, offset) => {
    const begin = starts[set] ?? 0;
    const end = starts[set + 1] ?? begin;
    for (let at = begin; at < end; at++) marked[classes[at] ?? 0] = 1;
    for (let other = from; other < to; other++) {
      const otherBegin = starts[others[other] ?? 0] ?? 0;
      const otherEnd = starts[(others[other] ?? 0) + 1] ?? otherBegin;
      let common = 0;
      if (otherEnd - otherBegin <= 8 * (end - begin)) {
        for (let at = otherBegin; at < otherEnd; at++) common += marked[classes[at] ?? 0] ?? 0;
      } else {
        for (let at = begin; at < end; at++) {
          if (isWithin(classes, otherBegin, otherEnd, classes[at] ?? 0)) common += 1;
        }
      }
      into[offset + other] = classVariance * common;
    }
    for (let at = begin; at < end; at++) marked[classes[at] ?? 0] = 0;
  };
  return { covariances, variance: varianceBy(covariances) };
}

function isWithin(sorted: Uint32Array, begin: number, end: number, wanted: number): boolean {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low < end && sorted[low] === wanted;
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
