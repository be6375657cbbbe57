import { describe, expect, it } from 'vitest';
import { readCondition } from './typed-condition.ts';
import { readTerms, type TypedTerms } from './typed-terms.ts';

const typed: TypedTerms = {
  from: '2024-01',
  to: '2025-12',
  rowsMax: '1000',
  personsMax: '500',
  frequency: 'once',
  keepUntil: '2027-12-31',
  bases: ['public-task'],
  necessity: 'Less says nothing.',
};

describe('the terms that were typed', () => {
  it('are read as they are sent', () => {
    expect(readTerms(typed, true).body).toMatchObject({
      terms: { from: '2024-01', to: '2025-12', rowsMax: 1000, personsMax: 500, frequency: 'once' },
      bases: ['public-task'],
    });
  });

  it('have no number of persons where there are none', () => {
    expect(readTerms({ ...typed, personsMax: '' }, false).body?.terms.personsMax).toBeNull();
  });

  it.each([
    ['a month that is none', { from: '2024-13' }, ['from']],
    ['an end before the beginning', { to: '2023-12' }, ['to']],
    ['no rows', { rowsMax: '0' }, ['rowsMax']],
    ['half a person', { personsMax: '1.5' }, ['personsMax']],
    ['no day', { keepUntil: '' }, ['keepUntil']],
    ['no reason', { necessity: '  ' }, ['necessity']],
  ])('with %s are refused at that field', (_, change, wrong) => {
    expect(readTerms({ ...typed, ...change }, true)).toEqual({ body: undefined, wrong });
  });
});

describe('a condition that was typed', () => {
  it.each([
    ['min-area-population', '100', 100],
    ['minimum-count', '10', 10],
    ['review-by', '2027-03-01', '2027-03-01'],
  ] as const)('of %s is read', (rule, value, read) => {
    expect(readCondition({ rule, value, text: ' Why ' })).toEqual({
      text: 'Why',
      check: { rule, value: read },
    });
  });

  it.each([
    ['minimum-count', '9', 'Why'],
    ['minimum-count', '1001', 'Why'],
    ['min-area-population', '0', 'Why'],
    ['min-area-population', '1.5', 'Why'],
    ['review-by', 'soon', 'Why'],
    ['minimum-count', '20', ' '],
  ] as const)('of %s with %s and the reason "%s" is not sent', (rule, value, text) => {
    expect(readCondition({ rule, value, text })).toBeUndefined();
  });
});
