import type { DisclosureParameters } from '../cell-key/parameters.ts';

/** Half the width of an interval that holds 99 of 100 normal draws, in standard deviations. */
const deviations = 2.576;

/** What is read of the parameters for the margin of counts. */
export type CountNoise = Pick<DisclosureParameters, 'minimumCount' | 'counts'>;

/** How far a sum of counts with noise can be off at most: a bound, of use where nothing may lie outside. */
export function largestCountMargin(terms: number, { counts }: CountNoise): number {
  return terms * counts.maxNoise;
}

/** How far a sum of counts with noise is off at most in 99 of 100 cases, as a whole number. */
export function countMargin(terms: number, noise: CountNoise): number {
  const spread = Math.ceil(deviations * Math.sqrt(terms * noise.counts.variance));
  return Math.min(spread, largestCountMargin(terms, noise));
}

/** How far something with normal noise is off at most in 99 of 100 cases. */
export function marginOfDeviation(deviation: number): number {
  return deviations * deviation;
}

const steps = [1, 1.5, 2, 3, 5, 7, 10] as const;

/**
 * A deviation rounded up to 1, 1.5, 2, 3, 5 or 7 times a power of ten. The noise of a sum grows with its largest
 * contribution, so a margin to the last digit would disclose that contribution. The steps leave it open by at least a
 * quarter, and are the same in every sum that it is part of, so that many sums together say no more than one.
 */
export function shownDeviation(deviation: number): number {
  if (deviation === 0) return 0;
  const unit = 10 ** Math.floor(Math.log10(deviation));
  const step = steps.find((one) => deviation <= one * unit * (1 + 1e-9)) ?? 10;
  return step * unit;
}
