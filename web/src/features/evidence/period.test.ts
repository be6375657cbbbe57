import { describe, expect, it } from 'vitest';
import { periodOf } from './period.ts';

const query = { from: 'reports', measures: [{ count: 'records' as const }], by: [], where: [], also: [] };
const month = { key: 'month', label: { nl: 'Maand', en: 'Month' }, kind: 'month' as const, valueNames: {} };

describe('the period of evidence', () => {
  it('runs from the first to the last month of all answers', () => {
    const rows = [{ month: '2024-03' }, { month: null }, { month: '2026-12' }];
    const filtered = { ...query, where: [{ column: 'month', from: '2024-01', to: '2025-01' }] };
    expect(
      periodOf([
        { rows, dimensions: [month], query },
        { rows: [], dimensions: [], query: filtered },
      ]),
    ).toEqual({ from: '2024-01', to: '2026-12' });
  });

  it('is not made up when no answer names months', () => {
    expect(periodOf([{ rows: [], dimensions: [], query }])).toBeUndefined();
  });
});
