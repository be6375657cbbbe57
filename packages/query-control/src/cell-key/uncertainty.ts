import { toDecimal } from './decimal.ts';

/** Half the width of an interval that holds 99 of 100 normal draws, in standard deviations. */
const deviations = 2.576;

/**
 * Whether a figure is too uncertain to show: whether its margin, which 99 % of its noise stays under, exceeds `percent`
 * of the shown value. Judged by what is shown, never by the true error, so that a figure that is shown discloses no
 * more than its margin does; for a shown value of 0 any noise is too much.
 */
export function isTooUncertain(value: number, margin: number, percent: number): boolean {
  return margin > (percent / 100) * Math.abs(value);
}

/** What 99 % of the noise stays under. @param deviation its standard deviation, in the unit of the figure */
export function deviationToMargin(deviation: number): number {
  return deviations * deviation;
}

/**
 * The next of 1, 1.5, 2, 3, 5 and 7 times a power of ten, of a margin or a deviation. That of a sum follows from its
 * largest contribution: shown exactly it would disclose that contribution. The steps do not depend on the sum, and whether
 * a sum is shown is judged by them alone, so that many sums that contain one contribution tell no more of it than the step
 * it is in.
 */
export function coarsenMargin(margin: number): number {
  if (margin <= 0) return 0;
  const exponent = Math.floor(Math.log10(margin));
  const power = 10 ** exponent;
  const step = coarseSteps.find((candidate) => candidate * power >= margin * (1 - 1e-9)) ?? 10;
  return toDecimal(10 * step, exponent - 1);
}

const coarseSteps = [1, 1.5, 2, 3, 5, 7, 10];

/** Rounds a margin up to two significant digits, so that it stays true. */
export function roundMarginUp(margin: number): number {
  if (margin <= 0) return 0;
  const power = 10 ** (Math.floor(Math.log10(margin)) - 1);
  return Number((Math.ceil(margin / power - 1e-9) * power).toPrecision(2));
}

const digitsMax = 4;

/**
 * Rounds a sum, a mean or a rate to the power of ten below what one contributor more or less changes in it, to four
 * significant digits at most: further digits are noise. Reads nothing but shown figures, so that how a figure is
 * rounded discloses nothing about its largest contribution or the noise.
 * @param count a shown number of contributors, above 0
 */
export function roundToContributor(value: number, count: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(digitsOf(value, count)));
}

/** The most that `roundToContributor` changes a value, in the unit of the value. */
export function contributorRoundingMax(value: number, count: number): number {
  if (value === 0) return 0;
  return 10 ** (leadingPower(value) - digitsOf(value, count) + 1) / 2;
}

function digitsOf(value: number, count: number): number {
  return Math.min(digitsMax, Math.max(1, leadingPower(value) - leadingPower(value / count) + 1));
}

function leadingPower(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)));
}
