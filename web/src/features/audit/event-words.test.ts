import { expect, it } from 'vitest';
import { detailsToLine, detailsToWords, reasonOf } from './event-words.ts';

it('says steps by number and data sets by name, and keeps what needs no words', () => {
  const names = new Map([['reports', { nl: 'Meldingen', en: 'Reports' }]]);
  const details = { step: 'share', dataSet: 'reports', rows: 12, organisation: 'police' };
  expect(detailsToWords(details, names)).toEqual({
    step: 3,
    dataSet: { nl: 'Meldingen', en: 'Reports' },
    rows: 12,
    organisation: 'police',
  });
  expect(detailsToWords({ dataSet: 'gone' }, names)).toEqual({ dataSet: 'gone' });
});

it('tells the words of a person from a code of the platform', () => {
  expect(reasonOf({ reason: 'No time this year.' })).toEqual({ text: 'No time this year.', isCode: false });
  expect(reasonOf({ reason: 'deliveries.too-large' })).toEqual({
    text: 'deliveries.too-large',
    isCode: true,
  });
  expect(reasonOf({ reason: null, step: 'share' })).toBeUndefined();
});

it('shows the particulars as they stand in the log', () => {
  expect(detailsToLine({ rows: 12, reason: null, name: { nl: 'a', en: 'b' } })).toBe(
    'rows: 12, reason: null, name: {"nl":"a","en":"b"}',
  );
});
