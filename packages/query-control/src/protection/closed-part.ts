/** The parts of what could be asked that a check can close, finest first. */
export const closableParts = [
  'months',
  'quarters',
  'third-dimension',
  'second-dimension',
  'data-set',
] as const;

/** Below the floor at any cost that may be, or so large that it cannot be checked. */
export const closingReasons = ['below-floor', 'too-large'] as const;

/** What would make it possible to answer what is closed. */
export const openings = ['coarser-time', 'fewer-dimensions', 'merged-areas'] as const;

/** A part of what could be asked for which no choice of figures holds, so that none of it is answered. */
export interface ClosedPart {
  readonly part: (typeof closableParts)[number];
  readonly reason: (typeof closingReasons)[number];
  /** The smallest standard error that was reached, and the share of the figures that was suppressed for it. */
  readonly lowestError?: number;
  readonly suppressedShare?: number;
  readonly opensWith: (typeof openings)[number];
}
