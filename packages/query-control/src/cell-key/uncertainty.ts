/** Half the width of an interval that holds 99 of 100 normal draws, in standard deviations. */
const deviations = 2.58;

/**
 * Whether a figure is too uncertain to show: whether 99 % of its noise can exceed `percent` of the shown value. Judged
 * by the standard deviation of the noise, never by the true error, so that a figure that is shown discloses no more
 * than that its noise is small enough; for a shown value of 0 any noise is too much.
 */
export function isTooUncertain(value: number, deviation: number, percent: number): boolean {
  return deviations * deviation > (percent / 100) * Math.abs(value);
}

const digitsMax = 4;

/**
 * Rounds a sum, a mean or a rate to the power of ten below what one contributor more or less changes in it, to four
 * significant digits at most: further digits are noise. Reads nothing but shown figures, so that how a figure is
 * rounded discloses nothing about its largest contribution or the noise.
 * @param count a shown number of contributors, above 0
 */
export function roundToContributor(value: number, count: number): number {
  if (value === 0) return 0;
  const ofOne = Math.floor(Math.log10(Math.abs(value) / count));
  const leading = Math.floor(Math.log10(Math.abs(value)));
  const digits = Math.min(digitsMax, Math.max(1, leading - ofOne + 1));
  return Number(value.toPrecision(digits));
}
