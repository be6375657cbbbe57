import { describe, expect, it } from 'vitest';
import { explainTotals } from './explain.ts';

describe('the explanation of a total that differs from its parts (G15)', () => {
  const men = { parts: [20, 31, 32, 40, 50], total: 175 };

  it('adds up the parts that are shown and names the total that is shown', () => {
    expect(explainTotals(men, 'en')).toContain(
      '20 + 31 + 32 + 40 + 50 = 173. The total is shown as 175. That is no mistake',
    );
    expect(explainTotals(men, 'nl')).toContain(
      '20 + 31 + 32 + 40 + 50 = 173. Als totaal staat er 175. Dat is geen fout',
    );
  });

  it('writes figures as its reader does', () => {
    const large = { parts: [12_000, 500], total: 12_503 };
    expect(explainTotals(large, 'nl')).toContain('12.000 + 500 = 12.500. Als totaal staat er 12.503');
    expect(explainTotals(large, 'en')).toContain('12,000 + 500 = 12,500. The total is shown as 12,503');
  });

  it('is not there when the figures agree', () => {
    expect(explainTotals({ parts: [20, 31], total: 51 }, 'nl')).toBeUndefined();
  });
});
