import { describe, expect, it } from 'vitest';
import type { ProtectedValue } from '../protected-value.ts';
import { protectCount } from './counts.ts';
import { defaultParameters } from './parameters.ts';
import { protectSum, sumDeviation } from './sums.ts';
import { coarsenMargin, contributorRoundingMax, roundMarginUp, roundToContributor } from './uncertainty.ts';

const { counts, sums, uncertaintyPercent } = defaultParameters;
/** Keys that step through the whole table. */
const keys = Array.from({ length: 20_000 }, (_, k) => (k * 2_654_435_761) % 2 ** 32);

/** The share of the shown figures whose margin covers how far they are off. */
function coverage(truth: number, figures: readonly ProtectedValue[]): number {
  const shown = figures.flatMap((figure) => (figure.status === 'published' ? [figure] : []));
  expect(shown.length).toBeGreaterThan(keys.length / 4);
  const covered = shown.filter(({ value, margin = 0 }) => Math.abs(value - truth) <= margin + 1e-9);
  return covered.length / shown.length;
}

describe('the margin of a count', () => {
  it('is the largest change, the same for every count, and is never exceeded', () => {
    for (const count of [10, 14, 61, 5_000]) {
      const figures = keys.map((cellKey) => protectCount({ count, cellKey }, defaultParameters));
      expect(new Set(figures.map((figure) => figure.status === 'published' && figure.margin))).toEqual(
        new Set([counts.maxNoise]),
      );
      expect(coverage(count, figures)).toBe(1);
    }
  });
});

describe('the margin of a sum', () => {
  const amounts = Array.from({ length: 60 }, (_, k) => 100 + 10 * k);
  const largest = [690, 680];
  const cell = { sum: amounts.reduce((sum, amount) => sum + amount, 0), count: amounts.length, largest };

  it('covers 99 of 100', () => {
    const figures = keys.map((cellKey) => protectSum({ ...cell, cellKey }, defaultParameters));
    expect(coverage(cell.sum, figures)).toBeGreaterThanOrEqual(0.99);
  });

  it('is the same for all largest contributions that are near each other, so that it discloses none', () => {
    const marginFor = (top: number) =>
      protectSum({ ...cell, cellKey: 7, largest: [top, 600] }, defaultParameters);
    const margins = [700, 750, 860, 1_030].map((top) => marginFor(top));
    expect(new Set(margins.map((figure) => figure.status === 'published' && figure.margin)).size).toBe(1);
  });

  it('is 1, 1.5, 2, 3, 5 or 7 times a power of ten, and never smaller than it was', () => {
    expect([0, 0.7, 1, 1.01, 21, 50, 51, 5_001, 7_001].map(coarsenMargin)).toEqual([
      0, 0.7, 1, 1.5, 30, 50, 70, 7_000, 10_000,
    ]);
  });

  it('alone decides whether a sum is shown: a sum that its exact margin would show is suppressed', () => {
    const limit = (uncertaintyPercent / 100) * 5_200;
    const seen = new Set<string>();
    for (let top = 100; top < 900; top += 3) {
      const exact = 2.576 * sumDeviation([top], sums);
      for (const cellKey of keys.slice(0, 20)) {
        const figure = protectSum({ sum: 5_200, count: 60, cellKey, largest: [top, 99] }, defaultParameters);
        if (figure.status !== 'published') continue;
        expect(figure.margin).toBe(coarsenMargin(exact));
        expect(figure.margin).toBeLessThanOrEqual((uncertaintyPercent / 100) * figure.value);
      }
      seen.add(exact > limit ? 'over' : coarsenMargin(exact) > limit ? 'between' : 'under');
    }
    expect([...seen].sort()).toEqual(['between', 'over', 'under']);
  });
});

describe('rounding', () => {
  it('changes a figure by no more than it says', () => {
    for (const [value, count] of [
      [34.27, 12],
      [123_456, 100_000],
      [0.198_019, 20],
    ] as const) {
      const change = Math.abs(roundToContributor(value, count) - value);
      expect(change).toBeLessThanOrEqual(contributorRoundingMax(value, count));
    }
    expect(contributorRoundingMax(123_456, 100_000)).toBe(50);
  });

  it('of a margin goes up, to two digits', () => {
    expect([0, 5, 4.4625, 0.012_01, 1_234].map(roundMarginUp)).toEqual([0, 5, 4.5, 0.013, 1_300]);
  });
});
