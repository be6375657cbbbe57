import type { Dimension, Lattice } from '../lattice/lattice.ts';

/** A property with two values, of which each is a half of the same question without the property. */
export interface HalvedDimension {
  readonly dimension: number;
  /** By the number of a value in a node: whether it is one of the two. */
  readonly isHalf: readonly boolean[];
}

/** The properties with two values of a lattice. */
export function halvedDimensions({ dimensions }: Lattice): HalvedDimension[] {
  return dimensions.flatMap((one, dimension) => {
    const isHalf = [false, ...one.values.map((value) => isHalfOf(one, value))];
    return isHalf.includes(true) ? [{ dimension, isHalf }] : [];
  });
}

function isHalfOf({ kind, finest }: Dimension, { value, codes }: Dimension['values'][number]): boolean {
  if (kind !== 'category' && kind !== 'link') return false;
  return finest.filter((one) => one !== null).length === 2 && value !== null && codes.length === 1;
}
