/**
 * Statistics of a series of months, before and after a month. Pure: numbers in, numbers out.
 *
 * Regression: ordinary least squares by Householder QR. Standard errors: Newey and West (1987), "A simple, positive
 * semi-definite, heteroskedasticity and autocorrelation consistent covariance matrix", Econometrica 55, with Bartlett
 * weights, the truncation floor(4 (n/100)^(2/9)) of Newey and West (1994) and the correction n / (n - k). On short
 * series that estimate tends to be too small, so the wider of it and the classical error is used. Segments: Wagner et
 * al. (2002), "Segmented regression analysis of interrupted time series studies in medication use research",
 * J Clin Pharm Ther 27. Means: Welch (1947), Biometrika 34.
 *
 * Months are protected: each carries noise up to its margin, independent of the other months. The usual errors see that
 * noise only as far as it shows in a short series; no error is ever smaller than the noise alone makes it.
 */

/** A number with its interval of 95 per cent. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** An estimate, and what 99 % of the noise of protection in it stays under. */
export interface NoisyEstimate extends Estimate {
  readonly noise: number;
}

/** A number and how far it may be off. */
export interface NoisyNumber {
  readonly value: number;
  readonly margin: number;
}

/** One usable month: how many months after the first, and its number. */
export interface MonthValue extends NoisyNumber {
  readonly t: number;
}

export interface SegmentFit {
  /** The change at the start, against where the earlier trend would have been. */
  readonly level: Estimate;
  /** The change of the trend, per month. */
  readonly slope: Estimate;
  /** The mean difference with the earlier trend carried on, over the months from the start. */
  readonly average: NoisyEstimate;
  /** The mean of the earlier trend carried on, over those months. */
  readonly expected: number;
  readonly fitted: readonly { readonly t: number; readonly value: number }[];
}

export interface LeastSquares {
  readonly coefficients: readonly number[];
  readonly residuals: readonly number[];
  /** The inverse of X'X. */
  readonly inverse: readonly (readonly number[])[];
}

/** The difference of two means, later less earlier; at least two values on each side. */
export function compareMeans(before: readonly NoisyNumber[], after: readonly NoisyNumber[]): NoisyEstimate {
  const [first, second] = [moments(before), moments(after)];
  const shares = [...before.map(() => -1 / before.length), ...after.map(() => 1 / after.length)];
  const noise = noiseOf([...before, ...after], shares);
  const [u, v] = [first.variance / before.length, second.variance / after.length];
  const value = second.mean - first.mean;
  if (u + v === 0) {
    const reach = normal95 * noise.deviation;
    return { value, low: value - reach, high: value + reach, noise: noise.margin };
  }
  const freedom = (u + v) ** 2 / (u ** 2 / (before.length - 1) + v ** 2 / (after.length - 1));
  return {
    ...interval(value, Math.max(Math.sqrt(u + v), noise.deviation), freedom),
    noise: noise.margin,
  };
}

const normal95 = 1.96;
const normal99 = 2.576;
/** A margin is at least so many standard deviations of its noise: a bound of 99 %, or the largest change of a count. */
const deviationsInMargin = 2;

/** The noise of a weighted sum of months: its standard deviation at most, and what 99 % of it stays under. */
function noiseOf(
  months: readonly NoisyNumber[],
  weights: readonly number[],
): { readonly deviation: number; readonly margin: number } {
  const reaches = months.map(({ margin }, index) => margin * Math.abs(weights[index] ?? 0));
  const deviation = Math.hypot(...reaches) / deviationsInMargin;
  const most = reaches.reduce((sum, reach) => sum + reach, 0);
  return { deviation, margin: Math.min(normal99 * deviation, most) };
}

/** Segmented regression around month `start`; at least five months, on both sides of it. */
export function fitSegments(months: readonly MonthValue[], start: number): SegmentFit {
  const design = months.map(({ t }) => segmentRow(t, start));
  const fit = leastSquares(
    design,
    months.map(({ value }) => value),
  );
  const freedom = months.length - 4;
  const noiseIn = (weights: readonly number[]) => {
    const reach = times(fit.inverse, weights);
    return noiseOf(
      months,
      design.map((row) => dot(row, reach)),
    );
  };
  const errorOf = (weights: readonly number[]): number =>
    Math.max(
      classicalError(fit, freedom, weights),
      neweyWestError(months, design, fit, weights),
      noiseIn(weights).deviation,
    );
  const contrast = (weights: readonly number[]): Estimate =>
    interval(dot(weights, fit.coefficients), errorOf(weights), freedom);
  const later = months.filter(({ t }) => t >= start);
  const meanLater = later.reduce((sum, { t }) => sum + (t - start), 0) / later.length;
  const [intercept = 0, trend = 0] = fit.coefficients;
  return {
    level: contrast([0, 0, 1, 0]),
    slope: contrast([0, 0, 0, 1]),
    average: { ...contrast([0, 0, 1, meanLater]), noise: noiseIn([0, 0, 1, meanLater]).margin },
    expected: intercept + trend * (start + meanLater),
    fitted: months.map(({ t }) => ({ t, value: dot(segmentRow(t, start), fit.coefficients) })),
  };
}

function segmentRow(t: number, start: number): number[] {
  return t >= start ? [1, t, 1, t - start] : [1, t, 0, 0];
}

/** Householder QR; throws when the columns depend on each other. */
export function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): LeastSquares {
  const width = rows[0]?.length ?? 0;
  const r = rows.map((row, index) => [...row, values[index] ?? 0]);
  for (let column = 0; column < width; column++) reflect(r, column);
  const inverseR = invertTriangle(r, width);
  const coefficients = inverseR.map((row) =>
    dot(
      row,
      r.slice(0, width).map((each) => each[width] ?? 0),
    ),
  );
  return {
    coefficients,
    residuals: rows.map((row, index) => (values[index] ?? 0) - dot(row, coefficients)),
    inverse: inverseR.map((left) => inverseR.map((right) => dot(left, right))),
  };
}

function reflect(r: number[][], column: number): void {
  const below = r.slice(column);
  const norm = Math.hypot(...below.map((row) => row[column] ?? 0));
  const head = below[0]?.[column] ?? 0;
  const alpha = head > 0 ? -norm : norm;
  const mirror = below.map((row, index) => (row[column] ?? 0) - (index === 0 ? alpha : 0));
  const length = dot(mirror, mirror);
  const width = below[0]?.length ?? 0;
  for (let k = column; k < width && length > 0; k++) {
    const share =
      (2 *
        dot(
          mirror,
          below.map((row) => row[k] ?? 0),
        )) /
      length;
    below.forEach((row, index) => {
      row[k] = (row[k] ?? 0) - share * (mirror[index] ?? 0);
    });
  }
}

function invertTriangle(r: readonly (readonly number[])[], width: number): number[][] {
  const largest = Math.max(...Array.from({ length: width }, (_, k) => Math.abs(r[k]?.[k] ?? 0)));
  const inverse = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  for (let row = width - 1; row >= 0; row--) {
    const pivot = r[row]?.[row] ?? 0;
    if (Math.abs(pivot) <= largest * 1e-12)
      throw new RangeError('The columns of the regression depend on each other');
    for (let column = row; column < width; column++) {
      let rest = row === column ? 1 : 0;
      for (let k = row + 1; k <= column; k++) rest -= (r[row]?.[k] ?? 0) * (inverse[k]?.[column] ?? 0);
      (inverse[row] ?? [])[column] = rest / pivot;
    }
  }
  return inverse;
}

function classicalError(fit: LeastSquares, freedom: number, weights: readonly number[]): number {
  const variance = dot(fit.residuals, fit.residuals) / freedom;
  return Math.sqrt(variance * dot(weights, times(fit.inverse, weights)));
}

/** Suppressed months keep their place: only residuals that are really that many months apart go together. */
export function neweyWestError(
  months: readonly Pick<MonthValue, 't'>[],
  design: readonly (readonly number[])[],
  fit: LeastSquares,
  weights: readonly number[],
  lags: number = Math.floor(4 * (months.length / 100) ** (2 / 9)),
): number {
  const reach = times(fit.inverse, weights);
  const score = design.map((row, index) => dot(row, reach) * (fit.residuals[index] ?? 0));
  const byMonth = new Map(months.map(({ t }, index) => [t, score[index] ?? 0]));
  let sum = dot(score, score);
  for (let lag = 1; lag <= lags; lag++) {
    const products = months.reduce(
      (total, { t }) => total + (byMonth.get(t) ?? 0) * (byMonth.get(t - lag) ?? 0),
      0,
    );
    sum += 2 * (1 - lag / (lags + 1)) * products;
  }
  const size = months.length;
  return Math.sqrt(Math.max(0, (sum * size) / (size - weights.length)));
}

function moments(numbers: readonly NoisyNumber[]): { mean: number; variance: number } {
  const values = numbers.map(({ value }) => value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}

function interval(value: number, error: number, freedom: number): Estimate {
  const reach = studentQuantile(0.975, freedom) * error;
  return { value, low: value - reach, high: value + reach };
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

/** Where the distribution function of Student's t reaches `probability`, above one half; by halving. */
export function studentQuantile(probability: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (studentUpTo(high, freedom) < probability) high *= 2;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (studentUpTo(middle, freedom) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function studentUpTo(t: number, freedom: number): number {
  return 1 - incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2;
}

/** The regularised incomplete beta function, by the continued fraction 26.5.8 of Abramowitz and Stegun. */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return (front * betaFraction(a, b, x)) / a;
}

function betaFraction(a: number, b: number, x: number): number {
  let fraction = 1;
  for (let m = 60; m >= 1; m--) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m - 1) * (a + b + m - 1) * x) / ((a + 2 * m - 2) * (a + 2 * m - 1));
    fraction = 1 + odd / (1 + even / fraction);
  }
  return 1 / fraction;
}

/** Stirling's series after shifting the argument up, Abramowitz and Stegun 6.1.41; for positive arguments. */
function logGamma(x: number): number {
  let [shifted, product] = [x, 1];
  while (shifted < 12) {
    product *= shifted;
    shifted += 1;
  }
  const series = 1 / (12 * shifted) - 1 / (360 * shifted ** 3) + 1 / (1260 * shifted ** 5);
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2 + series - Math.log(product)
  );
}
