import type { Cube } from '@datalab/query-control';
import { createNodeSets } from './node-sets.ts';

/** A figure that was shown: of which node, and how much noise it has. */
export interface ShownNode {
  readonly row: number;
  readonly variance: number;
}

/** The covariances of figures, as their Cholesky factor. */
export type Factor = Float64Array;

/** What all shown figures together say of each group. */
export interface LinearEstimate {
  /** Of the shown figures, whatever the groups. */
  readonly factor: Factor;
  /** Per group its standard error. */
  readonly errors: Float64Array;
  /** Per group how much of what was uncertain beforehand the figures took away: from 0 to 1. */
  readonly known: Float64Array;
  /** Per group the estimate from these figures, in the order of the shown nodes. */
  estimate(values: readonly number[]): Float64Array;
  /** How much each figure weighs in the estimate of a group. */
  weightsOf(group: number): Float64Array;
}

/** How little an attacker knows beforehand of one finest combination: a variance of 100, so a deviation of 10. */
const priorVariance = 100;
/** So many vectors fit in the cache of a processor, with a row of the factor. */
const together = 16;

/**
 * The best linear estimate of groups from all shown figures. An implementation of the attacker's own, which shares no
 * line with the check of the product: the covariances of all figures as one dense matrix, and its Cholesky factor.
 * @param factor of the same figures in the same order, where it is known
 */
export function estimateGroups(
  cube: Cube,
  shown: readonly ShownNode[],
  groups: readonly number[],
  factor: Factor = factoriseShown(cube, shown),
): LinearEstimate {
  const { common } = createNodeSets(cube);
  const size = shown.length;
  const covariances = (group: number) =>
    Float64Array.from(shown, ({ row }) => priorVariance * common(group, row));
  const ofGroups = groups.map(covariances);
  const remaining = new Float64Array(groups.length);
  for (let begin = 0; begin < groups.length; begin += together) {
    const some = ofGroups.slice(begin, begin + together).map((one) => one.slice());
    solveLower(factor, some);
    for (const [at, solved] of some.entries()) {
      const group = groups[begin + at] ?? 0;
      const told = dot(solved, 0, solved, 0, size);
      remaining[begin + at] = Math.max(0, priorVariance * common(group, group) - told);
    }
  }
  return {
    factor,
    weightsOf: (group) => {
      const weights = covariances(group);
      solveLower(factor, [weights]);
      solveUpper(factor, weights);
      return weights;
    },
    errors: remaining.map(Math.sqrt),
    known: remaining.map((left, at) => {
      const group = groups[at] ?? 0;
      return 1 - left / (priorVariance * common(group, group));
    }),
    estimate: (values) => {
      const weights = Float64Array.from(values);
      solveLower(factor, [weights]);
      solveUpper(factor, weights);
      return Float64Array.from(ofGroups, (one) => dot(one, 0, weights, 0, size));
    },
  };
}

function factoriseShown(cube: Cube, shown: readonly ShownNode[]): Factor {
  const { common } = createNodeSets(cube);
  const size = shown.length;
  const factor = new Float64Array(size * size);
  for (const [at, { row, variance }] of shown.entries()) {
    for (let other = 0; other <= at; other++) {
      factor[at * size + other] = priorVariance * common(row, shown[other]?.row ?? 0);
    }
    factor[at * size + at] = (factor[at * size + at] ?? 0) + variance;
  }
  factorise(factor, size);
  return factor;
}

/** Replaces the lower half of a symmetric matrix by its Cholesky factor. @throws when it is not positive definite */
function factorise(matrix: Float64Array, size: number): void {
  const blockSize = 48;
  for (let begin = 0; begin < size; begin += blockSize) {
    const end = Math.min(size, begin + blockSize);
    for (let column = 0; column < end; column++) {
      const other = column * size;
      for (let row = Math.max(begin, column); row < end; row++) {
        const own = row * size;
        const rest = (matrix[own + column] ?? 0) - dot(matrix, own, matrix, other, column);
        if (row > column) matrix[own + column] = rest / (matrix[other + column] ?? 1);
        else if (rest > 0) matrix[own + column] = Math.sqrt(rest);
        else throw new Error('the figures contradict one another');
      }
    }
  }
}

function dot(one: Float64Array, first: number, other: Float64Array, second: number, length: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < length; at += 4) {
    a += (one[first + at] as number) * (other[second + at] as number);
    b += (one[first + at + 1] as number) * (other[second + at + 1] as number);
    c += (one[first + at + 2] as number) * (other[second + at + 2] as number);
    d += (one[first + at + 3] as number) * (other[second + at + 3] as number);
  }
  for (; at < length; at++) a += (one[first + at] as number) * (other[second + at] as number);
  return a + b + c + d;
}

/** Several vectors at once: a row of the factor is then read from memory once for all of them. */
function solveLower(factor: Factor, vectors: readonly Float64Array[]): void {
  const size = vectors[0]?.length ?? 0;
  for (let row = 0; row < size; row++) {
    const diagonal = factor[row * size + row] ?? 1;
    for (const vector of vectors) {
      const rest = (vector[row] ?? 0) - dot(factor, row * size, vector, 0, row);
      vector[row] = rest / diagonal;
    }
  }
}

function solveUpper(factor: Float64Array, vector: Float64Array): void {
  const size = vector.length;
  for (let row = size - 1; row >= 0; row--) {
    const value = (vector[row] ?? 0) / (factor[row * size + row] ?? 1);
    vector[row] = value;
    for (let at = 0; at < row; at++)
      vector[at] = (vector[at] ?? 0) - value * (factor[row * size + at] as number);
  }
}
