/**
 * A figure after disclosure control. The four states never stand in for one another: `zero` is truly zero,
 * `suppressed` is known but not shown, `missing` is not known. A `published` value is the perturbed one. A suppressed
 * figure has no reason where it would tell about people; `too-uncertain` is about the noise.
 */
export type ProtectedValue =
  | { readonly status: 'published'; readonly value: number }
  | { readonly status: 'zero'; readonly value: 0 }
  | { readonly status: 'suppressed'; readonly reason?: 'too-uncertain' }
  | { readonly status: 'missing' };

/** The value of a nought, of which there is only one kind. */
export const zero: ProtectedValue = { status: 'zero', value: 0 };

/** Known, and too few or too revealing to show. */
export const suppressed: ProtectedValue = { status: 'suppressed' };

/** Safe to show, but the noise is too large beside it for anybody to rely on it. */
export const tooUncertain: ProtectedValue = { status: 'suppressed', reason: 'too-uncertain' };

/** Not known, or not defined (a mean of nobody). */
export const missing: ProtectedValue = { status: 'missing' };
