import { createHash } from 'node:crypto';

export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `min` up to and including `max`. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A key of `weights`, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  shuffle<T>(list: readonly T[]): T[];
  /** An independent stream, so that a change in one part of the town leaves the others alone. */
  fork(name: string): Random;
}

/** Small fast counter generator (sfc32) with 128 bits of state from the seed text. */
export function createRandom(seed: string): Random {
  const digest = createHash('sha256').update(seed).digest();
  let a = digest.readUInt32LE(0);
  let b = digest.readUInt32LE(4);
  let c = digest.readUInt32LE(8);
  let counter = digest.readUInt32LE(12);

  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));

  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('Nothing to pick from');
      return list[integer(0, list.length - 1)] as T;
    },
    weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
      const entries = Object.entries(weights) as [K, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const found = entries.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      const choice = found ?? entries.at(-1);
      if (choice === undefined) throw new RangeError('Nothing to choose from');
      return choice[0];
    },
    shuffle<T>(list: readonly T[]): T[] {
      const result = [...list];
      for (let k = result.length - 1; k > 0; k--) {
        const other = integer(0, k);
        const kept = result[k] as T;
        result[k] = result[other] as T;
        result[other] = kept;
      }
      return result;
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** Whole numbers in proportion to `weights` that add up to `total` exactly (largest remainders). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const result = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((left, right) => right.rest - left.rest || left.index - right.index);
  const short = total - result.reduce((left, right) => left + right, 0);
  for (const { index } of order.slice(0, short)) result[index] = (result[index] ?? 0) + 1;
  return result;
}
