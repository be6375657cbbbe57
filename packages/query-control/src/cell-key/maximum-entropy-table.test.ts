import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPTable, type PTableSettings } from './maximum-entropy-table.ts';
import { lookupNoiseAt, type PTable } from './p-table.ts';

function sharesOf(table: PTable, count: number): { noise: number; probability: number }[] {
  const steps = table.rows[count] ?? [];
  return steps.map(({ noise, upper }, k) => ({ noise, probability: upper - (steps[k - 1]?.upper ?? 0) }));
}

function momentOf(table: PTable, count: number, power: number): number {
  return sharesOf(table, count).reduce(
    (sum, { noise, probability }) => sum + probability * noise ** power,
    0,
  );
}

describe('createPTable against published tables', () => {
  it('reproduces D=2, V=0.9 of the package ptable (G1)', () => {
    const table = createPTable({ maxNoise: 2, variance: 0.9, smallMax: 0 });
    expect(table.violations).toEqual([]);
    expect(table.rows).toHaveLength(3);
    expect(table.rows[0]).toEqual([{ noise: 0, upper: 1 }]);
    const bounds = table.rows.map((row) => row.map(({ upper }) => upper));
    [0.3625, 0.725, 0.9125, 1].forEach((upper, k) => {
      expect(bounds[1]?.[k]).toBeCloseTo(upper, 10);
    });
    [0.05154609, 0.29536173, 0.70463827, 0.94845391, 1].forEach((upper, k) => {
      expect(bounds[2]?.[k]).toBeCloseTo(upper, 8);
    });
  });

  it('reproduces D=2, V=1 and reports the row that cannot have its variance (G1)', () => {
    const table = createPTable({ maxNoise: 2, variance: 1, smallMax: 0 });
    [0.36648551, 0.3664855, 0.1675725, 0.09945652].forEach((probability, k) => {
      expect(sharesOf(table, 1)[k]?.probability).toBeCloseTo(probability, 7);
    });
    [0.06382714, 0.24469145, 0.38296282, 0.24469145, 0.06382714].forEach((probability, k) => {
      expect(sharesOf(table, 2)[k]?.probability).toBeCloseTo(probability, 8);
    });
    expect(table.violations).toHaveLength(1);
    expect(table.violations[0]).toMatchObject({ count: 1, wanted: 1 });
    expect(table.violations[0]?.reached).toBeCloseTo(0.93188, 5);
  });

  it('reproduces the last row of D=5, V=3 (G1)', () => {
    const table = createPTable({ maxNoise: 5, variance: 3, smallMax: 0 });
    const half = [0.00379186, 0.01659093, 0.05229263, 0.11873037, 0.19419346];
    [...half, 0.2288015, ...half.toReversed()].forEach((probability, k) => {
      expect(sharesOf(table, 5)[k]?.probability).toBeCloseTo(probability, 7);
    });
  });

  it('reproduces the table of tau-Argus with D=5, V=3, js=2, of which half stays (G2)', () => {
    const table = createPTable({ maxNoise: 5, variance: 3, smallMax: 2, stay: 0.5 });
    const rows = table.rows.flatMap((_, count) =>
      sharesOf(table, count).map((share) => ({ count, ...share })),
    );
    expect(rows).toHaveLength(66);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const uppers = table.rows.flatMap((row) => row.map(({ upper }) => upper));
    expect(mean(rows.map(({ probability }) => probability))).toBeCloseTo(0.136, 3);
    expect(mean(uppers)).toBeCloseTo(0.698, 3);
    expect(mean(rows.map(({ probability }, k) => (uppers[k] ?? 0) - probability))).toBeCloseTo(0.562, 3);
    expect(mean(rows.map(({ noise }) => noise))).toBeCloseTo(1.045, 3);
    expect(table.violations).toEqual([]);
  });

  it.each([
    [1, 0.7344, 0],
    [1, 0.7345, 3],
    [1, 0.99, 6],
    [2, 0.41, 3],
    [3, 0.5, 3],
    [5, 0.0393, 0],
    [5, 0.04, 3],
    [7, 0.03, 3],
    [8, 0.2499999, 7],
    [8, 0.25, 8],
    [12, 0.99, 17],
    [1000, 0.0115, 995],
    [1000, 0.0116, 996],
    [0, 0.5, 0],
  ])('brings count %i with key %f to %i as the table of tau-Argus does (G2)', (count, ck, published) => {
    const table = createPTable({ maxNoise: 5, variance: 3, smallMax: 2, stay: 0.5 });
    expect(count + lookupNoiseAt(table, count, ck)).toBe(published);
  });
});

const settings: fc.Arbitrary<PTableSettings> = fc
  .record({
    maxNoise: fc.integer({ min: 1, max: 8 }),
    share: fc.double({ min: 0.02, max: 0.3, noNaN: true }),
    small: fc.double({ min: 0, max: 0.99, noNaN: true }),
    stay: fc.option(fc.double({ min: 0.05, max: 0.7, noNaN: true })),
    monotone: fc.boolean(),
  })
  .map(({ maxNoise, share, small, stay, monotone }) => ({
    monotone,
    maxNoise,
    variance: share * maxNoise ** 2,
    smallMax: Math.floor(small * maxNoise),
    ...(stay === null ? {} : { stay }),
  }));

describe('every maximum-entropy table', () => {
  it('has mean 0 and the wanted variance in each row, or says which row has not', () => {
    fc.assert(
      fc.property(settings, (choice) => {
        const table = createPTable(choice);
        for (let count = 1; count < table.rows.length; count++) {
          const violation = table.violations.find((each) => each.count === count);
          expect(momentOf(table, count, 1)).toBeCloseTo(0, 8);
          expect(momentOf(table, count, 2)).toBeCloseTo(violation?.reached ?? choice.variance, 7);
        }
      }),
    );
  });

  it('never goes below 0, beyond D, to 1..js, or away from a zero', () => {
    fc.assert(
      fc.property(
        settings,
        fc.nat(40),
        fc.double({ min: 0, max: 0.9999999, noNaN: true }),
        (choice, count, ck) => {
          const noise = lookupNoiseAt(createPTable(choice), count, ck);
          const published = count + noise;
          expect(Math.abs(noise)).toBeLessThanOrEqual(choice.maxNoise);
          expect(published === 0 || published > choice.smallMax).toBe(true);
          if (count === 0) expect(published).toBe(0);
        },
      ),
    );
  });

  it('meets the variance of a row that cannot be monotone, when it need not be', () => {
    const table = createPTable({ maxNoise: 2, variance: 1, smallMax: 0, monotone: false });
    expect(table.violations).toEqual([]);
    expect(momentOf(table, 1, 1)).toBeCloseTo(0, 10);
    expect(momentOf(table, 1, 2)).toBeCloseTo(1, 10);
    const [down, stays] = sharesOf(table, 1);
    expect(down?.probability).toBeGreaterThan(stays?.probability ?? 1);
  });

  it('is quick enough to make at start', () => {
    createPTable({ maxNoise: 4, variance: 2, smallMax: 0 });
    const started = process.cpuUsage();
    createPTable({ maxNoise: 5, variance: 3, smallMax: 2 });
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(50);
  });

  it('refuses settings that cannot be', () => {
    const good = { maxNoise: 5, variance: 3, smallMax: 0 };
    for (const wrong of [
      { maxNoise: 0 },
      { maxNoise: 1.5 },
      { variance: 0 },
      { variance: 26 },
      { smallMax: -1 },
      { smallMax: 5 },
      { stay: 1 },
    ]) {
      expect(() => createPTable({ ...good, ...wrong })).toThrow(RangeError);
    }
  });
});
