import { describe, expect, it } from 'vitest';
import { followByMonth } from './saved-query.ts';

const query = {
  from: 'reports',
  measures: [{ count: 'records' as const }, { sum: 'amount' }],
  by: ['neighbourhood', 'category'],
  where: [
    { column: 'month', from: '2025-01' },
    { column: 'quarter', in: ['2025-Q1'] },
    { column: 'year', in: ['2025'] },
    { column: 'neighbourhood', in: ['BU1'] },
    { column: 'category', in: ['litter'] },
  ],
  also: [],
};

describe('a saved query that is followed', () => {
  it('is asked by month, without the period it had', () => {
    expect(followByMonth(query, 1, [])).toEqual({
      ...query,
      measures: [{ sum: 'amount' }],
      by: ['month'],
      where: query.where.slice(3),
    });
  });

  it('is limited to the areas of the intervention instead of its own', () => {
    expect(followByMonth(query, 0, ['BU3', 'BU2']).where).toEqual([
      { column: 'category', in: ['litter'] },
      { column: 'neighbourhood', in: ['BU2', 'BU3'] },
    ]);
  });
});
