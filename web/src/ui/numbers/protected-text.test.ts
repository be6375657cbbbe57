import { describe, expect, it } from 'vitest';
import { chartsEn } from '../../i18n/charts.en.ts';
import { chartsNl } from '../../i18n/charts.nl.ts';
import { fillText, type Language } from '../../i18n/translate.ts';
import {
  drawableBounds,
  drawableNumber,
  figureToText,
  type NumberStyle,
  protectedValueToLabel,
  protectedValueToText,
} from './protected-text.ts';

const dutch = (key: keyof typeof chartsNl, params = {}) => fillText(chartsNl[key], 'nl', params);
const english = (key: keyof typeof chartsEn, params = {}) => fillText(chartsEn[key], 'en', params);

function write(value: number, language: Language, style: NumberStyle): string {
  const words = language === 'nl' ? dutch : english;
  return figureToText({ status: 'published', value }, words, language, style).text;
}

describe('a protected number in words', () => {
  it('reads each reason for not showing a number differently, and a zero as a zero', () => {
    const texts = [
      protectedValueToText({ status: 'published', value: 1234 }, dutch, 'nl'),
      protectedValueToText({ status: 'zero', value: 0 }, dutch, 'nl'),
      protectedValueToText({ status: 'suppressed' }, dutch, 'nl'),
      protectedValueToText({ status: 'suppressed', reason: 'too-uncertain' }, dutch, 'nl'),
      protectedValueToText({ status: 'suppressed', reason: 'under-minimum' }, dutch, 'nl'),
      protectedValueToText({ status: 'missing' }, dutch, 'nl'),
    ];
    expect(texts).toEqual([
      '1.234',
      '0',
      'te weinig om te tonen',
      'te onzeker om te tonen',
      'minder dan 10, misschien geen',
      'niet bekend',
    ]);
  });

  it('says how far it may be off, in both languages', () => {
    const count = { status: 'published', value: 120, margin: 5 } as const;
    expect(protectedValueToText(count, dutch, 'nl')).toBe('ongeveer 120 (hoogstens 5 ernaast)');
    expect(protectedValueToText(count, english, 'en')).toBe('about 120 (at most 5 off)');
    const share = { status: 'published', value: 0.34, margin: 0.01 } as const;
    expect(protectedValueToText(share, dutch, 'nl', 'share')).toBe(
      'ongeveer 34\u00a0% (hoogstens 1 procentpunt ernaast)',
    );
    expect(protectedValueToText(share, english, 'en', 'share')).toBe(
      'about 34\u00a0% (at most 1 percentage point off)',
    );
  });

  it('has a sign instead of words in a label', () => {
    const mean = { status: 'published', value: 12.34, margin: 0.31 } as const;
    expect(protectedValueToLabel(mean, dutch, 'nl', 'decimal')).toBe('12,3\u00a0±\u00a00,4');
    expect(protectedValueToLabel({ status: 'suppressed' }, english, 'en')).toBe('too few to show');
  });

  it('is between two numbers for a range', () => {
    const range = { status: 'range', from: 1_040, to: 1_049 } as const;
    expect(protectedValueToText(range, dutch, 'nl')).toBe('1.040 tot en met 1.049');
    expect(protectedValueToText(range, english, 'en')).toBe('1,040 to 1,049');
  });

  it('is written as before when it was kept without a margin', () => {
    expect(write(0.3427, 'en', 'share')).toBe('34\u00a0%');
    expect(write(0.61, 'en', 'share')).toBe('61\u00a0%');
    expect(write(0.004, 'en', 'share')).toBe('0.4\u00a0%');
    expect(write(0, 'en', 'share')).toBe('0\u00a0%');
    expect(write(12.345, 'nl', 'decimal')).toBe('12,3');
    expect(figureToText({ status: 'published', value: 3 }, dutch, 'nl')).toEqual({ text: '3' });
  });
});

describe('what a chart may draw', () => {
  it('is no number for what is suppressed, missing or a range, and 0 for zero', () => {
    expect(drawableNumber({ status: 'suppressed' })).toBeUndefined();
    expect(drawableNumber({ status: 'missing' })).toBeUndefined();
    expect(drawableNumber({ status: 'range', from: 4, to: 9 })).toBeUndefined();
    expect(drawableNumber({ status: 'zero', value: 0 })).toBe(0);
  });

  it('reaches from what a value is at least to what it is at most, and not below nothing', () => {
    expect(drawableBounds({ status: 'published', value: 20, margin: 5 })).toEqual({ low: 15, high: 25 });
    expect(drawableBounds({ status: 'published', value: 3, margin: 5 })).toEqual({ low: 0, high: 8 });
    expect(drawableBounds({ status: 'published', value: -3, margin: 5 })).toEqual({ low: -8, high: 2 });
    expect(drawableBounds({ status: 'range', from: 4, to: 9 })).toEqual({ low: 4, high: 9 });
    expect(drawableBounds({ status: 'suppressed', reason: 'under-minimum' })).toBeUndefined();
  });
});
