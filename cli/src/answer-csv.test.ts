import {
  defaultParameters,
  explainProtection,
  figuresToColumn,
  missingFigure,
  openFigure,
} from '@datalab/query-control';
import type { ProtectedAnswer } from '@datalab/warehouse';
import { describe, expect, it } from 'vitest';
import { answerToCsv } from './answer-csv.ts';

const open = { unit: 'area', accessClass: 'open' };

function answerOf(labels: readonly (string | null)[], values: readonly (number | null)[]): ProtectedAnswer {
  return {
    rowCount: values.length,
    dimensions: ['category'],
    labels: [{ labels, codes: Uint32Array.from(values, (_, row) => row % labels.length) }],
    measures: ['sum.amount'],
    figures: [figuresToColumn(values.map((value) => openFigure(value, open)))],
    totals: { 'sum.amount': missingFigure },
    versions: [],
    protection: explainProtection(defaultParameters),
  };
}

describe('an answer as CSV', () => {
  it('has beside each measure its margin, its bounds and its status, and holds no formula', () => {
    const answer = answerOf(['litter', 'a, "b"', '=1+1', null], [12.5, 0, null, 3]);
    expect([...answerToCsv(answer)].join('').split('\r\n')).toEqual([
      '\uFEFFcategory,sum.amount,sum.amount.margin,sum.amount.from,sum.amount.to,sum.amount.status',
      'litter,12.5,0,,,published',
      '"a, ""b""",0,0,,,zero',
      "'=1+1,,,,,missing",
      ',3,0,,,published',
      '',
    ]);
  });

  it('comes in portions, of which none has the whole of a large table', () => {
    const values = Array.from({ length: 5_000 }, (_, row) => row);
    const portions = [...answerToCsv(answerOf(['litter'], values))];
    const sizes = portions.map((portion) => portion.split('\r\n').length - 1);
    expect(sizes).toEqual([1, 2_000, 2_000, 1_000]);
    expect(portions.join('').trimEnd().split('\r\n').at(-1)).toBe('litter,4999,0,,,published');
  });
});
