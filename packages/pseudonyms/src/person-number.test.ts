import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../tools/effort.ts';
import { isPersonNumber, normalisePersonNumber } from './person-number.ts';

describe('person numbers', () => {
  it.each(['123456782', '111222333', '999990019', ' 123456782\n'])('accepts %j', (text) => {
    expect(isPersonNumber(text)).toBe(true);
    expect(normalisePersonNumber(text)).toBe(text.trim());
  });
  it('gives a number of eight digits its leading zero back', () => {
    expect(normalisePersonNumber('10000008')).toBe('010000008');
    expect(normalisePersonNumber('010000008')).toBe('010000008');
  });
  it.each([
    '',
    '123456789',
    '000000000',
    '1234567',
    '1234567820',
    '12345678x',
    '1234.56.782',
    '１２３４５６７８２',
  ])('refuses %j', (text) => {
    expect(isPersonNumber(text)).toBe(false);
    expect(normalisePersonNumber(text)).toBeUndefined();
  });
  it('finds every single wrong digit and every exchange of two different neighbours', () => {
    const valid = fc
      .integer({ min: 1, max: 999_999_999 })
      .map((number) => String(number).padStart(9, '0'))
      .filter(isPersonNumber);
    fc.assert(
      fc.property(valid, fc.nat(8), fc.integer({ min: 1, max: 9 }), (number, place, change) => {
        const digits = [...number];
        const wrong = digits.with(place, String((Number(digits[place]) + change) % 10)).join('');
        expect(isPersonNumber(wrong)).toBe(false);
        const [left = '', right = ''] = [digits[place % 8], digits[(place % 8) + 1]];
        const exchanged = digits
          .with(place % 8, right)
          .with((place % 8) + 1, left)
          .join('');
        expect(isPersonNumber(exchanged)).toBe(left === right);
      }),
      { numRuns: runs(100, 1000) },
    );
  });
});
