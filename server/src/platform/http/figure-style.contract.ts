/** How a figure is rounded and written: a whole number, with a decimal, or in percent. */
export type FigureStyle = 'count' | 'decimal' | 'share';

/** Means and rates say that they have decimals; of other figures their kind says enough. */
export function styleOfFigure(figure: {
  readonly kind: 'value' | 'share' | 'rows';
  readonly style?: 'decimal' | undefined;
}): FigureStyle {
  return figure.style ?? (figure.kind === 'share' ? 'share' : 'count');
}

/** A mean or a rate means something behind the comma; a share of it does not. */
export function styleOfMeasure(
  kind: 'value' | 'share' | 'rows',
  measured: 'persons' | 'records' | 'sum' | 'mean' | 'rate' | undefined,
): { readonly style?: 'decimal' } {
  return kind === 'value' && (measured === 'mean' || measured === 'rate') ? { style: 'decimal' } : {};
}
