/**
 * A share that is large for small contributions and small for large ones (the flex function of Deliverable D4.2 of
 * "Open source tools for perturbative confidentiality methods", Giessing and Tent 2019; `ck_flexparams` of the R
 * package cellKey; `SCALING` of tau-Argus).
 */
export interface FlexFunction {
  /** The share up to `flexPoint`, above 0 and at most 1. */
  readonly small: number;
  /** The share that very large contributions come near to; at most `small`. */
  readonly large: number;
  /** The contribution from which the share falls, in the unit of the sum. */
  readonly flexPoint: number;
  /** q: how fast it falls, from 1. */
  readonly exponent: number;
}

/** The share of a contribution that makes one step of noise: the same for all (delta of the Handbook), or flexible. */
export type Magnifier = number | FlexFunction;

/** How much noise each of the largest contributions brings. Secret. */
export interface MagnitudeNoise {
  /** The share of a contribution that makes one step. */
  readonly delta: Magnifier;
  /** For the largest contribution, the second largest and so on: 1 first, then falling. Default: only the largest. */
  readonly epsilons?: readonly number[];
}

/** How large one step of noise is for a contribution, as a share of it. `contribution` is taken without its sign. */
export function shareOf(magnifier: Magnifier, contribution: number): number {
  if (typeof magnifier === 'number') return magnifier;
  const { small, large, flexPoint, exponent } = magnifier;
  const x = Math.abs(contribution);
  if (x <= flexPoint) return small;
  const lift = (small * x) / flexPoint - large;
  return large + lift * ((2 * flexPoint) / (flexPoint + x)) ** exponent;
}

/** @throws RangeError when the parts do not fit together; they are secret, so the message does not contain them */
export function checkMagnifier(magnifier: Magnifier): void {
  if (typeof magnifier === 'number') {
    if (!(magnifier > 0)) throw new RangeError('delta must be above 0');
    return;
  }
  const { small, large, flexPoint, exponent } = magnifier;
  const fits = large >= 0 && large <= small && small > 0 && small <= 1 && flexPoint > 0 && exponent >= 1;
  if (!fits)
    throw new RangeError('The flex function needs 0 <= large <= small <= 1, a point above 0 and q from 1');
}
