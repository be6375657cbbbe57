import { describe, expect, it } from 'vitest';
import { openEngine, quoteLiteral } from '../engine/engine.ts';
import { plainDigits, plainDigitsSql } from './hidden-digits.ts';
import { maskPersonNumbers, namesPersonNumber } from './numbers-in-names.ts';

describe('the name of a file', () => {
  it.each([
    'BSN 123456782 Jansen.csv',
    'jansen_123456782.csv',
    'P123456782X.csv',
    '1234.56.782.csv',
    '123-456-782.xlsx',
    'bsn 1 2 3 4 5 6 7 8 2.csv',
    'bsn 20230205.csv',
    '123\u200b456\u00ad782.csv',
    '１２３４５６７８２.csv',
    '١٢٣٤٥٦٧٨٢.csv',
  ])('with a person number is known and masked: %j', (name) => {
    expect(namesPersonNumber(name)).toBe(true);
    expect(plainDigits(maskPersonNumbers(name)).replaceAll(/\D/g, '').length).toBeLessThan(8);
  });

  it.each([
    'meldingen 2024-2025.csv',
    'export_20230205.csv',
    'export_01102024_1.csv',
    '20242025.csv',
    '1234567820.csv',
    '123456789.csv',
    'zorg-2024-01.parquet',
    'Café – 2024\u200b.csv',
  ])('without one stays as it is: %j', (name) => {
    expect(maskPersonNumbers(name)).toBe(name);
  });

  it('keeps the words around the number', () => {
    expect(maskPersonNumbers('BSN 123456782 Jansen.csv')).toBe('BSN ••••• Jansen.csv');
  });
});

it('digits are read the same in a name and in a column', async () => {
  const texts = [
    '1２٣४५๖𝟟⑧²',
    'a\u200b1\u2060\u00ad2\ufe0f3',
    '1\u00a02\u20113_4-5\u22126',
    'plain 1.2',
    'ﬁ',
  ];
  const engine = await openEngine();
  const rows = await engine.run(`SELECT ${plainDigitsSql('text')} AS plain
    FROM (SELECT unnest([${texts.map(quoteLiteral).join(', ')}]) AS text)`);
  engine.close();
  const digitsOf = (text: unknown) => String(text).replaceAll(/[^0-9 .]/g, '');
  expect(rows.map(({ plain }) => digitsOf(plain))).toEqual(texts.map((text) => digitsOf(plainDigits(text))));
  expect(plainDigits(texts[0] ?? '')).toBe('123456782');
  expect(plainDigits(texts[2] ?? '')).toBe('1 2 3 4 5 6');
});
