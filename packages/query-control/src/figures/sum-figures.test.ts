import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { defaultParameters as parameters } from '../cell-key/parameters.ts';
import { coarsenMargin } from '../cell-key/uncertainty.ts';
import { cubeOfCounts, flatDimension, keyOf, withAmounts } from './cube.testing.ts';
import type { ProtectedFigure } from './figure.ts';
import { missingFigure, published, range, suppressedFigure, zeroFigure } from './figure.ts';
import { countFigure, meanFigure, rateFigure, sumFigure } from './one-set.testing.ts';
import type { FigureSource } from './source.ts';

const place = flatDimension('place', ['north', 'south'], 'area');

/** Records of one person each, with the amounts given, in the total and in `north`. */
function sourceOf(amounts: readonly number[], seed = 1, rules?: number[]): FigureSource {
  const cube = cubeOfCounts([place], { north: amounts.length }, { seed });
  const sorted = amounts.toSorted((one, other) => Math.abs(other) - Math.abs(one));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const south = cube.rowOf([2]) ?? 0;
  const fill = (value: number) => Float64Array.from(cube.counts, (_, row) => (row === south ? 0 : value));
  const column = {
    sums: fill(sum),
    records: fill(amounts.length),
    recordKeys: Uint32Array.from(cube.counts, (_, row) => keyOf(seed + 3, row)),
    contributors: fill(amounts.length),
    contributorKeys: Uint32Array.from(cube.counts, (_, row) => keyOf(seed + 5, row)),
    largest: Float64Array.from([...cube.counts].flatMap(() => [sorted[0] ?? 0, sorted[1] ?? 0])),
  };
  const withSums = { ...cube, sums: new Map([['amount', column]]) };
  return { cube: withSums, protection: { rules: Uint8Array.from(rules ?? [0, 0, 0]) }, parameters };
}

function value(figure: ProtectedFigure): { value: number; margin: number } {
  if (figure.status !== 'published') throw new Error(`Expected a value, got ${JSON.stringify(figure)}`);
  return figure;
}

const even = Array<number>(100).fill(50);

describe('a sum', () => {
  it('is off by no more than its margin, and rounded to what that carries', () => {
    const shown = value(sumFigure([0], 'amount', sourceOf(even)));
    expect(Math.abs(shown.value - 5_000)).toBeLessThanOrEqual(shown.margin);
    expect(shown.margin).toBe(190);
    expect(shown.value % 10).toBe(0);
  });

  it('is suppressed where the node is, where few have a value, and where one person makes up most of it', () => {
    expect(sumFigure([0], 'amount', sourceOf(even, 1, [3, 0, 0]))).toEqual({ status: 'suppressed' });
    expect(sumFigure([0], 'amount', sourceOf([1, 2, 3]))).toEqual({ status: 'suppressed' });
    const dominated = [100_000, 50, ...Array<number>(50).fill(1)];
    expect(sumFigure([0], 'amount', sourceOf(dominated))).toEqual({ status: 'suppressed' });
  });

  it('is suppressed as too uncertain where its margin is over 30 percent of it', () => {
    const skewed = [1_650, 1_040, 650, ...Array<number>(16).fill(0)];
    const reason = { status: 'suppressed', reason: 'too-uncertain' };
    expect(sumFigure([0], 'amount', sourceOf(skewed))).toEqual(reason);
    expect(meanFigure([0], 'amount', sourceOf(skewed))).toEqual(reason);
  });

  it('is zero of nothing, of which the mean is missing', () => {
    const south = [2];
    expect(sumFigure(south, 'amount', sourceOf(even))).toMatchObject({ status: 'zero' });
    expect(meanFigure(south, 'amount', sourceOf(even))).toEqual({ status: 'missing' });
  });

  it('is missing of a large group of which nobody has a value, and suppressed of a small one', () => {
    const unmeasured = (persons: number, rules?: number[]): FigureSource => {
      const source = sourceOf(Array<number>(persons).fill(50), 1, rules);
      const column = source.cube.sums.get('amount');
      if (!column) throw new Error('No amounts');
      const none = new Float64Array(source.cube.size);
      const empty = {
        ...column,
        sums: none,
        records: none,
        contributors: none,
        largest: new Float64Array(6),
      };
      return { ...source, cube: { ...source.cube, sums: new Map([['amount', empty]]) } };
    };
    for (const figure of [sumFigure, meanFigure]) {
      expect(figure([0], 'amount', unmeasured(40))).toEqual({ status: 'missing' });
      expect(figure([0], 'amount', unmeasured(9, [1, 1, 0]))).toEqual({ status: 'suppressed' });
    }
  });

  it('over several nodes adds their noises in squares, and is suppressed with one of them', () => {
    const cube = withAmounts(cubeOfCounts([place], { north: 400, south: 400 }), 'amount', 50);
    const source = { cube, protection: { rules: new Uint8Array(cube.size) }, parameters };
    const one = value(sumFigure([1], 'amount', source));
    const both = value(sumFigure([1, 2], 'amount', source));
    expect(both.margin / one.margin).toBeGreaterThan(1.3);
    expect(both.margin / one.margin).toBeLessThan(1.5);
    const hidden = { ...source, protection: { rules: Uint8Array.from([0, 0, 4]) } };
    expect(sumFigure([1, 2], 'amount', hidden)).toEqual({ status: 'suppressed' });
  });

  it('refuses a column that the cube does not have', () => {
    expect(() => sumFigure([0], 'height', sourceOf(even))).toThrow(RangeError);
  });

  it('discloses of its largest contribution only a step, the same in each sum that it is part of', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (deviation) => {
        const step = coarsenMargin(deviation);
        expect(step).toBeGreaterThanOrEqual(deviation * (1 - 1e-8));
        expect(step).toBeLessThanOrEqual(1.67 * deviation);
        expect(Number(step.toPrecision(2))).toBeCloseTo(step, 9);
      }),
    );
    const margins = [47, 48, 49, 50].map((largest) => {
      const amounts = [largest, ...Array<number>(150).fill(30)];
      return value(sumFigure([0], 'amount', sourceOf(amounts))).margin;
    });
    expect(new Set(margins).size).toBe(1);
  });
});

describe('a mean beside a count (G9d)', () => {
  const amounts = [8, 9, 10, 12, 14, 9, 11, 13, 8, 10, 12, 11, 9, 10, 7, 12, 13, 9, 8, 11, 10, 12, 9];
  const truth = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
  /** The numbers of persons near the shown one for which a mean can be that of whole amounts. */
  const possible = (shown: number, mean: number, margin: number) =>
    Array.from({ length: 11 }, (_, at) => shown - 5 + at).filter(
      (count) => Math.floor((mean + margin) * count) >= Math.ceil((mean - margin) * count),
    );

  it('tells the number of persons when it is the true one', () => {
    const found = possible(25, Math.round(truth * 1e4) / 1e4, 5e-5);
    expect(found).toEqual([amounts.length]);
  });

  it('tells nothing of it when it is made of protected parts', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const source = sourceOf(amounts, seed);
      const mean = meanFigure([0], 'amount', source);
      const count = value(countFigure([0], source));
      if (mean.status === 'published') {
        expect(possible(count.value, mean.value, mean.margin)).toHaveLength(11);
      } else expect(mean).toEqual({ status: 'suppressed', reason: 'too-uncertain' });
    }
  });
});

describe('sums and means of skewed amounts', () => {
  const share = fc.double({ min: 1e-6, max: 1, noNaN: true });
  const group = fc.record({ skew: fc.constantFrom(0, 1, 3, 6), size: fc.integer({ min: 10, max: 250 }) });
  const amounts = group.chain(({ skew, size }) =>
    fc
      .array(share, { minLength: size, maxLength: size })
      .map((shares) => shares.map((one) => Math.round(100 * Math.exp(skew * one)))),
  );
  const groups = fc.sample(amounts, { numRuns: runs(150, 1_500), seed: 3 });

  it.each(['sum', 'mean'] as const)('(%s) are within their margin in 99 of 100 cases', (kind) => {
    let shown = 0;
    let off = 0;
    for (const [index, amounts] of groups.entries()) {
      const sum = amounts.reduce((total, amount) => total + amount, 0);
      const truth = kind === 'sum' ? sum : sum / amounts.length;
      for (let seed = 0; seed < 60; seed += 1) {
        const source = sourceOf(amounts, 60 * index + seed);
        const figure = (kind === 'sum' ? sumFigure : meanFigure)([0], 'amount', source);
        if (figure.status !== 'published') continue;
        shown += 1;
        expect(figure.margin).toBeLessThanOrEqual(0.3 * figure.value + 1e-9);
        if (Math.abs(figure.value - truth) > figure.margin) off += 1;
      }
    }
    expect(shown).toBeGreaterThan(1_000);
    expect(off / shown).toBeLessThan(0.01);
  });
});

describe('a rate', () => {
  it('of a public denominator has the margin of the count', () => {
    expect(rateFigure(published(90, 5), published(900, 0), 1000)).toEqual(published(100, 5.6));
  });

  it('has the margins of both figures together', () => {
    const shown = value(rateFigure(published(200, 5), published(1_000, 5), 100));
    expect(shown.value).toBe(20);
    expect(shown.margin).toBeGreaterThan(0.5);
    expect(shown.margin).toBeLessThan(0.65);
  });

  it('is off by no more than its margin in 99 of 100 cases, whatever the keys', () => {
    let off = 0;
    let shown = 0;
    const tries = runs(4_000, 40_000);
    for (let seed = 0; seed < tries; seed += 1) {
      const [part, whole] = [12 + (seed % 200), 15 + (seed % 611)];
      const figureOf = (count: number, key: number) => {
        const cube = cubeOfCounts([place], { north: count }, { seed: key });
        return countFigure([0], { cube, protection: { rules: new Uint8Array(3) }, parameters });
      };
      const rate = rateFigure(figureOf(part, seed), figureOf(whole, seed + 1e6), 1000);
      if (rate.status !== 'published') continue;
      shown += 1;
      if (Math.abs(rate.value - (1000 * part) / whole) > rate.margin) off += 1;
    }
    expect(shown).toBeGreaterThan(tries / 2);
    expect(off / shown).toBeLessThan(0.01);
  });

  it('of a range is a range', () => {
    expect(rateFigure(range(40, 49), published(1_000, 0), 1000)).toEqual(range(40, 49));
    expect(rateFigure(published(50, 5), range(90, 110), 100)).toEqual(range(40.9, 61.2));
  });

  it('keeps zero, missing and suppressed apart', () => {
    expect(rateFigure(zeroFigure, published(10, 5), 100)).toEqual(zeroFigure);
    expect(rateFigure(published(10, 5), zeroFigure, 100)).toEqual(missingFigure);
    expect(rateFigure(published(10, 5), missingFigure, 100)).toEqual(missingFigure);
    expect(rateFigure(suppressedFigure, missingFigure, 100)).toEqual(suppressedFigure);
    expect(rateFigure(published(10, 5), suppressedFigure, 100)).toEqual(suppressedFigure);
  });
});
