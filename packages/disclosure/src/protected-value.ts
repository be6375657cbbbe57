/**
 * A figure after disclosure control. The four states never stand in for one another: `zero` is a true nought,
 * `suppressed` is known but not shown, `missing` is not known. A `published` value is the perturbed one.
 */
export type ProtectedValue =
  | { readonly status: 'published'; readonly value: number }
  | { readonly status: 'zero'; readonly value: 0 }
  | { readonly status: 'suppressed' }
  | { readonly status: 'missing' };

/** The value of a nought, of which there is only one kind. */
export const zero: ProtectedValue = { status: 'zero', value: 0 };

/** Known, and too few or too revealing to show. */
export const suppressed: ProtectedValue = { status: 'suppressed' };

/** Not known, or not defined (a mean of nobody). */
export const missing: ProtectedValue = { status: 'missing' };
