import { unboundNumbers } from '@datalab/server/platform/http/unbound-numbers.contract.ts';
import { describe, expect, it } from 'vitest';
import { closestFirst, replaceNumber, sizeOfNumber } from './bind-number.ts';

describe('a number that is taken from a figure', () => {
  it('makes place for the name of the figure, where it stood', () => {
    const text = 'Of 34 % and 34 % more';
    const [, second] = unboundNumbers(text);
    expect(second && replaceNumber(text, second, 'n1')).toBe('Of 34 % and {n1} more');
  });

  it.each<[string, number | undefined]>([
    ['34 %', 34],
    ['12,5 procent', 12.5],
    ['1.234', 1234],
    ['1,234', 1234],
    ['1 234 567', 1_234_567],
    ['€ 25', 25],
    ['vijf', undefined],
    ['5 tot 10', undefined],
  ])('is as large as it reads: %s', (written, size) => {
    expect(sizeOfNumber(written)).toBe(size);
  });

  it('is looked for among the figures that lie closest', () => {
    const choices = [90, 30, undefined, 36].map((size) => ({ key: String(size), label: '', size }));
    expect(closestFirst('34 %', choices).map(({ size }) => size)).toEqual([36, 30, 90, undefined]);
    expect(closestFirst('vijf', choices)).toEqual(choices);
    const share = { key: 'share', label: '', size: 60, isShare: true };
    expect(closestFirst('34 %', [...choices, share])[0]).toBe(share);
    expect(closestFirst('34', [share, ...choices])[0]?.size).toBe(36);
  });
});
