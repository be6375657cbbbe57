export const rampSteps = 6;

/**
 * Upper bounds of the classes of a map, at most `rampSteps`, each class holding about as many areas. Equal
 * numbers never fall in different classes, so there may be fewer classes than steps.
 */
export function classBounds(numbers: readonly number[], steps: number = rampSteps): number[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const bounds = Array.from({ length: steps }, (_, index) => {
    const place = Math.ceil(((index + 1) / steps) * sorted.length) - 1;
    return sorted[place] ?? 0;
  });
  return [...new Set(bounds)];
}

/** The step of the ramp for a number, from 0 (light) to 5 (dark); few classes are spread over all of it. */
export function rampStep(value: number, bounds: readonly number[]): number {
  const found = bounds.findIndex((bound) => value <= bound);
  const index = found === -1 ? bounds.length - 1 : found;
  if (bounds.length <= 1) return rampSteps / 2;
  return Math.round((index * (rampSteps - 1)) / (bounds.length - 1));
}
