import { defaultParameters } from '@datalab/query-control';
import { describe, expect, it } from 'vitest';
import type { RawCell } from './aggregate.ts';
import { protectMeasure } from './protect.ts';

/** A cell in which no person has a value of `debt`. */
function cellOf(persons: number): RawCell {
  const tally = { count: persons, cellKey: 7 };
  return {
    values: ['BU99990001'],
    records: tally,
    persons: tally,
    contributors: persons,
    largest: [],
    sums: new Map(),
  };
}

describe.each([{ sum: 'debt' }, { mean: 'debt' }])('a cell without values, asked for %o', (measure) => {
  const protect = (persons: number) =>
    protectMeasure(measure, cellOf(persons), { status: 'missing' }, defaultParameters);

  it('says so of a group that is large enough', () => {
    expect(protect(10)).toEqual({ status: 'missing' });
  });

  it('does not say so of a few people, for it would be true of each of them', () => {
    expect(protect(3)).toEqual({ status: 'suppressed' });
  });
});
