import type { BestEstimate, TakenReadings } from '../estimate/best-estimate.ts';
import type { SmallGroup } from './precision-blocks.ts';

/** A small group with the variance of its best estimate. */
export interface Ranked {
  readonly row: number;
  readonly variance: number;
}

/** So many groups are estimated at a time while the lowest is looked for. */
const portion = 32;

/**
 * Small groups by how well they are known, of which only those are estimated that can matter: a group of which a lower
 * bound of the variance is above the floor is not looked at, unless it could be the one that is known best.
 */
export class SmallGroupRanking {
  /** Those below the floor, the one that is known best first. */
  readonly below: readonly Ranked[];
  readonly #estimate: BestEstimate;
  /** Ascending by what is known of the variance: itself, or a lower bound. */
  readonly #known: readonly { readonly row: number; readonly atLeast: number; readonly isExact: boolean }[];

  /** @param boundOf a lower bound of the variance of a group */
  constructor(
    estimate: BestEstimate,
    groups: readonly SmallGroup[],
    floor: number,
    boundOf: (group: SmallGroup) => number = () => 0,
  ) {
    this.#estimate = estimate;
    const bounded = groups.map((group) => ({ row: group.row, atLeast: boundOf(group) }));
    const near = bounded.filter(({ atLeast }) => atLeast < floor);
    const exact = rank(estimate, near);
    this.below = exact.filter(({ variance }) => variance < floor);
    this.#known = [
      ...exact.map(({ row, variance }) => ({ row, atLeast: variance, isExact: true })),
      ...bounded
        .filter(({ atLeast }) => atLeast >= floor)
        .map(({ row, atLeast }) => ({ row, atLeast, isExact: false })),
    ].sort((one, other) => one.atLeast - other.atLeast);
  }

  /** The smallest variance of all, without the readings that were taken away; Infinity where there are no groups. */
  lowest(taken: TakenReadings = []): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (let from = 0; from < this.#known.length; from += portion) {
      const some = this.#known.slice(from, from + portion).filter(({ atLeast }) => atLeast < lowest);
      if (some.length === 0) break;
      const asked = taken.length > 0 ? some : some.filter(({ isExact }) => !isExact);
      const variances = this.#estimate.variancesOf(
        asked.map(({ row }) => row),
        taken,
      );
      for (const { atLeast, isExact } of some)
        if (isExact && taken.length === 0) lowest = Math.min(lowest, atLeast);
      for (const variance of variances) lowest = Math.min(lowest, variance);
    }
    return lowest;
  }
}

/** Groups with their variances, the one that is known best first. */
export function rank(estimate: BestEstimate, groups: readonly { readonly row: number }[]): Ranked[] {
  const variances = estimate.variancesOf(groups.map(({ row }) => row));
  return groups
    .map(({ row }, at) => ({ row, variance: variances[at] ?? 0 }))
    .sort((one, other) => one.variance - other.variance);
}
