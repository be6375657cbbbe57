import { describe, expect, it } from 'vitest';
import { handbook } from './handbook.testing.ts';
import { ckOf, lookupNoise, lookupNoiseAt, rowOf, sharesToPTable } from './p-table.ts';

describe('a p-table', () => {
  it('changes the count of the handbook example from 3 to 4 (G3)', () => {
    const keys = [0.9, 0.3, 0.6].map((key) => Math.floor(key * 2 ** 32));
    const cellKey = keys.reduce((sum, key) => (sum + key) % 2 ** 32, 0);
    expect(ckOf(cellKey)).toBeCloseTo(0.8, 8);
    expect(3 + lookupNoise(handbook, 3, cellKey)).toBe(4);
  });

  it('gives a key exactly on a bound to the next step', () => {
    expect(lookupNoiseAt(handbook, 3, 0.3)).toBe(0);
    expect(lookupNoiseAt(handbook, 3, 0.2999999)).toBe(-1);
    expect(lookupNoise(handbook, 1, 2 ** 31)).toBe(1);
    expect(lookupNoise(handbook, 1, 2 ** 31 - 1)).toBe(-1);
  });

  it('reuses its last row for larger counts', () => {
    expect(rowOf(handbook, 3)).toBe(3);
    expect(rowOf(handbook, 4_000_000)).toBe(3);
  });

  it('refuses a row that does not add up to 1', () => {
    expect(() => sharesToPTable([[{ noise: 0, probability: 1 }], [{ noise: 1, probability: 0.9 }]])).toThrow(
      'row 1 adds up to 0.9',
    );
    expect(() => sharesToPTable([[{ noise: 0, probability: 1 }], [{ noise: 1, probability: -1 }]])).toThrow(
      'negative',
    );
  });

  it('refuses a table for zeros alone', () => {
    expect(() => sharesToPTable([[{ noise: 0, probability: 1 }]])).toThrow('at least one other count');
  });

  it('refuses counts and keys that cannot be', () => {
    for (const count of [-1, 1.5, Number.NaN]) expect(() => rowOf(handbook, count)).toThrow(RangeError);
    for (const key of [-1, 2 ** 32, 0.5, Number.NaN]) expect(() => ckOf(key)).toThrow(RangeError);
    for (const ck of [-0.1, 1, Number.NaN]) expect(() => lookupNoiseAt(handbook, 1, ck)).toThrow(RangeError);
  });
});
