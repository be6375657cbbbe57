import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProtectedValue } from '../protected-value.ts';
import { createParameters, defaultParameters } from './parameters.ts';
import { protectSum } from './sums.ts';
import { roundToContributor } from './uncertainty.ts';

const unlimited = createParameters({ ...defaultParameters, uncertaintyPercent: Number.POSITIVE_INFINITY });
const keys = Array.from({ length: 2_000 }, (_, k) => (k * 2_147_483) >>> 0);

/** The sum of a group in which each person has one amount. */
function show(amounts: readonly number[], cellKey: number, parameters = defaultParameters): ProtectedValue {
  const largest = amounts.toSorted((one, other) => other - one).slice(0, 2);
  return protectSum({ sum: total(amounts), count: amounts.length, cellKey, largest }, parameters);
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

describe('nineteen persons of whom three have arrears, 175.82 on average', () => {
  const arrears = [1_650.2, 1_040.38, 650, ...Array<number>(16).fill(0)];

  it('would now and then be shown as 0 by the noise alone', () => {
    const shown = keys.map((key) => show(arrears, key, unlimited));
    expect(shown.filter((sum) => sum.status === 'published' && sum.value === 0).length).toBeGreaterThan(0);
  });

  it('are too uncertain to show, whatever the noise', () => {
    for (const key of keys) {
      expect(show(arrears, key)).toEqual({ status: 'suppressed', reason: 'too-uncertain' });
    }
  });
});

describe('a sum that is shown', () => {
  const share = fc.double({ min: 1e-6, max: 1, noNaN: true });
  const group = fc.record({ skew: fc.constantFrom(0, 1, 3, 6), size: fc.integer({ min: 10, max: 150 }) });
  /** Amounts that are all alike, or of which a few are much larger than the others, or most are 0. */
  const amounts = group.chain(({ skew, size }) =>
    fc
      .array(share, { minLength: size, maxLength: size })
      .map((shares) =>
        shares.map((one) => (skew === 6 && one < 0.4 ? 0 : Math.round(100 * Math.exp(skew * one)))),
      ),
  );
  const groups = fc.sample(amounts, { numRuns: 600, seed: 3 });

  it('is off by more than 30 percent in less than 1 of 100 cases, and never 0', () => {
    let shown = 0;
    let off = 0;
    for (const [index, amounts] of groups.entries()) {
      const truth = total(amounts);
      for (const key of keys.slice(index % 20, 1_000).filter((_, at) => at % 20 === 0)) {
        const value = show(amounts, key);
        if (value.status !== 'published') continue;
        shown += 1;
        expect(value.value).not.toBe(0);
        if (Math.abs(value.value - truth) > 0.3 * value.value) off += 1;
      }
    }
    expect(shown).toBeGreaterThan(2_000);
    expect(off / shown).toBeLessThan(0.01);
  });
});

describe('the digits of a figure', () => {
  it.each([
    [150.891_487_603_305_8, 19, 151],
    [127.619_047, 1_000, 127.6],
    [12_345_678, 5_000, 12_350_000],
    [40_123, 60, 40_100],
    [3.127_59, 12, 3.1],
    [-150.89, 19, -151],
    [0.004_567, 40, 0.004_6],
    [0, 10, 0],
  ])('of %s over %s are those of %s', (value, count, digits) => {
    expect(roundToContributor(value, count)).toBe(digits);
  });

  it('are at most four, and never more than one contributor changes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        fc.integer({ min: 5, max: 100_000 }),
        (value, count) => {
          const shown = roundToContributor(value, count);
          expect(
            String(shown)
              .replace(/^[0.]+|[.]|e.*$/g, '')
              .replace(/0+$/, '').length,
          ).toBeLessThanOrEqual(4);
          expect(Math.abs(shown - value)).toBeLessThanOrEqual(
            Math.max(value / count / 2, value * 5e-4) * (1 + 1e-9),
          );
        },
      ),
    );
  });
});
