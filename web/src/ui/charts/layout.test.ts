import { describe, expect, it } from 'vitest';
import { countSeries, largestSeries, spreadLabels } from './layout.ts';
import type { Point } from './points.ts';
import { summarise } from './summary.ts';

const point = (series: string, value: Point['value']): Point => ({
  id: series,
  key: '2024-01',
  label: 'January 2024',
  series,
  value,
});

describe('lines that stay apart', () => {
  it('are those of the largest series, with all points of each, also the suppressed ones', () => {
    const points = [
      point('a', { status: 'published', value: 5 }),
      point('b', { status: 'published', value: 90 }),
      point('c', { status: 'published', value: 50 }),
      point('b', { status: 'suppressed' }),
    ];
    expect(largestSeries(points, 2).map(({ series }) => series)).toEqual(['b', 'c', 'b']);
    expect(countSeries(points)).toBe(3);
  });

  it('have labels that never overlap and keep their order', () => {
    expect(spreadLabels([10, 11, 50], 5)).toEqual([10, 15, 50]);
    expect(spreadLabels([11, 10, 12], 5)).toEqual([15, 10, 20]);
  });
});

describe('a drawing in words', () => {
  const words = (key: string, params: Record<string, string | number> = {}) =>
    `${key}(${Object.values(params).join('|')})`;
  const write = ({ value }: Point) => ('value' in value ? String(value.value) : value.status);

  it('names the highest and the lowest and counts what cannot be shown', () => {
    const points = [
      point('a', { status: 'zero', value: 0 }),
      point('b', { status: 'published', value: 9 }),
      point('c', { status: 'suppressed' }),
      point('d', { status: 'missing' }),
    ];
    expect(summarise('Reports', points, write, words)).toBe(
      'summary(Reports|4) highest(January 2024, b|9) lowest(January 2024, a|0) suppressedNote(1). missingNote(1).',
    );
  });
});
