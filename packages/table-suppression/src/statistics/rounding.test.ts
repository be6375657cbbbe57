import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRounding } from './rounding.ts';
import { customaryLimits, type StatisticVerdict } from './statistic-verdict.ts';

const reasonsOf = (verdict: StatisticVerdict) =>
  verdict.kind === 'safe' ? [] : verdict.issues.map(({ reason }) => reason);

describe('suppressing counts before rounding them (A20)', () => {
  const floorOf = (minimumCount: number) => ({ ...customaryLimits, minimumCount });

  it('is safe in the way of OpenSAFELY, up to 7 and then to fives, where the minimum is 8', () => {
    expect(judgeRounding({ redactUpTo: 7, base: 5 }, floorOf(8))).toEqual({ kind: 'safe' });
  });

  it('suppresses every count below the minimum', () => {
    expect(reasonsOf(judgeRounding({ redactUpTo: 7, base: 5 }))).toEqual(['small-cell']);
    expect(reasonsOf(judgeRounding({ redactUpTo: 12, base: 5 }))).toEqual([]);
    expect(reasonsOf(judgeRounding({ redactUpTo: 9, base: 20 }))).toEqual([]);
  });

  it.each([3, 5, 6, 10, 11])('is unsafe with a limit of %i and fives', (redactUpTo) => {
    expect(reasonsOf(judgeRounding({ redactUpTo, base: 5 }, floorOf(1)))).toEqual(['narrow-rounding']);
  });

  it('is safe exactly when no shown number stands for fewer counts than the base', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(40), (base, redactUpTo) => {
        const standsFor = new Map<number, number>();
        for (let count = redactUpTo + 1; count < 120; count++) {
          const shown = base * Math.floor(count / base + 0.5);
          standsFor.set(shown, (standsFor.get(shown) ?? 0) + 1);
        }
        const complete = [...standsFor].filter(([shown]) => shown + base <= 120).map(([, counts]) => counts);
        const { kind } = judgeRounding({ redactUpTo, base }, floorOf(1));
        expect(kind).toBe(Math.min(...complete) === base ? 'safe' : 'unsafe');
      }),
    );
  });

  it('refuses a base and a limit that cannot be', () => {
    expect(() => judgeRounding({ redactUpTo: 7, base: 1 })).toThrow('base');
    expect(() => judgeRounding({ redactUpTo: 1.5, base: 5 })).toThrow('limit');
    expect(() => judgeRounding({ redactUpTo: -1, base: 5 })).toThrow('limit');
  });
});
