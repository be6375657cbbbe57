import type { FigureState } from './figure.ts';

/** The smallest and the largest that something can be, both inclusive. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** What a figure about counts says of the truth; undefined where it says nothing. */
export function findBounds(figure: FigureState): Bounds | undefined {
  if (figure.status === 'range') return { from: figure.from, to: figure.to };
  if (figure.status === 'zero') return { from: 0, to: 0 };
  if (figure.status !== 'published') return undefined;
  return { from: figure.value - figure.margin, to: figure.value + figure.margin };
}

/** What is true of both. */
export function intersect(one: Bounds, other: Bounds): Bounds {
  return { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}
