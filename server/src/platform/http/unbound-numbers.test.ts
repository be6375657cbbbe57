import { describe, expect, it } from 'vitest';
import {
  elsewhereMark,
  findMark,
  marksUsed,
  numbersWithoutSource,
  unboundNumbers,
} from './unbound-numbers.contract.ts';

const found = (text: string): string[] => unboundNumbers(text).map((number) => number.text);

describe('a number in digits', () => {
  it.each<[string, string[]]>([
    ['34 % van de meldingen', ['34 %']],
    ['34% of the reports', ['34%']],
    ['12,5 procent minder', ['12,5 procent']],
    ['12.5 per cent fewer', ['12.5 per cent']],
    ['In 5 buurten wonen 1.234 mensen', ['5', '1.234']],
    ['1,234 people in 5 areas', ['1,234', '5']],
    ['1 234 567 meldingen', ['1 234 567']],
    ['between 10 and 20', ['10', '20']],
    ['10-20 meldingen, 5 tot 10 personen', ['10-20', '5 tot 10']],
    ['10–20 reports, 5 to 10 persons', ['10–20', '5 to 10']],
    ['de 3e melding, the 3rd report', ['3e', '3rd']],
    ['€ 25 en €1.250,50', ['€ 25', '€1.250,50']],
    ['2,5 miljoen euro', ['2,5 miljoen']],
    ['1 op de 5 gezinnen, 1 in 5 families', ['1 op de 5', '1 in 5']],
    ['65+ en 10k', ['65+', '10k']],
    ['½ van de straat, ٣٤ reports', ['½', '٣٤']],
    ['n=34.', ['34']],
    ['vijf (5) buurten', ['vijf', '5']],
    ['{12} reports', ['12']],
    ['{people} people, 34 % more, 3{n1}', ['34 %', '3']],
  ])('is found: %s', (text, numbers) => {
    expect(found(text)).toEqual(numbers);
  });

  it.each([
    'In 2025 kwamen er meer meldingen.',
    'From 2024 to 2026, and in 2024/25.',
    'Sinds maart 2026, of vanaf 3 maart 2026.',
    'On 3 March 2026, March 3, 2026 and 3rd of March.',
    'Op 2026-03-03, 3-3-2026 en 5 mei.',
    'Since Q3 2025, at 14:30, om 9.00 uur.',
    'In the 1990s it was quiet, 24/7.',
    'As finding 3 says; zie bevinding 12 en vraag 4.',
    '{people} mensen zijn goed voor {share2} van de meldingen.',
    'CO2 and m² are names.',
    'Zie https://example.nl/2025/34.',
  ])('is no amount: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['2025 meldingen', ['2025']],
    ['€ 2025', ['€ 2025']],
    ['2.025 reports', ['2.025']],
    ['1999,5 uur', ['1999,5']],
    ['they may 12 times', ['12']],
    ['finding 34 % of them', ['34 %']],
    ['May 12 people', ['12']],
  ])('looks like a year, date or citation and is an amount: %s', (text, numbers) => {
    expect(found(text)).toEqual(numbers);
  });
});

describe('a number in words', () => {
  it.each<[string, string[]]>([
    ['Vijf buurten en twaalf straten', ['Vijf', 'twaalf']],
    ['five areas and twelve streets', ['five', 'twelve']],
    [
      'vijfentwintig meldingen, tweeëntwintig, honderdtwintig',
      ['vijfentwintig', 'tweeëntwintig', 'honderdtwintig'],
    ],
    ['twenty-five reports, two hundred and six', ['twenty-five', 'two hundred and six']],
    ['twee derde van de mensen', ['twee derde']],
    ['two thirds of the people, two-thirds', ['two thirds', 'two-thirds']],
    ['een derde minder', ['een derde']],
    ['a third fewer; down by a third.', ['a third', 'a third']],
    ['een kwart van de straat, a quarter fewer', ['een kwart', 'a quarter']],
    ['driekwart, three quarters', ['driekwart', 'three quarters']],
    ['ongeveer de helft, about half of them', ['de helft', 'half']],
    ['één op de vijf, one in five', ['één op de vijf', 'one in five']],
    ['tien procent, ten percent', ['tien procent', 'ten percent']],
    ['tweemaal zo veel, twice as many', ['tweemaal', 'twice']],
    ['verdubbeld, doubled, gehalveerd', ['verdubbeld', 'doubled', 'gehalveerd']],
    ['a dozen streets, tientallen meldingen', ['a dozen', 'tientallen']],
    ['34 procent en drie miljoen', ['34 procent', 'drie miljoen']],
  ])('is found: %s', (text, numbers) => {
    expect(found(text)).toEqual(numbers);
  });

  it.each([
    'Eén regisseur per persoon; one director for each person.',
    'Een kleine groep komt steeds terug, een paar buurten.',
    'Ten opzichte van vorig jaar, ten minste.',
    'Wij nemen dat in acht.',
    'A third party, the third meeting, de derde keer, een derde partij.',
    'Kwart over negenen is geen aandeel; half past.',
    'At first, second thoughts, de eerste en tweede groep.',
    'Het kwartaal, halverwege, on behalf of them, often, weight, zesling.',
    'Dozen en flessen op straat.',
    'Misschien achten zij dat beter.',
  ])('is no amount: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a mark that a number comes from elsewhere', () => {
  const marks = [{ number: '34 %', source: 'Annual report' }];

  it('goes for the number however its spaces and capitals are written', () => {
    expect(findMark('34%', marks)).toBe(marks[0]);
    expect(findMark('34\u00a0%', marks)).toBe(marks[0]);
    expect(findMark('Vijf', [{ number: 'vijf', source: 'Telling' }])).toBeDefined();
    expect(findMark('3', marks)).toBeUndefined();
  });

  it('leaves the numbers that no mark is about', () => {
    expect(numbersWithoutSource('34 % of 5 areas', marks)).toEqual([{ text: '5', at: 8 }]);
  });

  it('goes when its number does', () => {
    const more = [...marks, { number: '12', source: 'A count' }];
    expect(marksUsed(['34% now', 'nothing'], more)).toEqual(marks);
  });

  it('names its source, with a link only to a page', () => {
    expect(elsewhereMark.safeParse({ number: '5', source: ' ' }).success).toBe(false);
    const link = (address: string) =>
      elsewhereMark.safeParse({ number: '5', source: 'A', link: address }).success;
    expect(link('https://example.nl/count')).toBe(true);
    expect(link('javascript:alert(1)')).toBe(false);
  });
});
