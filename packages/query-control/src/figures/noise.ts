import type { DisclosureParameters } from '../cell-key/parameters.ts';
import { deviationToMargin } from '../cell-key/uncertainty.ts';

/** What is read of the parameters for the margin of counts. */
export type CountNoise = Pick<DisclosureParameters, 'minimumCount' | 'counts'>;

/** How far a sum of counts with noise can be off at most: a bound, of use where nothing may lie outside. */
export function largestCountMargin(terms: number, { counts }: CountNoise): number {
  return terms * counts.maxNoise;
}

/** How far a sum of counts with noise is off at most in 99 of 100 cases, as a whole number. */
export function countMargin(terms: number, noise: CountNoise): number {
  const spread = Math.ceil(deviationToMargin(Math.sqrt(terms * noise.counts.variance)));
  return Math.min(spread, largestCountMargin(terms, noise));
}
