import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handbook } from './handbook.testing.ts';
import { shareOf } from './magnifier.ts';
import { createPTable } from './maximum-entropy-table.ts';
import { createParameters, defaultParameters } from './parameters.ts';
import { isDominated, perturbSum, perturbSumByLargest, protectSum } from './sums.ts';

const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('a perturbed sum', () => {
  const ck = ([0.9, 0.3, 0.6].reduce((sum, key) => sum + Math.floor(key * 2 ** 32), 0) % 2 ** 32) / 2 ** 32;

  it('is 400 and 360 in the two examples of the handbook (G3)', () => {
    expect(perturbSum({ sum: 300, largest: 200, delta: 0.5 }, handbook, ck)).toBeCloseTo(400, 9);
    expect(perturbSum({ sum: 300, largest: 200, delta: 0.6 }, handbook, ck)).toBeCloseTo(360, 9);
  });

  it('moves a negative sum as far as the positive one', () => {
    expect(perturbSum({ sum: -300, largest: 200, delta: 0.5 }, handbook, ck)).toBeCloseTo(-400, 9);
  });
});

describe('noise from the largest contributions', () => {
  const flex = { small: 0.3, large: 0.03, flexPoint: 1_000, exponent: 3 };
  const table = createPTable({ maxNoise: 5, variance: 3, smallMax: 0 });
  const fraction = fc.double({ min: 0, max: 0.9999999, noNaN: true });
  const amount = fc.double({ min: 0.01, max: 1e7, noNaN: true });

  it('has the share of the flex function: full up to its point, then falling to the share for large ones', () => {
    expect([1, 999, 1_000].map((x) => shareOf(flex, x))).toEqual([0.3, 0.3, 0.3]);
    expect(shareOf(flex, 3_000)).toBeCloseTo(0.13875, 12);
    expect(shareOf(flex, -3_000)).toBeCloseTo(0.13875, 12);
    expect(shareOf(flex, 1e9)).toBeCloseTo(0.03, 6);
    expect(shareOf(0.5, 1e9)).toBe(0.5);
  });

  it('is that of the handbook with one contribution and a fixed share (G3)', () => {
    fc.assert(
      fc.property(amount, amount, fraction, (sum, largest, ck) => {
        const noise = { delta: 0.4 };
        const one = perturbSumByLargest({ sum, largest: [largest] }, noise, { table, keyOf: () => ck });
        expect(one).toBe(perturbSum({ sum, largest, delta: 0.4 }, table, ck));
      }),
    );
  });

  it('adds a smaller step for the second and the third, each with a key of its own', () => {
    const keys = [0.001, 0.999, 0.5];
    const asked: number[] = [];
    const keyOf = (rank: number) => {
      asked.push(rank);
      return keys[rank] ?? Number.NaN;
    };
    const noise = { delta: 0.1, epsilons: [1, 0.5, 0.2] };
    const value = perturbSumByLargest({ sum: 10_000, largest: [1_000, 800, 600] }, noise, { table, keyOf });
    expect(asked).toEqual([0, 1, 2]);
    expect(value).toBeCloseTo(10_000 - 5 * 100 + 5 * 40 + 0, 9);
  });

  it('never turns the sign of a sum and stays within D steps of each', () => {
    const noise = { delta: flex, epsilons: [1, 0.5, 0.2] };
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 6 }),
        fraction,
        fraction,
        (values, one, two) => {
          const largest = values.toSorted((left, right) => right - left);
          const sum = values.reduce((total, value) => total + value, 0);
          const keyOf = (rank: number) => [one, two, one][rank] ?? 0;
          const value = perturbSumByLargest({ sum, largest }, noise, { table, keyOf });
          const most = noise.epsilons.reduce((room, epsilon, rank) => {
            const contribution = largest[rank] ?? 0;
            return room + 5 * epsilon * shareOf(flex, contribution) * contribution;
          }, 0);
          expect(value).toBeGreaterThanOrEqual(-1e-9 * sum);
          expect(Math.abs(value - sum)).toBeLessThanOrEqual(most * (1 + 1e-9));
        },
      ),
    );
  });

  it('is used for a protected sum when the settings say so', () => {
    const sums = { ...defaultParameters.sums, delta: flex, epsilons: [1, 0.5, 0.2] };
    const parameters = createParameters({ ...defaultParameters, sums });
    const cell = { sum: 90_000, count: 40, cellKey: 12_345, largest: [4_000, 3_500, 3_000] };
    const several = protectSum(cell, parameters);
    const one = protectSum(
      cell,
      createParameters({ ...defaultParameters, sums: { ...sums, epsilons: [1] } }),
    );
    expect(several).toMatchObject({ status: 'published' });
    expect(several).not.toEqual(one);
  });

  it('refuses settings that cannot be', () => {
    for (const sums of [
      { delta: { ...flex, large: 0.4 } },
      { delta: { ...flex, small: 1.2 } },
      { delta: { ...flex, flexPoint: 0 } },
      { delta: { ...flex, exponent: 0.5 } },
      { delta: 0.5, epsilons: [0.5] },
      { delta: 0.5, epsilons: [1, 0.2, 0.4] },
      { delta: 0.5, epsilons: [] },
    ]) {
      const settings = { ...defaultParameters, sums: { ...defaultParameters.sums, ...sums } };
      expect(() => createParameters(settings)).toThrow(RangeError);
    }
  });
});

describe('the p% rule', () => {
  it('judges the handbook cases', () => {
    expect(isDominated(110_000, [52_000, 50_000], 10)).toBe(false);
    expect(isDominated(100_000, [50_000, 49_000], 10)).toBe(true);
  });

  it('is strict: exactly p% is safe', () => {
    expect(isDominated(210, [100, 100], 10)).toBe(false);
    expect(isDominated(209.999, [100, 100], 10)).toBe(true);
  });

  it.each([
    ['Agriculture, Portugal', [75.9, 24.5], true],
    ['Entertainment, Iceland', [16.8], true],
    ['Entertainment, Spain', [77.4, 16.4, 11.5], false],
    ['Government, Spain', [6.5, 2.7], true],
    ['Industry, Iceland', [9.6, 8.8, 1.9], false],
  ])('judges %s of the example by company (G8)', (_, values, unsafe) => {
    const sum = values.reduce((total, value) => total + value, 0);
    expect(isDominated(sum, values, 10)).toBe(unsafe);
  });
});

describe('a protected sum', () => {
  const safe = { sum: 40_000, count: 60, cellKey: 7, largest: [1_500, 1_400] };

  it('distinguishes not measured, empty, too few, all zeros and dominated from a number', () => {
    const states = [
      { ...safe, sum: null },
      { ...safe, count: 0, sum: null },
      { ...safe, count: 9 },
      { ...safe, sum: 0, largest: [0, 0] },
      { ...safe, sum: 3_000 },
      safe,
    ].map((cell) => protectSum(cell, defaultParameters).status);
    expect(states).toEqual(['missing', 'zero', 'suppressed', 'suppressed', 'suppressed', 'published']);
  });

  it('stays within D steps of delta times the largest, around the true sum', () => {
    let total = 0;
    const cells = 20_000;
    for (let k = 0; k < cells; k++) {
      const value = protectSum({ ...safe, cellKey: (k * 214_748) >>> 0 }, defaultParameters);
      const error = ('value' in value ? value.value : Number.NaN) - safe.sum;
      expect(Math.abs(error)).toBeLessThanOrEqual(5 * 0.5 * 1_500);
      total += error;
    }
    expect(Math.abs(total / cells)).toBeLessThan(50);
  });

  it('is the same for the same cell and differs between cells', () => {
    fc.assert(
      fc.property(uint32, (cellKey) => {
        const cell = { ...safe, cellKey };
        expect(protectSum(cell, defaultParameters)).toEqual(protectSum(cell, defaultParameters));
      }),
    );
    const values = new Set(
      Array.from({ length: 200 }, (_, cellKey) =>
        JSON.stringify(protectSum({ ...safe, cellKey }, defaultParameters)),
      ),
    );
    expect(values.size).toBeGreaterThan(5);
  });

  it('does not share its noise with the count of the same persons', () => {
    const parameters = createParameters({ ...defaultParameters, minimumCount: 1 });
    const low = Array.from({ length: 400 }, (_, k) => protectSum({ ...safe, cellKey: k }, parameters));
    const below = low.filter((value) => 'value' in value && value.value < safe.sum).length;
    expect(below).toBeGreaterThan(100);
    expect(below).toBeLessThan(250);
  });

  it('refuses a key that cannot be', () => {
    expect(() => protectSum({ ...safe, cellKey: -1 }, defaultParameters)).toThrow(RangeError);
  });
});
