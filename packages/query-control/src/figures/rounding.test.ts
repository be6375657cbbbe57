import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundDown, roundToMargin, roundUp, unitOfContributor } from './rounding.ts';

describe('a value rounded to what its margin carries', () => {
  it.each([
    [1_234, 23, 1_230, 24],
    [1_234, 12, 1_234, 12],
    [412, 5, 412, 5],
    [0.123_45, 0.012, 0.123, 0.013],
    [12_345_678, 400_000, 12_300_000, 410_000],
    [-151.3, 45, -150, 46],
    [7, 0, 7, 0],
  ])('%s with a margin of %s is shown as %s with a margin of %s', (value, margin, shown, shownMargin) => {
    expect(roundToMargin(value, margin)).toEqual({ value: shown, margin: shownMargin });
  });

  it('is never moved by more than its margin grows to hold', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    const margin = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, margin, (value, margin) => {
        const shown = roundToMargin(value, margin);
        expect(Math.abs(shown.value - value)).toBeLessThanOrEqual(shown.margin / 4 + 1e-6);
        expect(shown.margin).toBeGreaterThanOrEqual(margin * (1 - 1e-8));
        expect(roundToMargin(value, margin, 100).margin).toBeGreaterThanOrEqual(margin * (1 - 1e-8));
      }),
    );
  });
});

it.each([
  [150.9, 19, 1],
  [127.619, 1_000, 0.1],
  [12_345_678, 5_000, 10_000],
  [40_123, 60, 100],
  [0.004_567, 40, 0.000_1],
  [0, 10, 0],
])('digits of %s over %s contributors end at %s', (value, contributors, unit) => {
  expect(unitOfContributor(value, contributors)).toBeCloseTo(unit, 10);
});

it('rounds the ends of a range away from each other', () => {
  expect([roundDown(40.96), roundUp(61.11)]).toEqual([40.9, 61.2]);
  expect([roundDown(0), roundUp(0), roundDown(50), roundUp(50)]).toEqual([0, 0, 50, 50]);
});
