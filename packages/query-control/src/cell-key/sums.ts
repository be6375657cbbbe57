import { missing, type ProtectedValue, suppressed, tooUncertain, zero } from '../protected-value.ts';
import { type MagnitudeNoise, shareOf } from './magnifier.ts';
import { checkCellKey, ckOf, lookupNoiseAt, type PTable } from './p-table.ts';
import type { DisclosureParameters } from './parameters.ts';
import { coarsenMargin, deviationToMargin, isTooUncertain } from './uncertainty.ts';

/**
 * A sum with what is needed to judge it: `count` distinct contributors, the sum of their keys modulo 2^32, and the
 * largest contributions per contributor by absolute value, largest first: at least two where there are two, and as
 * many as there are `epsilons`. `sum` is null when nothing was measured.
 */
export interface SumCell {
  readonly sum: number | null;
  readonly count: number;
  readonly cellKey: number;
  readonly largest: readonly number[];
}

/** The parts of a magnitude that decide its noise. */
export interface Magnitude {
  readonly sum: number;
  readonly largest: number;
  readonly delta: number;
}

/**
 * The sum plus `delta * largest * v`, where v is looked up at |sum| / (delta * largest) and, between two rows, taken
 * in proportion from both (Handbook on SDC, cell-key method for magnitude tables).
 * @param ck key fraction in [0, 1)
 */
export function perturbSum({ sum, largest, delta }: Magnitude, table: PTable, ck: number): number {
  const step = delta * largest;
  if (step === 0) return sum;
  const position = Math.abs(sum) / step;
  const below = Math.floor(position);
  const share = position - below;
  const noise =
    (1 - share) * lookupNoiseAt(table, below, ck) +
    (share === 0 ? 0 : share * lookupNoiseAt(table, below + 1, ck));
  return sum + Math.sign(sum) * step * noise;
}

/**
 * Noise from the k largest contributions, one after another: for each a step of `epsilon * share * contribution`, a
 * key of its own, and a change looked up at what the sum has become (`top_k` and `epsilon` of the R package cellKey;
 * tau-Argus). With one contribution and a fixed share this is `perturbSum`. The sign of the sum never turns.
 * @param keyOf gives the key fraction in [0, 1) for the largest (0), the second largest (1) and so on
 */
export function perturbSumByLargest(
  { sum, largest }: { readonly sum: number; readonly largest: readonly number[] },
  { delta, epsilons = [1] }: MagnitudeNoise,
  { table, keyOf }: { readonly table: PTable; readonly keyOf: (rank: number) => number },
): number {
  return epsilons.reduce((running, epsilon, rank) => {
    const contribution = Math.abs(largest[rank] ?? 0);
    const magnitude = { sum: running, largest: contribution, delta: epsilon * shareOf(delta, contribution) };
    return perturbSum(magnitude, table, keyOf(rank));
  }, sum);
}

/** The standard deviation of the noise that `perturbSumByLargest` brings, at most. Secret. */
export function sumDeviation(
  largest: readonly number[],
  { delta, epsilons = [1], variance }: DisclosureParameters['sums'],
): number {
  const steps = epsilons.map((epsilon, rank) => {
    const contribution = Math.abs(largest[rank] ?? 0);
    return epsilon * shareOf(delta, contribution) * contribution;
  });
  return Math.sqrt(variance) * Math.hypot(...steps);
}

/**
 * The p% rule: unsafe when the total without the two largest is strictly less than p% of the largest, because the
 * second can then estimate the first within p%. Negative contributions make the rest smaller, which errs to unsafe.
 * Meant for cells for which only the sum and the two largest contributions are known; `judgeCell` has the other rules,
 * from all contributions.
 */
export function isDominated(sum: number, largest: readonly number[], percent: number): boolean {
  const first = Math.abs(largest[0] ?? 0);
  const second = Math.abs(largest[1] ?? 0);
  return Math.abs(sum) - first - second < (percent / 100) * first;
}

/**
 * Another well-spread key from the same key, so that a sum does not share its noise with the count of the same cell,
 * nor one large contribution with the next.
 */
function independentKey(cellKey: number): number {
  const once = Math.imul(cellKey ^ (cellKey >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

function keyOfRank(cellKey: number, rank: number): number {
  return rank === 0 ? independentKey(cellKey) : independentKey(keyOfRank(cellKey, rank - 1));
}

/**
 * A sum that may be shown. In this order: nothing measured is `missing`; no contributors is `zero`; fewer contributors
 * than `minimumCount` is `suppressed`; so is a sum to which everyone contributes 0 (the sum would disclose each
 * contribution) and a dominated sum; every other sum is perturbed, and `published` unless its margin makes it too
 * uncertain. So a published sum is never 0. Its margin is coarse (`coarsenMargin`), and it is judged by that margin:
 * judged by the exact one, a sum near the limit would disclose more of its largest contribution than the margin does.
 * @throws RangeError when the key is not an unsigned 32-bit integer
 */
export function protectSum(
  { sum, count, cellKey, largest }: SumCell,
  parameters: Pick<
    DisclosureParameters,
    'minimumCount' | 'sums' | 'sumTable' | 'dominancePercent' | 'uncertaintyPercent'
  >,
): ProtectedValue {
  checkCellKey(cellKey);
  if (count === 0) return zero;
  if (sum === null) return missing;
  const top = Math.abs(largest[0] ?? 0);
  if (count < parameters.minimumCount || top === 0) return suppressed;
  if (isDominated(sum, largest, parameters.dominancePercent)) return suppressed;
  const value = perturbSumByLargest({ sum, largest }, parameters.sums, {
    table: parameters.sumTable,
    keyOf: (rank) => ckOf(keyOfRank(cellKey, rank)),
  });
  const margin = coarsenMargin(deviationToMargin(sumDeviation(largest, parameters.sums)));
  if (isTooUncertain(value, margin, parameters.uncertaintyPercent)) return tooUncertain;
  return { status: 'published', value, margin };
}
