import { missing, type ProtectedValue, suppressed, zero } from '@datalab/query-control';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  RevealingRedactionError,
  redactThenRound,
  roundToBase,
  roundToMidpoint6,
  totalOfShown,
} from './rounding.ts';

const published = (value: number): ProtectedValue => ({ status: 'published', value });

describe('rounding (G14)', () => {
  it('redacts and rounds the OpenSAFELY table, with totals of the rounded cells', () => {
    const rule = { redactUpTo: 7, base: 5 };
    const first = redactThenRound([3, 8, 16, 23], rule);
    const second = redactThenRound([18, 23, 31, 44], rule);
    expect(first).toEqual([suppressed, published(10), published(15), published(25)]);
    expect(second).toEqual([20, 25, 30, 45].map(published));
    expect(totalOfShown(first)).toEqual(published(50));
    expect(totalOfShown(second)).toEqual(published(120));
  });

  it('rounds the handbook table to fives, of which 32 becomes 30', () => {
    const rows = [
      [1, 0, 1],
      [3, 3, 6],
      [12, 20, 32],
      [16, 23, 39],
    ];
    expect(rows.map((row) => row.map((count) => roundToBase(count, 5)))).toEqual([
      [0, 0, 0],
      [5, 5, 5],
      [10, 20, 30],
      [15, 25, 40],
    ]);
  });

  it.each([
    [0, zero],
    [1, published(3)],
    [6, published(3)],
    [7, published(9)],
    [12, published(9)],
    [13, published(15)],
    [18, published(15)],
  ])('puts %i in the middle of its group of six', (count, value) => {
    expect(roundToMidpoint6(count)).toEqual(value);
  });

  it('is half too low on average in the middle of six, and no more', () => {
    const errors = Array.from({ length: 600 }, (_, at) => {
      const value = roundToMidpoint6(at + 1);
      return (value.status === 'published' ? value.value : Number.NaN) - (at + 1);
    });
    expect(errors.reduce((sum, error) => sum + error, 0) / 600).toBe(-0.5);
  });
});

describe('leaving out before rounding (A20)', () => {
  it.each([
    [5, [2, 7]],
    [6, [2, 7]],
    [3, [2, 7]],
    [10, [7, 12]],
  ])('is refused with a limit of %i and fives, and names limits that fit', (redactUpTo, instead) => {
    const attempt = () => redactThenRound([20], { redactUpTo, base: 5 });
    expect(attempt).toThrow(RevealingRedactionError);
    expect(attempt).toThrow(instead.join(' or '));
  });

  it('shows no number that stands for fewer counts than the base', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(40), (base, redactUpTo) => {
        const counts = Array.from({ length: 120 }, (_, count) => count);
        let shown: ProtectedValue[];
        try {
          shown = redactThenRound(counts, { redactUpTo, base });
        } catch (error) {
          expect(error).toBeInstanceOf(RevealingRedactionError);
          return;
        }
        const standsFor = new Map<number, number>();
        for (const value of shown.slice(0, 100)) {
          if (value.status === 'published') standsFor.set(value.value, (standsFor.get(value.value) ?? 0) + 1);
        }
        const complete = [...standsFor].filter(([value]) => value + base <= 100);
        for (const [, counted] of complete) expect(counted).toBe(base);
      }),
    );
  });

  it('accepts the limits it names', () => {
    for (const base of [2, 3, 4, 5, 6, 10]) {
      for (let redactUpTo = 1; redactUpTo < 40; redactUpTo++) {
        try {
          redactThenRound([], { redactUpTo, base });
        } catch (error) {
          const instead = error instanceof RevealingRedactionError ? error.instead : [Number.NaN];
          for (const limit of instead) expect(redactThenRound([], { redactUpTo: limit, base })).toEqual([]);
        }
      }
    }
  });

  it('distinguishes a zero, a small count and a missing one', () => {
    expect(redactThenRound([0, 1, null], { redactUpTo: 7, base: 5 })).toEqual([zero, suppressed, missing]);
  });

  it('refuses counts and bases that cannot be', () => {
    expect(() => redactThenRound([1.5], { redactUpTo: 7, base: 5 })).toThrow('count');
    expect(() => redactThenRound([-1], { redactUpTo: 7, base: 5 })).toThrow('count');
    expect(() => roundToBase(4, 1)).toThrow('base');
    expect(() => roundToMidpoint6(-2)).toThrow('count');
  });
});

describe('a total of what is shown', () => {
  it.each([
    [[zero, zero], zero],
    [[zero, suppressed], suppressed],
    [[suppressed, missing], suppressed],
    [[missing], missing],
    [[zero, missing], zero],
    [[published(10), suppressed, missing, zero], published(10)],
  ])('of %o is %o', (cells, total) => {
    expect(totalOfShown(cells)).toEqual(total);
  });
});
