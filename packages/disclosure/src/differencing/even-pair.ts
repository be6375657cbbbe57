import type { DifferenceTerm, ReleasedCell, RemainingCodes } from './release.ts';

/** For each registered variable the finest codes; a variable left out covers everything. */
export type CellBox = ReleasedCell['box'];

/** The boxes of two cells as far as they are about some of their variables. */
export interface Surroundings {
  readonly variables: readonly string[];
  readonly outer: CellBox;
  readonly inner: CellBox;
}

/**
 * Two shown cells of one version with the same count, of which the one lies in the other: between them is nobody. That
 * tells something when a few could have been there.
 */
export interface EvenPair {
  readonly outer: DifferenceTerm;
  readonly inner: DifferenceTerm;
  /** Where somebody between the two would be. */
  readonly where: readonly RemainingCodes[];
  /** By fewer variables, any that limit one of the two, as far as anything is left between them then. */
  readonly around: readonly Surroundings[];
}
