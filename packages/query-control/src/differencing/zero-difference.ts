import type { DifferenceTerm, ReleasedCell, RemainingCodes } from './release.ts';

/** For each registered variable the finest codes; a variable that is absent covers everything. */
export type CellRegion = ReleasedCell['box'];

/** The regions of two cells, restricted to some of their variables. */
export interface Surroundings {
  readonly variables: readonly string[];
  readonly outer: CellRegion;
  readonly inner: CellRegion;
}

/**
 * Two shown cells of one version with the same count, where one contains the other: the difference is zero. That is
 * disclosive when a small group could have been in between.
 */
export interface ZeroDifference {
  readonly outer: DifferenceTerm;
  readonly inner: DifferenceTerm;
  /** The region in between. */
  readonly where: readonly RemainingCodes[];
  /** The same pair by fewer of the variables that limit either cell, where anything is still in between. */
  readonly around: readonly Surroundings[];
}
