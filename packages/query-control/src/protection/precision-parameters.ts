import type { RuleParameters } from './rule.ts';

/** How much the check may cost: in figures, in work and in memory. */
export interface PrecisionLimits {
  /** At most this share of the figures is suppressed by this rule; above it the set is too small for its lattice. */
  readonly shareMax: number;
  /** Work in thousand millions of additions and multiplications above which nothing is estimated. */
  readonly workMax: number;
  /** Work up to which larger blocks are taken: the larger, the more exact. */
  readonly workLittle: number;
  /** So many readings are looked at as a whole; above it block by block, where that is less work. */
  readonly wholeMax: number;
  /** At most so many readings in a block. */
  readonly readingsMax: number;
  /** From so many readings on a block is first looked at in smaller parts; it changes the work and not the outcome. */
  readonly boundsFrom: number;
}

/** What the check asks of a version. */
export interface PrecisionParameters
  extends PrecisionLimits,
    Pick<RuleParameters, 'minimumCount' | 'variance' | 'floor'> {}

export const precisionLimits: PrecisionLimits = {
  shareMax: 0.05,
  workMax: 150,
  workLittle: 100,
  wholeMax: 1_500,
  readingsMax: 9_000,
  boundsFrom: 400,
};
