import { describe, expect, it } from 'vitest';
import { findPeriod, periodToDate, periodToSpan } from './periods.ts';

const dimension = (key: string, kind: 'area' | 'month' | 'quarter' | 'year') => ({
  key,
  kind,
  label: { nl: key, en: key },
  valueNames: {},
});

describe('a period on an axis', () => {
  it('stands at its first day', () => {
    const dates = ['2025-03', '2025-Q2', '2025'].map((period) => periodToDate(period)?.toISOString());
    expect(dates).toEqual([
      '2025-03-01T00:00:00.000Z',
      '2025-04-01T00:00:00.000Z',
      '2025-01-01T00:00:00.000Z',
    ]);
    expect(periodToDate('spring')).toBeUndefined();
  });

  it('is as wide as it lasts: a quarter three times a month', () => {
    const daysOf = (period: string) => {
      const span = periodToSpan(period);
      return span && Math.round((span.until.getTime() - span.from.getTime()) / 86_400_000);
    };
    expect(daysOf('2025-03')).toBe(30);
    expect(daysOf('2025-Q2')).toBe(91);
  });

  it('is the finest of those that an answer is divided by', () => {
    const [area, month, year] = [
      dimension('area', 'area'),
      dimension('month', 'month'),
      dimension('year', 'year'),
    ];
    expect(findPeriod([year, area, month])).toBe(month);
    expect(findPeriod([area])).toBeUndefined();
  });
});
