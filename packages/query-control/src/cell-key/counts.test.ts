import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perturbCount, protectCount } from './counts.ts';
import { createPTable } from './maximum-entropy-table.ts';
import { lookupNoiseAt } from './p-table.ts';
import { createParameters, defaultParameters } from './parameters.ts';

const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const cellKeyOf = (keys: readonly number[]) => keys.reduce((sum, key) => (sum + key) % 2 ** 32, 0);

describe('a whole table under cell keys (G3)', () => {
  const table = createPTable({ maxNoise: 2, variance: 0.9, smallMax: 0 });
  const persons = [
    { area: 'N1', sex: 'm', key: 1200 },
    { area: 'N1', sex: 'm', key: 3400 },
    { area: 'N1', sex: 'f', key: 9800 },
    { area: 'N2', sex: 'm', key: 6600 },
    { area: 'N2', sex: 'f', key: 510 },
    { area: 'N2', sex: 'f', key: 4440 },
    { area: 'N3', sex: 'f', key: 7250 },
  ];

  it.each([
    ['N1', 'm', 2, 0.46, 2],
    ['N1', 'f', 1, 0.98, 3],
    ['N1', '*', 3, 0.44, 3],
    ['N2', 'm', 1, 0.66, 1],
    ['N2', 'f', 2, 0.495, 2],
    ['N2', '*', 3, 0.155, 2],
    ['N3', 'm', 0, 0, 0],
    ['N3', 'f', 1, 0.725, 2],
    ['N3', '*', 1, 0.725, 2],
    ['*', 'm', 3, 0.12, 2],
    ['*', 'f', 4, 0.2, 3],
    ['*', '*', 7, 0.32, 7],
  ])('publishes %s %s (true %i, key %f) as %i', (area, sex, count, ck, published) => {
    const cell = persons.filter(
      (person) => (area === '*' || person.area === area) && (sex === '*' || person.sex === sex),
    );
    const key = (cell.reduce((sum, person) => sum + person.key, 0) % 10_000) / 10_000;
    expect([cell.length, key]).toEqual([count, ck]);
    expect(count + lookupNoiseAt(table, count, key)).toBe(published);
  });
});

describe('a protected count', () => {
  it('keeps a zero, suppresses small counts and publishes the rest within D', () => {
    fc.assert(
      fc.property(fc.nat(5_000), uint32, (count, cellKey) => {
        const value = protectCount({ count, cellKey }, defaultParameters);
        if (count === 0) expect(value).toEqual({ status: 'zero', value: 0 });
        else if (count < 10) expect(value).toEqual({ status: 'suppressed' });
        else {
          expect(value.status).toBe('published');
          expect(Math.abs(('value' in value ? value.value : Number.NaN) - count)).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it('is the same for the same persons, in whatever order they come', () => {
    const shuffled = fc
      .array(uint32, { minLength: 1, maxLength: 60 })
      .chain((keys) =>
        fc.tuple(
          fc.constant(keys),
          fc.shuffledSubarray(keys, { minLength: keys.length, maxLength: keys.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([keys, again]) => {
        const one = protectCount({ count: keys.length, cellKey: cellKeyOf(keys) }, defaultParameters);
        const two = protectCount({ count: again.length, cellKey: cellKeyOf(again) }, defaultParameters);
        expect(two).toEqual(one);
      }),
    );
  });

  it('has errors with mean 0 and the chosen variance over many keys', () => {
    const keys = 200_000;
    const step = Math.floor(2 ** 32 / keys);
    let sum = 0;
    let squares = 0;
    for (let k = 0; k < keys; k++) {
      const error = perturbCount({ count: 40, cellKey: k * step }, defaultParameters.countTable) - 40;
      sum += error;
      squares += error ** 2;
    }
    expect(Math.abs(sum / keys)).toBeLessThan(0.001);
    expect(Math.abs(squares / keys - 5)).toBeLessThan(0.001);
  });

  it('is never called a zero or shown as one when the cell is not empty', () => {
    const parameters = createParameters({ ...defaultParameters, minimumCount: 1 });
    expect(perturbCount({ count: 3, cellKey: 0 }, parameters.countTable)).toBe(0);
    expect(protectCount({ count: 3, cellKey: 0 }, parameters)).toEqual({ status: 'suppressed' });
  });

  it('refuses a count or a key that cannot be, without naming the key', () => {
    expect(() => protectCount({ count: -1, cellKey: 0 }, defaultParameters)).toThrow(RangeError);
    expect(() => protectCount({ count: 20, cellKey: 4_294_967_296 }, defaultParameters)).toThrow(
      /^A cell key must be an unsigned 32-bit integer$/,
    );
  });
});

describe('parameters', () => {
  it('refuse what cannot be', () => {
    expect(() => createParameters({ ...defaultParameters, minimumCount: 0 })).toThrow('minimumCount');
    expect(() => createParameters({ ...defaultParameters, dominancePercent: -1 })).toThrow(
      'dominancePercent',
    );
    const sums = { ...defaultParameters.sums, delta: 0 };
    expect(() => createParameters({ ...defaultParameters, sums })).toThrow('delta');
  });
});
