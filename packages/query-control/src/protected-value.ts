/**
 * A figure after disclosure control. The four states never stand in for one another: `zero` is truly zero, `suppressed`
 * is known but not shown, `missing` is not known. A `published` value is the perturbed one; `margin` is how far it may
 * be off, in its own unit: the largest change of a count, and for other figures what 99 % of the noise stays under. A
 * figure without a margin has one that is not known. A suppressed figure has no reason where that would disclose
 * something about people; `too-uncertain` is about the noise.
 */
export type ProtectedValue =
  | { readonly status: 'published'; readonly value: number; readonly margin?: number }
  | { readonly status: 'zero'; readonly value: 0 }
  | { readonly status: 'suppressed'; readonly reason?: 'too-uncertain' }
  | { readonly status: 'missing' };

/** The value of a zero, of which there is only one kind. */
export const zero: ProtectedValue = { status: 'zero', value: 0 };

/** Known, and too few or too revealing to show. */
export const suppressed: ProtectedValue = { status: 'suppressed' };

/** Safe to show, but the noise is too large for a reader to rely on it. */
export const tooUncertain: ProtectedValue = { status: 'suppressed', reason: 'too-uncertain' };

/** Not known, or not defined (the mean of no persons). */
export const missing: ProtectedValue = { status: 'missing' };
