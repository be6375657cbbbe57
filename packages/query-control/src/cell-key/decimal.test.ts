import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toDecimal } from './decimal.ts';
import { coarsenMargin } from './uncertainty.ts';

it('a whole number times a power of ten is the number that its digits say', () => {
  const whole = fc.integer({ min: -100_000, max: 100_000 });
  fc.assert(
    fc.property(whole, fc.integer({ min: -40, max: 15 }), (digits, exponent) => {
      expect(toDecimal(digits, exponent)).toBe(Number(`${digits}e${exponent}`) + 0);
    }),
  );
  expect(Object.is(toDecimal(-0, -1), 0)).toBe(true);
});

it('a coarse margin is one of its steps in two digits, at any size', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-30, max: 1e15, noNaN: true }), (margin) => {
      const coarse = coarsenMargin(margin);
      expect(coarse).toBe(Number(coarse.toPrecision(2)));
      expect(coarse).toBeGreaterThanOrEqual(margin * (1 - 1e-8));
      expect(coarse).toBeLessThanOrEqual(margin * 1.7);
    }),
  );
});
