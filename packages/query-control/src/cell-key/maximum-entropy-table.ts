import { type Block, maximiseEntropy } from './entropy.ts';
import { type NoiseShare, type PTable, type PTableViolation, sharesToPTable } from './p-table.ts';

/** What a maximum-entropy p-table is made of. All of it is secret: an attacker who knows it can subtract the noise. */
export interface PTableSettings {
  /** D: a count changes by at most this much (whole number, at least 1). */
  readonly maxNoise: number;
  /** V: the variance of the change, the same for every count where that is possible. */
  readonly variance: number;
  /** js: perturbed counts 1..js never appear (0: every value may). Below D, or a count just above js could only grow. */
  readonly smallMax: number;
  /** The share of counts above js that do not change. Default: what maximum entropy gives. */
  readonly stay?: number;
  /**
   * No change is likelier than one in the same direction that is smaller, or than none (`mono` of the package ptable).
   * Without it more rows can have variance V. Default: true. Does nothing where `stay` rules.
   */
  readonly monotone?: boolean;
}

function checkSettings({ maxNoise, variance, smallMax, stay }: PTableSettings): void {
  if (!Number.isInteger(maxNoise) || maxNoise < 1)
    throw new RangeError('maxNoise must be a whole number from 1');
  if (!(variance > 0 && variance <= maxNoise ** 2)) {
    throw new RangeError('variance must be above 0 and at most the square of maxNoise');
  }
  if (!Number.isInteger(smallMax) || smallMax < 0 || smallMax >= maxNoise) {
    throw new RangeError('smallMax must be a whole number from 0 and below maxNoise');
  }
  if (stay !== undefined && !(stay > 0 && stay < 1)) throw new RangeError('stay must lie between 0 and 1');
}

function possibleNoise(count: number, { maxNoise, smallMax }: PTableSettings): number[] {
  const all = Array.from({ length: 2 * maxNoise + 1 }, (_, k) => k - maxNoise);
  return all.filter((noise) => count + noise === 0 || count + noise > smallMax);
}

function areNeighbours(left: Block | undefined, right: Block | undefined): boolean {
  return left !== undefined && right !== undefined && left.at(-1) === (right[0] ?? 0) - 1;
}

/** The first two neighbours at or below 0 of which the outer one is the likelier, as an index; -1 when none. */
function firstRiseAwayFromZero(blocks: readonly Block[], probabilities: readonly number[]): number {
  return blocks.findIndex((block, k) => {
    const next = blocks[k + 1];
    if (!areNeighbours(block, next) || (next?.[0] ?? 1) > 0) return false;
    return (probabilities[k] ?? 0) > (probabilities[k + 1] ?? 0) + 1e-12;
  });
}

function fallsToTheRight(blocks: readonly Block[], probabilities: readonly number[]): boolean {
  return blocks.every((block, k) => {
    const next = blocks[k + 1];
    if (!areNeighbours(block, next) || (block.at(-1) ?? 0) < 0) return true;
    return (probabilities[k] ?? 0) > (probabilities[k + 1] ?? 0) + 1e-9;
  });
}

/** Entropy under mean 0 with 0 as the likeliest change: neighbours in the wrong order get one probability. */
function solveWithModeAtZero(
  noise: readonly number[],
  variance: number | undefined,
): NoiseShare[] | undefined {
  let blocks: Block[] = noise.map((v) => [v]);
  for (;;) {
    const probabilities = maximiseEntropy(blocks, variance);
    if (probabilities === undefined) return undefined;
    const rise = firstRiseAwayFromZero(blocks, probabilities);
    if (rise === -1) {
      if (variance !== undefined && !fallsToTheRight(blocks, probabilities)) return undefined;
      return blocks.flatMap((block, k) =>
        block.map((v) => ({ noise: v, probability: probabilities[k] ?? 0 })),
      );
    }
    blocks = [
      ...blocks.slice(0, rise),
      [...(blocks[rise] ?? []), ...(blocks[rise + 1] ?? [])],
      ...blocks.slice(rise + 2),
    ];
  }
}

function solveWithStay(noise: readonly number[], stay: number, variance: number | undefined) {
  const moving = noise.filter((v) => v !== 0);
  const probabilities = maximiseEntropy(
    moving.map((v) => [v]),
    variance === undefined ? undefined : variance / (1 - stay),
  );
  if (probabilities === undefined) return undefined;
  return noise.map((v) => ({
    noise: v,
    probability: v === 0 ? stay : (1 - stay) * (probabilities[moving.indexOf(v)] ?? 0),
  }));
}

function solveFreely(noise: readonly number[], variance: number | undefined): NoiseShare[] | undefined {
  const probabilities = maximiseEntropy(
    noise.map((v) => [v]),
    variance,
  );
  return probabilities && noise.map((v, k) => ({ noise: v, probability: probabilities[k] ?? 0 }));
}

function solveRow(
  noise: readonly number[],
  { stay, monotone = true }: PTableSettings,
  variance: number | undefined,
): NoiseShare[] | undefined {
  if (stay !== undefined && noise.includes(0)) return solveWithStay(noise, stay, variance);
  return monotone ? solveWithModeAtZero(noise, variance) : solveFreely(noise, variance);
}

/**
 * The p-table with the most entropy, hence the least to guess from, under: mean 0, variance V, |change| <= D,
 * nothing below 0, no perturbed count 1..js, zeros kept; with `monotone` no change is likelier than no change.
 * Same method as the R package ptable (Enderle, Giessing and Tent 2018), own solution.
 *
 * A row that cannot have variance V and still fall away to the right keeps mean 0, takes the variance that comes
 * with the most entropy, and is reported in `violations`.
 * @throws RangeError when a setting is out of range
 */
export function createPTable(settings: PTableSettings): PTable {
  checkSettings(settings);
  const { maxNoise, variance, smallMax } = settings;
  const violations: PTableViolation[] = [];
  const lastCount = smallMax === 0 ? maxNoise : maxNoise + smallMax + 1;
  const rows: NoiseShare[][] = [[{ noise: 0, probability: 1 }]];
  for (let count = 1; count <= lastCount; count++) {
    const noise = possibleNoise(count, settings);
    const exact = solveRow(noise, settings, variance);
    const row = exact ?? solveRow(noise, settings, undefined);
    if (row === undefined) throw new RangeError(`No p-table row with mean 0 exists for count ${count}`);
    if (exact === undefined) {
      const reached = row.reduce((sum, share) => sum + share.probability * share.noise ** 2, 0);
      violations.push({ count, wanted: variance, reached });
    }
    rows.push(row);
  }
  return sharesToPTable(rows, violations);
}
