const rampSteps = 6;

/**
 * The step of the ramp for a number, from 0 (light) to 5 (dark). Steps are equally wide and begin at zero, so
 * that areas which differ little look alike, and few large ones among many small stand out. Classes of equal
 * size, which maps often have, would make an even spread look like a concentration.
 */
export function rampStep(value: number, largest: number): number {
  if (largest <= 0 || value <= 0) return 0;
  return Math.min(rampSteps - 1, Math.floor((value / largest) * rampSteps));
}
