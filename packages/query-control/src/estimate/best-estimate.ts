import { createEnvelope, type Envelope, factorise, factoriseWork, solveTransposed } from './cholesky.ts';
import type { Kernel } from './kernel.ts';
import type { Reading } from './readings.ts';
import { SparseSolver } from './solve-sparse.ts';

const targetsPerSolve = 8;

/**
 * The best linear unbiased estimate of the size of any set, from all readings together (Rao, Linear Statistical
 * Inference and its Applications, 1973, 4a.11: with a prior on the unknowns it is the conditional mean).
 *
 * It is worked with in coordinates in which the readings are independent: k' K^-1 k is the squared length of the vector
 * of a target, and a reading that is taken away takes the part of that vector that lies along its own. A reading that
 * gets more noise takes a share of that part.
 */
export interface BestEstimate {
  readonly readings: readonly Reading[];
  /** Per target what remains of its variance, in persons or records squared, without the readings taken away. */
  variancesOf(targets: readonly number[], taken?: TakenReadings): Float64Array;
  /** The vector of a target. */
  vectorOf(target: number): Float64Array;
  /** The vectors of readings. */
  vectorsOfReadings(readings: readonly number[]): Float64Array[];
  /** How much each reading weighs in the best estimate of which this is the vector. */
  weightsOf(vector: Float64Array): Float64Array;
}

/** What was taken away of readings, one after the other. */
export type TakenReadings = readonly TakenReading[];

/** A reading that is taken away or got more noise: its vector after those before it, with length 1. */
export interface TakenReading {
  readonly unit: Float64Array;
  /** The share that goes of what lies along the vector: 1 where the reading is taken away. */
  readonly share: number;
}

/**
 * Factorises the covariances of the readings, which is most of the work.
 * @throws RangeError when the covariances are not positive definite, which means that the input is wrong.
 */
export function createBestEstimate(kernel: Kernel, readings: readonly Reading[]): BestEstimate {
  const sets = Int32Array.from(readings, ({ row }) => row);
  const size = sets.length;
  const factor = covariancesOf(kernel, readings, sets);
  factorise(factor);
  const solver = new SparseSolver(factor);
  const right = new Float64Array(targetsPerSolve * size);
  const solve = (items: readonly number[], write: (item: number, offset: number) => void): Float64Array => {
    right.fill(0);
    for (const [at, item] of items.entries()) write(item, at * size);
    return solver.solveEight(right);
  };
  const writeTarget = (target: number, offset: number): void =>
    kernel.covariances(target, sets, 0, size, right, offset);
  const writeReading = (reading: number, offset: number): void => {
    right[offset + reading] = 1;
  };
  const vectorAt = (at: number): Float64Array => right.slice(at * size, (at + 1) * size);
  return {
    readings,
    variancesOf: (targets, taken = []) => {
      const variances = new Float64Array(targets.length);
      for (let from = 0; from < targets.length; from += targetsPerSolve) {
        const group = targets.slice(from, from + targetsPerSolve);
        const squares = solve(group, writeTarget);
        for (const [at, target] of group.entries()) {
          const vector = right.subarray(at * size, (at + 1) * size);
          const lost = taken.reduce((sum, one) => sum + subtractReading(vector, one), 0);
          variances[from + at] = Math.max(0, kernel.variance(target) - (squares[at] ?? 0) + lost);
        }
      }
      return variances;
    },
    vectorOf: (target) => {
      solve([target], writeTarget);
      return vectorAt(0);
    },
    vectorsOfReadings: (wanted) => {
      const vectors: Float64Array[] = [];
      for (let from = 0; from < wanted.length; from += targetsPerSolve) {
        const group = wanted.slice(from, from + targetsPerSolve);
        solve(group, writeReading);
        vectors.push(...group.map((_, at) => vectorAt(at)));
      }
      return vectors;
    },
    weightsOf: (vector) => {
      const weights = vector.slice();
      solveTransposed(factor, weights);
      return weights;
    },
  };
}

export function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

/** Takes from a vector what goes with a reading, and gives by how much its squared length becomes less. */
export function subtractReading(vector: Float64Array, { unit, share }: TakenReading): number {
  const along = dot(vector, unit);
  if (along === 0) return 0;
  const step = share * along;
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) - step * (unit[at] ?? 0);
  return along ** 2 * (1 - (1 - share) ** 2);
}

/**
 * About how many additions and multiplications it takes to factorise the covariances and to estimate so many targets;
 * a solution visits half of the factor.
 */
export function estimateWork(kernel: Kernel, readings: readonly Reading[], targets: number): number {
  const sets = Int32Array.from(readings, ({ row }) => row);
  const first = firstColumns(kernel, readings, sets);
  const entries = first.reduce((sum, begin, row) => sum + row - begin + 1, 0);
  return factoriseWork(first) + targets * entries;
}

/** Per reading the first that it varies together with. */
function firstColumns(kernel: Kernel, readings: readonly Reading[], sets: Int32Array): Int32Array {
  const firstOfShared = new Map<number, number>();
  return kernel.firstVarying(sets).map((begin, at) => {
    const shared = readings[at]?.shared;
    if (shared === undefined) return begin;
    const firstSharing = firstOfShared.get(shared) ?? at;
    firstOfShared.set(shared, firstSharing);
    return Math.min(begin, firstSharing);
  });
}

function covariancesOf(kernel: Kernel, readings: readonly Reading[], sets: Int32Array): Envelope {
  const first = firstColumns(kernel, readings, sets);
  const envelope = createEnvelope(first);
  const { origin, values } = envelope;
  const sharing = new Map<number, number[]>();
  for (const [at, { noise, ownNoise, shared }] of readings.entries()) {
    const own = origin[at] ?? 0;
    kernel.covariances(sets[at] ?? 0, sets, first[at] ?? at, at + 1, values, own);
    values[own + at] = (values[own + at] ?? 0) + noise + ownNoise;
    if (shared === undefined) continue;
    const others = sharing.get(shared) ?? [];
    for (const other of others) values[own + other] = (values[own + other] ?? 0) + noise;
    sharing.set(shared, [...others, at]);
  }
  return envelope;
}
