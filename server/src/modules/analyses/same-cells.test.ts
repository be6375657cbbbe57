import { describe, expect, it } from 'vitest';
import { type Cells, hasSameCells } from './same-cells.ts';

const cells = (value: number, margin?: number): Cells => ({
  rows: [
    {
      category: 'litter',
      'count.records': { status: 'published', value, ...(margin !== undefined && { margin }) },
    },
    { category: 'noise', 'count.records': { status: 'suppressed' } },
  ],
  totals: null,
});

describe('evidence that is calculated again', () => {
  it('is the same when it was kept before there were margins', () => {
    expect(hasSameCells(cells(41), cells(41, 5))).toBe(true);
    expect(hasSameCells(cells(41), cells(42, 5))).toBe(false);
  });

  it('is the same only with the same margins when it was kept with them', () => {
    expect(hasSameCells(cells(41, 5), cells(41, 5))).toBe(true);
    expect(hasSameCells(cells(41, 5), cells(41, 6))).toBe(false);
    expect(hasSameCells(cells(41, 5), undefined)).toBe(false);
  });
});
