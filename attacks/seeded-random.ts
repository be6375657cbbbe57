/** Chance that is the same in every run. */
export interface SeededRandom {
  /** From 0 up to 1. */
  share(): number;
  /** A whole number below `most`. */
  below(most: number): number;
  /** An unsigned 32-bit integer, as a record key is. */
  key(): number;
  /** How many come when so many come on average. */
  poisson(average: number): number;
  /** Each kept with probability one half. */
  half<T>(items: readonly T[]): T[];
}

export function createRandom(seed: number): SeededRandom {
  let state = Math.imul(seed, 0x9e3779b9);
  const key = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const share = (): number => key() / 2 ** 32;
  const poisson = (average: number): number => {
    // Above this the product would be lost in rounding.
    if (average > 500) return poisson(average / 2) + poisson(average / 2);
    const least = Math.exp(-average);
    let count = -1;
    for (let product = 1; product > least; product *= share()) count += 1;
    return count;
  };
  return {
    share,
    key,
    below: (most) => Math.floor(share() * most),
    poisson,
    half: (items) => items.filter(() => share() < 0.5),
  };
}
