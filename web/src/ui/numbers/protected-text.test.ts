import { describe, expect, it } from 'vitest';
import { drawableNumber, protectedValueToText, writeNumber } from './protected-text.ts';

const words = {
  suppressed: 'te weinig om te tonen',
  uncertain: 'te onzeker om te tonen',
  missing: 'niet bekend',
};

describe('a protected number in words', () => {
  it('reads published, zero, suppressed, too uncertain and missing as five different things', () => {
    const texts = [
      protectedValueToText({ status: 'published', value: 1234 }, words, 'nl'),
      protectedValueToText({ status: 'zero', value: 0 }, words, 'nl'),
      protectedValueToText({ status: 'suppressed' }, words, 'nl'),
      protectedValueToText({ status: 'suppressed', reason: 'too-uncertain' }, words, 'nl'),
      protectedValueToText({ status: 'missing' }, words, 'nl'),
    ];
    expect(texts).toEqual(['1.234', '0', 'te weinig om te tonen', 'te onzeker om te tonen', 'niet bekend']);
  });

  it('gives a chart no number for what is suppressed or missing, and 0 for zero', () => {
    expect(drawableNumber({ status: 'suppressed' })).toBeUndefined();
    expect(drawableNumber({ status: 'missing' })).toBeUndefined();
    expect(drawableNumber({ status: 'zero', value: 0 })).toBe(0);
  });

  it('does not round a small share to nothing, and keeps one decimal for rates', () => {
    expect(writeNumber(0.61, 'en', 'share')).toBe('61\u00a0%');
    expect(writeNumber(0.004, 'en', 'share')).toBe('0.4\u00a0%');
    expect(writeNumber(0, 'en', 'share')).toBe('0\u00a0%');
    expect(writeNumber(12.345, 'nl', 'decimal')).toBe('12,3');
  });
});
