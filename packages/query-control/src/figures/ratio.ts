import type { Rounded } from './rounding.ts';

/**
 * One figure divided by another, with the margin that both bring: that of the denominator as it is where the denominator
 * is too high, for the ratio is furthest off there. Undefined where the margin of the denominator reaches zero.
 */
export function findRatio(numerator: Rounded, denominator: Rounded): Rounded | undefined {
  const smallest = denominator.value - denominator.margin;
  if (smallest <= 0) return undefined;
  const byDenominator = denominator.margin / smallest;
  const byNumerator = (numerator.margin / denominator.value) * (1 + byDenominator);
  const value = numerator.value / denominator.value;
  return { value, margin: addMargins(byNumerator, Math.abs(value) * byDenominator) };
}

/**
 * The margin of a single count is its largest noise, which lies up to a sixth below what 99 of 100 normal draws of that
 * variance need; a sum of two noises nears a normal one.
 */
const boundToNormal = 7 / 6;

/** Adds two independent margins: in squares, and never to more than both together. */
function addMargins(one: number, other: number): number {
  return Math.min(one + other, boundToNormal * Math.hypot(one, other));
}
