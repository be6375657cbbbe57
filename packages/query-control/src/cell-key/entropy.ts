/** Neighbouring noise values that share one probability; a block of one is an ordinary value. */
export type Block = readonly number[];

interface Moments {
  readonly probabilities: number[];
  readonly logPartition: number;
  readonly mean: readonly [number, number];
  readonly covariance: readonly [number, number, number];
}

interface Features {
  readonly size: number;
  readonly first: number;
  readonly second: number;
}

const TOLERANCE = 1e-12;
const MAX_STEPS = 100;

function momentsAt(features: readonly Features[], a: number, b: number): Moments {
  const exponents = features.map(({ first, second }) => a * first + b * second);
  const top = Math.max(...exponents);
  const weights = exponents.map((exponent) => Math.exp(exponent - top));
  const total = features.reduce((sum, { size }, k) => sum + size * (weights[k] ?? 0), 0);
  const probabilities = weights.map((weight) => weight / total);
  const expect = (value: (feature: Features) => number) =>
    features.reduce((sum, feature, k) => sum + feature.size * (probabilities[k] ?? 0) * value(feature), 0);
  const first = expect((feature) => feature.first);
  const second = expect((feature) => feature.second);
  return {
    probabilities,
    logPartition: top + Math.log(total),
    mean: [first, second],
    covariance: [
      expect((feature) => (feature.first - first) ** 2),
      expect((feature) => (feature.first - first) * (feature.second - second)),
      expect((feature) => (feature.second - second) ** 2),
    ],
  };
}

function newtonStep(moments: Moments, gradient: readonly [number, number], withVariance: boolean) {
  const [h11, h12, h22] = moments.covariance;
  if (!withVariance) return [-gradient[0] / h11, 0] as const;
  const determinant = h11 * h22 - h12 * h12;
  return [
    -(h22 * gradient[0] - h12 * gradient[1]) / determinant,
    -(h11 * gradient[1] - h12 * gradient[0]) / determinant,
  ] as const;
}

/**
 * Maximum-entropy probabilities of the blocks under mean 0 and, when given, the second moment `variance`. The
 * solution is exp(a v + b v^2) up to a constant; (a, b) minimises the convex dual, here by damped Newton steps.
 * @returns the probability of one value in each block, or undefined when no solution with only positive
 *   probabilities exists
 */
export function maximiseEntropy(
  blocks: readonly Block[],
  variance: number | undefined,
): number[] | undefined {
  const scale = Math.max(1, ...blocks.flat().map(Math.abs));
  const features = blocks.map((block) => ({
    size: block.length,
    first: block.reduce((sum, v) => sum + v / scale, 0) / block.length,
    second: block.reduce((sum, v) => sum + (v / scale) ** 2, 0) / block.length,
  }));
  const target = (variance ?? 0) / scale ** 2;
  const objective = (moments: Moments, b: number) => moments.logPartition - b * target;
  let a = 0;
  let b = 0;
  let moments = momentsAt(features, a, b);
  for (let step = 0; step < MAX_STEPS; step++) {
    const gradient = [moments.mean[0], variance === undefined ? 0 : moments.mean[1] - target] as const;
    if (Math.hypot(...gradient) < TOLERANCE) return moments.probabilities;
    const [da, db] = newtonStep(moments, gradient, variance !== undefined);
    if (!Number.isFinite(da) || !Number.isFinite(db)) return undefined;
    const current = objective(moments, b);
    const slope = gradient[0] * da + gradient[1] * db;
    let length = 1;
    let next = momentsAt(features, a + da, b + db);
    while (objective(next, b + length * db) > current + 1e-4 * length * slope + 1e-15 && length > 1e-9) {
      length /= 2;
      next = momentsAt(features, a + length * da, b + length * db);
    }
    a += length * da;
    b += length * db;
    moments = next;
  }
  return undefined;
}
