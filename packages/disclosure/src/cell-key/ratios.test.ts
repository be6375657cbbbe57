import { describe, expect, it } from 'vitest';
import { explainProtection } from '../explain.ts';
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

  it('makes a mean of the two shown numbers', () => {
    expect(protectMean(published(900), published(12))).toEqual(published(75));
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
      'zerosExact',
    ]);
    expect(Object.values(facts).filter((fact) => typeof fact === 'number')).toEqual([10]);
  });
});
