import { describe, expect, it } from 'vitest';
import {
  compareMeans,
  fitSegments,
  leastSquares,
  type MonthValue,
  neweyWestError,
  studentQuantile,
} from './statistics.ts';

/** Twelve months before and ten after; the expected numbers are those of statsmodels 0.15.0 and SciPy. */
const series = [
  112, 118, 109, 121, 115, 124, 117, 126, 119, 128, 122, 131, 96, 92, 99, 88, 94, 86, 91, 83, 89, 80,
];
const start = 12;
const months: MonthValue[] = series.map((value, t) => ({ t, value, margin: 0 }));
const design = months.map(({ t }) => (t >= start ? [1, t, 1, t - start] : [1, t, 0, 0]));

describe('least squares', () => {
  it('gives the certified coefficients of the Longley data of NIST', () => {
    const longley = [
      [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
      [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
      [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
      [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
      [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
      [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
      [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
      [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
      [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
      [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
      [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
      [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
      [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
      [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
      [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
      [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
    ];
    const { coefficients } = leastSquares(
      longley.map(([, ...rest]) => [1, ...rest]),
      longley.map(([employed = 0]) => employed),
    );
    const certified = [
      -3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359,
      -0.0511041056535807, 1829.15146461355,
    ];
    coefficients.forEach((value, index) => {
      expect(value / (certified[index] ?? 0)).toBeCloseTo(1, 7);
    });
  });

  it('refuses columns that depend on each other', () => {
    const rows = [1, 2, 3, 4].map((x) => [1, x, 2 * x]);
    expect(() => leastSquares(rows, [1, 2, 3, 5])).toThrow('depend');
  });
});

describe('segmented regression', () => {
  const fit = leastSquares(design, series);

  it('finds the coefficients of the worked example', () => {
    const expected = [112.58974358974355, 1.3776223776223824, -32.66666666666667, -2.85641025641028];
    fit.coefficients.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] ?? 0, 9);
    });
  });

  it.each([
    [0, [2.327695748458479, 0.3423108172756002, 3.2814039189961997, 0.5220172565820124]],
    [2, [1.178257554868895, 0.1769862666126195, 2.0045686215706957, 0.24000472369864673]],
    [3, [0.8456663393466264, 0.14353246257931776, 1.2928156879437243, 0.2382060301629136]],
  ])('has the Newey-West errors of the worked example at %i lags', (lags, expected) => {
    expected.forEach((error, position) => {
      const weights = [0, 1, 2, 3].map((index) => (index === position ? 1 : 0));
      expect(neweyWestError(months, design, fit, weights, lags)).toBeCloseTo(error, 9);
    });
  });

  it('never gives an interval narrower than the classical one, because short series flatter themselves', () => {
    const { level, average, expected } = fitSegments(months, start);
    expect(level.value).toBeCloseTo(-32.66666666666667, 9);
    expect(average.value).toBeCloseTo(-45.52051282, 6);
    expect([average.low, average.high].map((end) => end.toFixed(6))).toEqual(['-54.528953', '-36.512072']);
    expect(expected + average.value).toBeCloseTo(89.8, 9);
  });

  it('keeps the place of a month that is suppressed', () => {
    const gap = months.filter(({ t }) => t !== 4 && t !== 17);
    const straight = gap.map(({ t }) => ({ t, value: 100 + 2 * t - (t >= start ? 30 : 0), margin: 0 }));
    const { level, slope, average } = fitSegments(straight, start);
    expect(level.value).toBeCloseTo(-30, 9);
    expect(slope.value).toBeCloseTo(0, 9);
    expect(average.value).toBeCloseTo(-30, 9);
  });
});

describe('noise of protection in a trend', () => {
  it('widens a line that fits perfectly, and is said', () => {
    const straight = months.map(({ t }) => ({ t, value: 100 - (t >= start ? 30 : 0), margin: 5 }));
    const { average } = fitSegments(straight, start);
    const bare = fitSegments(
      straight.map((month) => ({ ...month, margin: 0 })),
      start,
    );
    expect(bare.average.high - bare.average.low).toBeCloseTo(0, 6);
    expect(average.high - average.low).toBeGreaterThan(2 * 5 * Math.sqrt(1 / 12));
    expect([bare.average.noise, average.noise > 0]).toEqual([0, true]);
  });

  it('changes nothing where the months differ more than the noise does', () => {
    const noisy = fitSegments(
      months.map((month) => ({ ...month, margin: 1 })),
      start,
    );
    const { average } = fitSegments(months, start);
    expect([noisy.average.low, noisy.average.high]).toEqual([average.low, average.high]);
  });
});

describe('before and after', () => {
  it("has Welch's interval of the worked example", () => {
    const { value, low, high } = compareMeans(months.slice(0, start), months.slice(start));
    expect(value).toBeCloseTo(89.8 - 120.16666666666667, 9);
    expect(low).toBeCloseTo(-35.86662540351683, 6);
    expect(high).toBeCloseTo(-24.86670792981652, 6);
  });

  it('of months that never differ is one number without width', () => {
    const same = (value: number) => Array.from({ length: 3 }, () => ({ value, margin: 0 }));
    expect(compareMeans(same(5), same(3))).toEqual({ value: -2, low: -2, high: -2, noise: 0 });
  });

  it('has an interval that is never narrower than the noise of protection makes it', () => {
    const same = (value: number) => Array.from({ length: 4 }, () => ({ value, margin: 6 }));
    const { low, high, noise } = compareMeans(same(50), same(42));
    // Each of eight months has a weight of 1/4 and a standard deviation of 3 at most.
    const deviation = Math.sqrt(8) * (3 / 4);
    expect(high - low).toBeCloseTo(2 * 1.96 * deviation, 9);
    expect(noise).toBeCloseTo(2.576 * deviation, 9);
  });

  it('never says that the noise is larger than all margins together', () => {
    const one = (value: number) => [
      { value, margin: 6 },
      { value, margin: 0 },
    ];
    expect(compareMeans(one(50), one(42)).noise).toBeLessThanOrEqual(6);
  });
});

describe("Student's t", () => {
  it.each([
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [5, 2.5705818356363146],
    [18, 2.1009220402410382],
    [100, 1.9839715185235518],
  ])('has the table value at %i degrees of freedom', (freedom, expected) => {
    expect(studentQuantile(0.975, freedom)).toBeCloseTo(expected, 8);
  });
});
