import { describe, expect, it } from 'vitest';
import { explainProtection } from '../explain-protection.ts';
import { missing, type ProtectedValue, suppressed, zero } from '../protected-value.ts';
import { defaultParameters } from './parameters.ts';
import { protectMean, protectRate } from './ratios.ts';

const published = (value: number): ProtectedValue => ({ status: 'published', value });

describe('a rate of protected figures', () => {
  it('divides what is published', () => {
    expect(protectRate(published(12), published(4_000), 1_000)).toEqual(published(3));
  });

  it('is capped where a share cannot exceed the whole', () => {
    expect(protectRate(published(52), published(50), 100, { atMost: 100 })).toEqual(published(100));
  });

  it.each([
    [suppressed, published(10), 'suppressed'],
    [published(10), suppressed, 'suppressed'],
    [suppressed, missing, 'suppressed'],
    [zero, suppressed, 'suppressed'],
    [missing, published(10), 'missing'],
    [published(10), missing, 'missing'],
    [published(10), zero, 'missing'],
    [zero, zero, 'missing'],
    [zero, published(10), 'zero'],
  ])('of %o by %o is %s', (numerator, denominator, status) => {
    expect(protectRate(numerator, denominator, 1_000).status).toBe(status);
    expect(protectMean(numerator, denominator).status).toBe(status);
  });

  const uncertain: ProtectedValue = { status: 'suppressed', reason: 'too-uncertain' };

  it('says that a part is too uncertain only where no part is suppressed for people', () => {
    expect(protectRate(uncertain, published(10), 1_000)).toEqual(uncertain);
    expect(protectMean(uncertain, suppressed)).toEqual(suppressed);
    expect(protectMean(suppressed, published(10))).toEqual(suppressed);
  });

  it('is no mean where the noise of both parts together is too large in comparison', () => {
    const noise = { count: 1.7, uncertaintyPercent: 30 };
    const sumOf = (value: number): ProtectedValue => ({ status: 'published', value, margin: 150 });
    expect(protectMean(sumOf(900), published(30), noise)).toEqual(published(30));
    expect(protectMean(sumOf(900), published(15), noise)).toEqual(uncertain);
    expect(protectMean(sumOf(300), published(30), noise)).toEqual(uncertain);
  });

  it('makes a mean of the two shown numbers', () => {
    expect(protectMean(published(900), published(12))).toEqual(published(75));
  });
});

describe('means next to perturbed counts (G9d)', () => {
  const noiseMax = 2;
  const cells = [
    { shown: 9, persons: 8, sum: 90, shownSum: 93 },
    { shown: 14, persons: 12, sum: 95, shownSum: 90 },
    { shown: 19, persons: 20, sum: 185, shownSum: 188 },
  ];
  /** Numbers of persons near the shown one for which a mean in four decimals makes a whole sum. */
  const possible = (shown: number, mean: number) =>
    Array.from({ length: 2 * noiseMax + 1 }, (_, at) => shown - noiseMax + at).filter((count) => {
      const sum = mean * count;
      return Math.abs(sum - Math.round(sum)) <= 5e-5 * count;
    });
  const fourDecimals = (value: number) => Math.round(value * 1e4) / 1e4;

  it('tell the true counts when the means are the true ones', () => {
    const means = cells.map(({ sum, persons }) => fourDecimals(sum / persons));
    expect(means).toEqual([11.25, 7.9167, 9.25]);
    expect(cells.map(({ shown }, at) => possible(shown, means[at] ?? 0))).toEqual([[8], [12], [20]]);
  });

  it('tell no more than the shown counts when they are made of protected parts', () => {
    for (const { shown, persons, shownSum } of cells) {
      const mean = protectMean(published(shownSum), published(shown));
      const found = mean.status === 'published' ? possible(shown, fourDecimals(mean.value)) : [];
      expect(found).toContain(shown);
      expect(found).not.toContain(persons);
    }
  });
});

describe('the explanation of a protection', () => {
  it('holds the floor and nothing that helps to remove the noise', () => {
    const facts = explainProtection(defaultParameters);
    expect(facts.minimumCount).toBe(10);
    expect(Object.keys(facts).sort()).toEqual([
      'additive',
      'consistent',
      'dominatedSumsLeftOut',
      'method',
      'minimumCount',
      'perturbed',
      'uncertainSumsSuppressed',
      'zerosExact',
    ]);
    expect(Object.values(facts).filter((fact) => typeof fact === 'number')).toEqual([10]);
  });
});
