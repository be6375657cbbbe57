declare const isProtected: unique symbol;

/**
 * What a figure says after protection. The states never stand in for one another: `zero` is truly zero, `suppressed` is
 * known but not shown, `missing` is not known. A `published` value is off by at most its `margin` in 99 of 100 cases; a
 * `range` holds the truth always. A suppressed figure has no reason where that would disclose something about people:
 * `too-uncertain` is about the noise, `under-minimum` says the same of no people as of a few.
 */
export type FigureState =
  | { readonly status: 'published'; readonly value: number; readonly margin: number }
  | { readonly status: 'range'; readonly from: number; readonly to: number }
  | { readonly status: 'zero'; readonly value: 0; readonly margin: 0 }
  | { readonly status: 'suppressed'; readonly reason?: 'too-uncertain' | 'under-minimum' }
  | { readonly status: 'missing' };

/** A figure that may leave. Only the files of this folder make one: what they did not make has no such type. */
export type ProtectedFigure = FigureState & { readonly [isProtected]: true };

/** A value that is off by at most `margin`, in its own unit. */
export function published(value: number, margin: number): ProtectedFigure {
  return protect({ status: 'published', value, margin });
}

/** Bounds that hold the truth, both inclusive. */
export function range(from: number, to: number): ProtectedFigure {
  return protect({ status: 'range', from, to });
}

/** A true zero. */
export const zeroFigure: ProtectedFigure = protect({ status: 'zero', value: 0, margin: 0 });

/** Known, and too few or too disclosive to show. */
export const suppressedFigure: ProtectedFigure = protect({ status: 'suppressed' });

/** Safe to show, but the noise is too large for a reader to rely on it. */
export const tooUncertainFigure: ProtectedFigure = protect({
  status: 'suppressed',
  reason: 'too-uncertain',
});

/** Anything from zero up to but not including the minimum count. */
export const underMinimumFigure: ProtectedFigure = protect({
  status: 'suppressed',
  reason: 'under-minimum',
});

/** Not known, or not defined (the mean of no persons). */
export const missingFigure: ProtectedFigure = protect({ status: 'missing' });

function protect(state: FigureState): ProtectedFigure {
  return Object.freeze(state) as ProtectedFigure;
}
